"""The computers whose system is no longer followed, by kinds, and what each can become."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import String, cast, func, null, select

from inventaire.domain.ability import MachineFacts
from inventaire.domain.lifecycles import SystemSupport
from inventaire.domain.prospects import Outlook
from inventaire.models import Device, Site, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.blocking import held_devices
from inventaire.services.fleet_changes import among, ids_of
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.outlooks import AT_SCHOOL, PARTS, SYSTEM, computers, left_behind

OF_MODEL = (Device.manufacturer, Device.model)
KIND = (  # what tells machines apart here: those alike are understood and weighed once
    *SYSTEM,
    *PARTS,
    Device.storage_kind,
    Device.category,
    Device.energy_kwh_per_year,
    Device.energy_source,
    Device.label_kwh_per_1000h,
    Device.power_on_w,
    Device.power_standby_w,
    Device.hours_per_day,
    Device.days_per_year,
    Device.pue,
    AT_SCHOOL,
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

    `machine` has the columns of KIND, their model where a maker's sheet may know it, whether a program holds them
    to their system, how many lines and machines they are, and the ids of these lines.
    """

    machine: Any
    support: SystemSupport
    outlook: Outlook

    @property
    def ids(self) -> str:
        """Give the ids of their lines, as JSON."""
        return f"[{self.machine.ids}]"


@remembered
def prolongable(on: date, site: int | None = None) -> tuple[Prolongable, ...]:
    """List the kinds of computers in use whose system is no longer followed, the longest abandoned first.

    Their system is the one they have today; those of one site, where it is given.
    """
    understood = cache(left_behind)
    found = []
    for row in db.session.execute(_kinds(on, site), execution_options={} if site else WHOLE_TABLE):
        facts = MachineFacts(row.processor, row.memory_gb, row.storage_gb, row.tpm_version)
        known = understood(row.operating_system, row.operating_system_version, facts, on, school=row.at_school)
        if known:
            found.append(Prolongable(row, *known))
    return tuple(sorted(found, key=lambda each: (each.support.free_until or date.min, each.machine.first)))


def machines_of(kind: Prolongable, first: int, most: int) -> Sequence[Any]:
    """Give some of the machines of a kind, by name."""
    named = db.session.execute(select(Device.id, Device.name).where(Device.id.in_(among(kind.ids)))).all()
    chosen = [row.id for row in sorted(named, key=_by_name)[first : first + most]]
    return sorted(db.session.execute(_machines().where(Device.id.in_(chosen))), key=_by_name)


def all_machines(kinds: Sequence[Prolongable]) -> Iterator[list[Any]]:
    """Give all the machines of each kind, by name, out of one reading."""
    rows = db.session.execute(_machines().where(Device.id.in_(among(ids_of(each.ids for each in kinds)))))
    by_id = {row.id: row for row in rows}
    for each in kinds:
        yield sorted((by_id[int(number)] for number in each.machine.ids.split(",")), key=_by_name)


def prospect_line(row: Any, found: Prolongable, software: Sequence[str]) -> tuple[Any, ...]:
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
        ", ".join(software),
    )


def _machines() -> Any:
    return select(*MACHINE).outerjoin_from(Device, Site, Site.id == Device.site_id)


def _by_name(row: Any) -> tuple[str, int]:
    return row.name or "", row.id


def _kinds(on: date, site: int | None) -> Any:
    """Put together the machines alike, whatever their model where no maker's sheet tells one from another."""
    held = Device.id.in_(held_devices()).label("held")
    shared = (*KIND, held, *(OF_MODEL if sheets_in_force() else ()))
    unsaid = () if sheets_in_force() else tuple(null().label(column.key) for column in OF_MODEL)
    counts = (
        func.count().label("lines"),
        func.sum(Device.quantity).label("quantity"),
        func.min(Device.id).label("first"),
        func.aggregate_strings(cast(Device.id, String), ",").label("ids"),
    )
    rows = computers(select(*shared, *unsaid, *counts), on).group_by(*(column.key for column in shared))
    return rows if site is None else rows.where(Device.site_id == site)
