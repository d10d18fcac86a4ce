"""The computers whose system is no longer followed, and what each can become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, case, cast, distinct, func, select

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
from inventaire.services.memory import remembered
from inventaire.services.opinion import opinions, passages_from

KIND = (  # what tells machines apart here: those alike are understood and weighed once
    Device.manufacturer,
    Device.model,
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
    Device.label_kwh_per_1000h,
    Device.power_on_w,
    Device.power_standby_w,
    Device.hours_per_day,
    Device.days_per_year,
    Device.pue,
    Device.site_id,
)
MACHINE = (
    Device.id,
    Device.name,
    Device.serial,
    Device.inventory_number,
    Device.manufacturer,
    Device.model,
    Device.quantity,
    Site.name.label("site"),
)
BITS = 60  # of a whole number that both databases keep
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
    """Computers alike in use whose system is no longer followed: their row, their support, what they can become.

    `machine` has the columns of KIND, how many lines and machines they are, and the marks of what is installed.
    """

    machine: Any
    support: SystemSupport
    outlook: Outlook
    software: tuple[str, ...]
    on: date


@remembered
def prolongable(on: date) -> tuple[Prolongable, ...]:
    """List the kinds of computers in use whose system is no longer followed on a day, the longest abandoned first.

    As soon as a system has changed since that day, each machine is a kind of its own: it had its own system then.
    """
    blocking, understood, before = _installed_blocking(), cache(_understood), systems_by_device(on)
    found = []
    for row in db.session.execute(_kinds(list(blocking), on, [Device.id] if before else [])):
        facts = MachineFacts(row.processor, row.memory_gb, row.storage_gb, row.tpm_version)
        school = row.site_kind is SiteKind.PRIMARY_SCHOOL
        system = row.operating_system, row.operating_system_version
        system = before.get(row.id, system) if before else system
        known = understood(*system, facts, on, school=school)
        if known:
            found.append(Prolongable(row, *known, _named(row, blocking), on))
    return tuple(sorted(found, key=lambda each: each.support.free_until or date.min))


def machines_of(kind: Prolongable, first: int = 0, most: int | None = None) -> Sequence[Any]:
    """Give the machines of a kind, by name: some of them, or all."""
    alike = [_holds(column, getattr(kind.machine, column.key)) for column in KIND]
    for name, mark in _marks(list(_installed_blocking())).items():
        own = mark.where(Installation.device_id == Device.id).scalar_subquery()
        alike.append(own.is_not_distinct_from(getattr(kind.machine, name)))
    # Put in order here: asked to do it, SQLite walks every device by its name rather than find these.
    rows = db.session.execute(_computers(select(*MACHINE), kind.on).where(*alike)).all()
    end = None if most is None else first + most
    return sorted(rows, key=lambda row: (row.name or "", row.id))[first:end]


def _holds(column: Any, value: Any) -> Any:
    """Say that a column holds a value, in the words by which an index finds it."""
    return column.is_(None) if value is None else column == value


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
    query = (
        select(Installation.device_id, Application.tool)
        .join(Application, Application.id == Installation.application_id)
        .where(Application.tool.in_(blocking))
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for some in chunks(devices):
        for device, tool in db.session.execute(query.where(Installation.device_id.in_(some))):
            found.setdefault(device, []).append(blocking[tool or ""])
    return {device: sorted(names) for device, names in found.items()}


def prospect_line(row: Any, found: Prolongable) -> tuple[Any, ...]:
    """Lay out a machine of a kind under HEADINGS, for the technician who goes from one to the next."""
    free = found.outlook.free_system
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
        ", ".join(found.software),
    )


def _kinds(blocking: list[str], on: date, apart: Sequence[Any]) -> Any:
    """Count the machines alike: one line a kind, with the marks of what is installed on them."""
    rows, marks = select(), []
    for name, mark in _marks(blocking).items():
        held = mark.add_columns(Installation.device_id).group_by(Installation.device_id).subquery()
        rows = rows.outerjoin_from(Device, held, held.c.device_id == Device.id)
        marks.append(held.c[name])
    shared = (*apart, *KIND, Site.kind.label("site_kind"), *marks)
    counts = func.count().label("lines"), func.sum(Device.quantity).label("quantity")
    return _computers(rows.add_columns(*shared, *counts), on).group_by(*shared)


def _computers(rows: Any, on: date) -> Any:
    """Hold rows to the computers in use on a day whose system is known."""
    known = rows.outerjoin_from(Device, Site, Site.id == Device.site_id)
    return known.where(fleet_on(on, IN_USE), Device.category.in_(RECEIVING), Device.operating_system.is_not(None))


def _marks(blocking: list[str]) -> dict[str, Any]:
    """Mark what blocks a device: one bit a tool, so that machines alike compare as whole numbers."""
    found = {}
    for rank, first in enumerate(range(0, len(blocking), BITS)):
        some = blocking[first : first + BITS]
        bits = case({tool: 1 << place for place, tool in enumerate(some)}, value=Application.tool)
        mark = cast(func.sum(distinct(cast(bits, BigInteger))), BigInteger).label(f"marks_{rank}")
        seen = select(mark).join_from(Installation, Application, Application.id == Installation.application_id)
        found[mark.name] = seen.where(Application.tool.in_(some))
    return found


def _named(row: Any, blocking: Mapping[str, str]) -> tuple[str, ...]:
    names = []
    for place, name in enumerate(blocking.values()):
        rank, bit = divmod(place, BITS)
        if (getattr(row, f"marks_{rank}") or 0) >> bit & 1:
            names.append(name)
    return tuple(sorted(names))


def _understood(
    system: str | None, version: str | None, facts: MachineFacts, on: date, *, school: bool
) -> tuple[SystemSupport, Outlook] | None:
    support = recognise_system(system, version, load_lifecycles())
    if support is None or not support.is_over(on):
        return None
    admitted = {key: asked for key, asked in load_minimums(on).items() if school or not asked.schools}
    return support, outlook(facts, support.key, admitted)


@remembered
def _installed_blocking() -> dict[str, str]:
    """Name those that the organisation has, in a steady order."""
    blocking = _blocking()
    present = db.session.scalars(select(Application.tool).where(Application.tool.in_(blocking)).distinct())
    return {tool: blocking[tool] for tool in sorted(tool for tool in present if tool)}


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
