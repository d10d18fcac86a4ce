"""The ends of support that await the machines in use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_

from inventaire.domain.blocks import Column, ColumnChart, Figure
from inventaire.domain.support_calendar import (
    LATER,
    OVER,
    Ending,
    FoundSystem,
    Quarter,
    by_half_year,
    by_quarter,
    endings,
    last_year,
    period_of,
)
from inventaire.models import Device
from inventaire.services.fleet_changes import among, ids_of, systems_before, written_after
from inventaire.services.memory import remembered
from inventaire.services.systems import systems_in_use
from inventaire.spreadsheets.sheets import Sheet

MARK = "\n"  # between a system and its version: no file writes it
TITLE = "Fins de suivi des systèmes en service"
TOLD = "Matériels en service par semestre où leur système cesse d’être suivi sans payer."
HEADINGS = ("Système", "Version", "Suivi jusqu’au", "Prolongation", "Prolongé jusqu’au", "Matériels", "Source")


@dataclass(frozen=True, slots=True)
class SupportCalendar:
    """The releases in use by their end of support, machines by half-year, and those that nobody can tell."""

    last_year: int
    endings: tuple[Ending, ...]
    half_years: dict[str, int]
    quarters: tuple[Quarter, ...]
    unread: tuple[FoundSystem, ...]
    silent: int

    @property
    def over(self) -> int:
        """Count the machines whose system is no longer followed."""
        return self.half_years[OVER]

    @property
    def soon(self) -> int:
        """Count the machines whose system ends within the calendar."""
        return sum(count for label, count in self.half_years.items() if label not in (OVER, LATER))

    @property
    def figure(self) -> Figure:
        """Draw the machines by half-year."""
        columns = tuple(Column(label, count) for label, count in self.half_years.items())
        return Figure(TITLE, TOLD, ColumnChart("Semestre", "matériels", columns), "fins")


@remembered
def support_calendar(on: date) -> SupportCalendar:
    """Cross the machines in use with what is published of their systems, as of a day."""
    found = systems_in_use(on)
    ended = endings(found)
    unread = [each for each in found if each.support is None and each.name]
    silent = sum(each.count for each in found if not each.name)
    return SupportCalendar(
        last_year(on),
        ended,
        by_half_year(ended, on),
        by_quarter(ended, on),
        tuple(sorted(unread, key=lambda each: -each.count)),
        silent,
    )


def ending_in(period: str, on: date) -> Any:
    """Give the condition on devices: their system, as of a day, ends in a period of the calendar."""
    found = [each for each in systems_in_use(on) if each.support and period_of(each.support, on) == period]
    words = [f"{each.name}{MARK}{each.version or ''}" for each in found]
    written = Device.operating_system + MARK + func.coalesce(Device.operating_system_version, "")
    before = systems_before(on) if written_after(on) else {}
    then = [ids for (name, version), ids in before.items() if f"{name}{MARK}{version or ''}" in words]
    unchanged = Device.id.not_in(among(ids_of(before.values())))
    return or_(and_(unchanged, written.in_(words)), Device.id.in_(among(ids_of(then))))


def support_sheet(found: Sequence[Ending]) -> Sheet:
    """Lay out the releases in use, a row each."""
    return Sheet("Fins de suivi", HEADINGS, _rows(found))


def _rows(found: Sequence[Ending]) -> Iterator[tuple[Any, ...]]:
    for each in found:
        support = each.support
        kind = support.extension_kind.label if support.extension_kind else None
        until = support.free_until
        yield support.product, support.release, until, kind, support.extended_until, each.count, support.source
