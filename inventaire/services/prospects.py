"""The computers whose system is no longer followed, and what each can become."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.minimums import load_minimums
from inventaire.catalog.reader import load_catalog
from inventaire.domain.ability import MachineFacts
from inventaire.domain.lifecycles import SystemSupport
from inventaire.domain.prospects import Outlook, Prospect, outlook
from inventaire.domain.support import recognise_system
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Application, Device, Installation, Site, db
from inventaire.models.bulk import chunks
from inventaire.services.ability import RECEIVING
from inventaire.services.fleet_changes import systems_by_device
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.opinion import opinions, passages_from

READ = (
    Device.id,
    Device.name,
    Device.serial,
    Device.inventory_number,
    Device.manufacturer,
    Device.model,
    Device.quantity,
    Device.in_service_on,
    Device.operating_system,
    Device.operating_system_version,
    Device.processor,
    Device.memory_gb,
    Device.storage_gb,
    Device.storage_kind,
    Device.tpm_version,
    Device.category,
    Device.energy_kwh_per_year,
    Device.energy_source,
    Device.power_on_w,
    Device.power_standby_w,
    Device.hours_per_day,
    Device.days_per_year,
    Device.pue,
)
KEPT = 10_000  # computers unlike one another
FREE_PLATFORMS = frozenset({"Linux", "Web"})
OF_SYSTEM = frozenset({"antivirus", "os-poste", "os-serveur"})  # what changes with the system itself
HEADINGS = (
    "Nom",
    "Numéro de série",
    "Numéro d’inventaire",
    "Modèle",
    "Site",
    "Nombre",
    "Système",
    "Suivi jusqu’au",
    "Ce qu’on peut en faire",
    "Système libre",
    "Ce qui manque",
    "Logiciels à vérifier avant",
)


@dataclass(frozen=True, slots=True)
class Prolongable:
    """A computer in use whose system is no longer followed: its row, its support, what it can become."""

    machine: Any
    support: SystemSupport
    outlook: Outlook


def prolongable(on: date) -> tuple[Prolongable, ...]:
    """List the computers in use whose system is no longer followed on a day, the longest abandoned first.

    Machines alike are understood once; the list itself is not kept, as large as the fleet may be.
    """
    found, before = [], systems_by_device(on)
    for row in db.session.execute(_computers(on)):
        facts = MachineFacts(row.processor, row.memory_gb, row.storage_gb, row.tpm_version)
        school = row.site_kind is SiteKind.PRIMARY_SCHOOL
        system = before.get(row.id, (row.operating_system, row.operating_system_version))
        understood = _understood(*system, facts, on, school=school) if system[0] else None
        if understood:
            found.append(Prolongable(row, *understood))
    return tuple(sorted(found, key=lambda each: (each.support.free_until or date.min, each.machine.name or "")))


def counted(found: Sequence[Prolongable]) -> dict[Prospect, int]:
    """Count the machines of a list by what they can become."""
    counts = dict.fromkeys(Prospect, 0)
    for each in found:
        counts[each.outlook.prospect] += each.machine.quantity
    return counts


def extendable(found: Sequence[Prolongable]) -> int:
    """Count the machines that reach the minimum of a free system (annual report, indicator P7)."""
    return sum(
        each.machine.quantity for each in found if each.outlook.free_system and not each.outlook.free_system.lacking
    )


def software_to_check(devices: Sequence[int]) -> dict[int, list[str]]:
    """Give, by device, the names of its programs whose whole place nothing free can take."""
    blocking = _blocking()
    query = _installed(blocking)
    found: dict[int, list[str]] = {}
    for some in chunks(devices):
        for device, tool in db.session.execute(query.where(Installation.device_id.in_(some))):
            found.setdefault(device, []).append(blocking[tool or ""])
    return {device: sorted(names) for device, names in found.items()}


def blocking_software() -> dict[int, tuple[str, ...]]:
    """Give the same of every device at once."""
    found: dict[int, set[str]] = {}
    blocking = _blocking()
    for device, tool in db.session.execute(_installed(blocking)):
        found.setdefault(device, set()).add(blocking[tool])
    return {device: tuple(sorted(names)) for device, names in found.items()}


def prospect_line(found: Prolongable, software: Sequence[str]) -> tuple[Any, ...]:
    """Lay out a computer under HEADINGS, for the technician who goes from one machine to the next."""
    row, free = found.machine, found.outlook.free_system
    return (
        row.name,
        row.serial,
        row.inventory_number,
        " ".join(part for part in (row.manufacturer, row.model) if part),
        row.site,
        row.quantity,
        f"{found.support.product} {found.support.release}",
        found.support.free_until,
        found.outlook.prospect.label,
        free.system.label if free and not free.lacking else None,
        ", ".join(lack.label for lack in free.lacking) if free else None,
        ", ".join(software),
    )


def _installed(blocking: Iterable[str]) -> Any:
    return (
        select(Installation.device_id, Application.tool)
        .join(Application, Application.id == Installation.application_id)
        .where(Application.tool.in_(blocking))
        .distinct()
    )


def _computers(on: date) -> Any:
    return (
        select(*READ, Device.site_id, Site.name.label("site"), Site.kind.label("site_kind"))
        .outerjoin(Site, Site.id == Device.site_id)
        .where(fleet_on(on, IN_USE), Device.category.in_(RECEIVING))
        .order_by(Device.id)
    )


@lru_cache(maxsize=KEPT)
def _understood(
    system: str | None, version: str | None, facts: MachineFacts, on: date, *, school: bool
) -> tuple[SystemSupport, Outlook] | None:
    support = recognise_system(system, version, load_lifecycles())
    if support is None or not support.is_over(on):
        return None
    admitted = {key: asked for key, asked in load_minimums(on).items() if school or not asked.schools}
    return support, outlook(facts, support.key, admitted)


def _blocking() -> dict[str, str]:
    """Name the tools that are installed and whose place nothing that runs on a free system takes whole."""
    catalog, ours = load_catalog(), opinions()

    def replaced(slug: str) -> bool:
        ways = (passage.replacement for passage in passages_from(slug, ours))
        whole = (catalog.alternatives[each.alternative] for each in ways if each.fit == "full")
        return any(FREE_PLATFORMS & set(each.platforms) or each.kind == "non_digital" for each in whole)

    return {
        slug: tool.name
        for slug, tool in catalog.tools.items()
        if tool.delivery == "installed" and tool.functions[0] not in OF_SYSTEM and not replaced(slug)
    }
