"""The ages of the machines in use, year by year, by category, by site or by department."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select

from inventaire.domain.age import Ages, ages_of, by_year, days_of_age
from inventaire.domain.blocks import Column, ColumnChart, Figure
from inventaire.domain.formats import number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Term
from inventaire.models import Department, Device, Site, db
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered
from inventaire.spreadsheets.sheets import Sheet

NOT_SAID = "Non renseigné"
TITLE = "Âge des matériels en service"


class Split(Term):
    """What the ages are told by."""

    CATEGORY = "categorie", "Catégorie"
    SITE = "site", "Site"
    DEPARTMENT = "service", "Service"


@dataclass(frozen=True, slots=True)
class AgeLine:
    """The ages of one part of the fleet: its name, its count by year of age, its mean.

    `value` is what the filters of the list call it; nothing filters the whole, nor what nobody said.
    """

    value: str
    label: str
    years: tuple[int, ...]
    ages: Ages


@dataclass(frozen=True, slots=True)
class AgeTable:
    """The ages of the fleet, whole and by part, the most numerous first.

    `headings` are the years of age, `spans` the first and last day to enter service on to be of each.
    """

    headings: tuple[str, ...]
    spans: tuple[tuple[date | None, date | None], ...]
    whole: AgeLine
    lines: tuple[AgeLine, ...]

    def line(self, value: str) -> AgeLine:
        """Give the part that a filter calls so; the whole when there is none."""
        return next((line for line in self.lines if value and line.value == value), self.whole)

    def figure(self, line: AgeLine) -> Figure:
        """Draw the machines of a part, or of the whole, by year of age."""
        columns = tuple(Column(label, count) for label, count in zip(self.headings, line.years, strict=True))
        title = TITLE if line is self.whole else f"{TITLE}\u00a0: {line.label}"
        told = f"Matériels en service par année d’âge\u202f; {number(line.ages.unknown)} sans date."
        return Figure(title, told, ColumnChart("Âge (ans)", "matériels", columns), "ages")


@remembered
def age_table(split: Split, on: date) -> AgeTable:
    """Tell the ages of the machines in use on a day, by what is asked."""
    parts: dict[tuple[str, str], list[tuple[PartialDate | None, int]]] = {}
    everything = []
    for part, name, began, count in db.session.execute(_counted(split, on)):
        named = (part.value, part.label) if isinstance(part, Term) else (str(part or ""), name or NOT_SAID)
        parts.setdefault(named, []).append((began, int(count)))
        everything.append((began, int(count)))
    lines = [_line(*named, dates, on) for named, dates in parts.items()]
    order = sorted(lines, key=lambda line: (-line.ages.known - line.ages.unknown, line.label))
    headings = tuple(by_year([], on))
    spans = tuple(days_of_age(year, on) for year in range(len(headings)))
    return AgeTable(headings, spans, _line("", "Ensemble", everything, on), tuple(order))


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


def _line(value: str, label: str, dates: list[tuple[PartialDate | None, int]], on: date) -> AgeLine:
    return AgeLine(value, label, tuple(by_year(dates, on).values()), ages_of(dates, on))


def _counted(split: Split, on: date) -> Any:
    parts: dict[Split, tuple[Any, Any]] = {
        Split.CATEGORY: (Device.category, literal("")),
        Split.SITE: (Site.id, Site.name),
        Split.DEPARTMENT: (Department.id, Department.name),
    }
    part = [each.label(word) for each, word in zip(parts[split], ("part", "name"), strict=True)]
    query = select(*part, Device.in_service_on, func.sum(Device.quantity)).where(fleet_on(on, IN_USE))
    if split is Split.SITE:
        query = query.outerjoin(Site, Site.id == Device.site_id)
    elif split is Split.DEPARTMENT:
        query = query.outerjoin(Department, Department.id == Device.department_id)
    kept = part if split is not Split.CATEGORY else part[:1]
    return query.group_by(*kept, Device.in_service_on)
