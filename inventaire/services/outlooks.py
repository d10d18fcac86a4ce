"""The computers in use that their system has left on a day, by what they can become."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import func, not_, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import MachineFacts
from inventaire.domain.lifecycles import SystemSupport
from inventaire.domain.prospects import Outlook, Prospect, outlook
from inventaire.domain.support import recognise_system
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Device, Site, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.ability import RECEIVING
from inventaire.services.fleet_changes import among, ids_of, systems_before, systems_by_device, written_after
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered

SYSTEM = (Device.operating_system, Device.operating_system_version)
PARTS = (Device.processor, Device.memory_gb, Device.storage_gb, Device.tpm_version)
AT_SCHOOL = func.coalesce(Site.kind == SiteKind.PRIMARY_SCHOOL, False).label("at_school")
Counted = tuple[Outlook, int]


@remembered
def outlooks(on: date) -> tuple[Counted, ...]:
    """Say what they can become, and how many alike: machines whose system has changed since had their own then."""
    understood = cache(left_behind)
    found = []
    for system, version, *parts, school, count in _lots(on):
        known = understood(system, version, MachineFacts(*parts), on, school=school)
        if known:
            found.append((known[1], int(count)))
    return tuple(found)


def left_behind(
    system: str | None, version: str | None, facts: MachineFacts, on: date, *, school: bool
) -> tuple[SystemSupport, Outlook] | None:
    """Say since when a system is no longer followed and what a machine can become; None where it still is."""
    support = recognise_system(system, version, load_lifecycles())
    if support is None or not support.is_over(on):
        return None
    admitted = {key: asked for key, asked in load_minimums(on).items() if school or not asked.schools}
    return support, outlook(facts, support.key, admitted)


def computers(rows: Any, on: date) -> Any:
    """Hold rows to the computers in use on a day whose system is known."""
    known = rows.outerjoin_from(Device, Site, Site.id == Device.site_id)
    return known.where(fleet_on(on, IN_USE), Device.category.in_(RECEIVING), Device.operating_system.is_not(None))


def counted(found: Iterable[Counted]) -> dict[Prospect, int]:
    """Count machines by what they can become."""
    counts = dict.fromkeys(Prospect, 0)
    for each, count in found:
        counts[each.prospect] += count
    return counts


def extendable(found: Iterable[Counted]) -> int:
    """Count the machines that reach the minimum of a free system (annual report, indicator P7)."""
    return sum(count for each, count in found if each.free_system and not each.free_system.lacking)


def _lots(on: date) -> Iterator[Any]:
    before = systems_before(on) if written_after(on) else {}
    changed = Device.id.in_(among(ids_of(before.values())))
    told = (*SYSTEM, *PARTS, AT_SCHOOL)
    alike = computers(select(*told, func.sum(Device.quantity)), on).where(not_(changed))
    alike = alike.group_by(*(column.key for column in told))
    yield from db.session.execute(alike, execution_options=WHOLE_TABLE)
    if before:
        then = systems_by_device(on)
        moved = computers(select(Device.id, *PARTS, AT_SCHOOL, Device.quantity), on).where(changed)
        for device, *rest in db.session.execute(moved):
            yield *then[device], *rest
