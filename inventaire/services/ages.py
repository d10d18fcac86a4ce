"""The ages of the machines in use, year by year, by category, by site or by department."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.age import Ages, ages_of, by_year
from inventaire.domain.blocks import Column, ColumnChart, Figure
from inventaire.domain.formats import number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Term
from inventaire.models import Department, Device, Site, db
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered
from inventaire.spreadsheets.sheets import Sheet

NOT_SAID = "Non renseigné"


class Split(Term):
    """What the ages are told by."""

    CATEGORY = "categorie", "Catégorie"
    SITE = "site", "Site"
    DEPARTMENT = "service", "Service"


@dataclass(frozen=True, slots=True)
class AgeLine:
    """The ages of one part of the fleet: its name, its count by year of age, its mean."""

    label: str
    years: tuple[int, ...]
    ages: Ages


@dataclass(frozen=True, slots=True)
class AgeTable:
    """The ages of the fleet, whole and by part, the most numerous first; `headings` are the years of age."""

    headings: tuple[str, ...]
    whole: AgeLine
    lines: tuple[AgeLine, ...]

    @property
    def figure(self) -> Figure:
        """Draw the machines by year of age."""
        columns = tuple(Column(label, count) for label, count in zip(self.headings, self.whole.years, strict=True))
        told = f"Matériels en service par année d’âge\u202f; {number(self.whole.ages.unknown)} sans date."
        return Figure("Âge des matériels en service", told, ColumnChart("Âge (ans)", "matériels", columns), "ages")


@remembered
def age_table(split: Split, on: date) -> AgeTable:
    """Tell the ages of the machines in use on a day, by what is asked."""
    parts: dict[str, list[tuple[PartialDate | None, int]]] = {}
    everything = []
    for part, began, count in db.session.execute(_counted(split, on)):
        label = part.label if isinstance(part, Term) else part or NOT_SAID
        parts.setdefault(label, []).append((began, int(count)))
        everything.append((began, int(count)))
    lines = [_line(label, dates, on) for label, dates in parts.items()]
    order = sorted(lines, key=lambda line: (-line.ages.known - line.ages.unknown, line.label))
    return AgeTable(tuple(by_year([], on)), _line("Ensemble", everything, on), tuple(order))


def age_sheet(split: Split, on: date) -> Sheet:
    """Lay the same table out, a part a row."""
    found = age_table(split, on)
    headings = (split.label, "Matériels", "Âge moyen (ans)", *(f"{year} ans" for year in found.headings), "Sans date")
    return Sheet("Âges", headings, _rows(found))


def _rows(found: AgeTable) -> Iterator[tuple[Any, ...]]:
    for line in (*found.lines, found.whole):
        ages = line.ages
        mean = None if ages.mean is None else round(ages.mean, 1)
        yield line.label, ages.known + ages.unknown, mean, *line.years, ages.unknown


def _line(label: str, dates: list[tuple[PartialDate | None, int]], on: date) -> AgeLine:
    return AgeLine(label, tuple(by_year(dates, on).values()), ages_of(dates, on))


def _counted(split: Split, on: date) -> Any:
    parts = {Split.CATEGORY: Device.category, Split.SITE: Site.name, Split.DEPARTMENT: Department.name}
    query = select(parts[split], Device.in_service_on, func.sum(Device.quantity)).where(fleet_on(on, IN_USE))
    if split is Split.SITE:
        query = query.outerjoin(Site, Site.id == Device.site_id)
    elif split is Split.DEPARTMENT:
        query = query.outerjoin(Department, Department.id == Device.department_id)
    return query.group_by(parts[split], Device.in_service_on)
