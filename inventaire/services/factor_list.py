"""Every factor as it holds today, beside the catalogue's: for the page and for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, ElectricityFactor, Factor, OwnFigure, OwnValue
from inventaire.domain.own_factors import OWN
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.organisation import current_organisation
from inventaire.spreadsheets.sheets import Sheet

HEADINGS = ("Facteur", "Figure", "Bas", "Repère", "Haut", "Qualité", "À compter du", "Tenu par", "Source", "Raison")
CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A category, what holds for it today, and what the catalogue says."""

    category: DeviceCategory
    in_force: Factor | None
    published: Factor | None


@dataclass(frozen=True, slots=True)
class ElectricityLine:
    """The electricity of the organisation's territory, as it holds today and as it is published."""

    in_force: ElectricityFactor | None
    published: ElectricityFactor | None


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One value that holds: what it is of, who holds it so, where it comes from."""

    label: str
    figure: OwnFigure
    bounds: Bounds
    quality: Quality | None
    since: date | None
    held_by: str
    source: str
    reason: str | None = None

    def cells(self) -> tuple[Any, ...]:
        """Give its row of a spreadsheet."""
        grade = self.quality.value if self.quality else None
        told = (self.label, self.figure.label, *self.bounds.values(), grade)
        return (*told, self.since, self.held_by, self.source, self.reason)


def list_factors(on: date) -> Sequence[FactorLine]:
    """List every category with what holds on a date."""
    known, published = factors_in_force(on), load_factors(on)
    return [FactorLine(each, known.get(each.value), published.get(each.value)) for each in DeviceCategory]


def electricity_line(on: date) -> ElectricityLine:
    """Give the electricity factor that holds on a date where the organisation is."""
    territory = current_organisation().territory
    return ElectricityLine(electricity_in_force(territory, on), load_electricity(territory, on))


def factors_sheet(on: date) -> Sheet:
    """Lay out every value that holds on a date, with its source."""
    return Sheet("Facteurs", HEADINGS, (row.cells() for row in factor_rows(on)))


def factor_rows(on: date) -> Iterator[FactorRow]:
    """Give every value that holds on a date, electricity first."""
    electricity = electricity_line(on).in_force
    if electricity:
        yield _electricity_row(electricity)
    for line in list_factors(on):
        if line.in_force:
            yield from _rows(line.category.label, line.in_force)


def _electricity_row(factor: ElectricityFactor) -> FactorRow:
    figure, bounds = OwnFigure.ELECTRICITY, Bounds(central=factor.g_per_kwh)
    if factor.own:
        return _own_row(factor.label, factor.own)
    return FactorRow(factor.label, figure, bounds, None, None, CATALOGUE, factor.source)


def _rows(label: str, factor: Factor) -> Iterator[FactorRow]:
    lifetime = Bounds(central=factor.lifetime_years)
    known = {
        OwnFigure.EMBODIED: (factor.embodied, factor.quality, factor.embodied_source_fr),
        OwnFigure.ENERGY: (factor.energy, factor.energy_quality or factor.quality, factor.energy_source_fr),
        OwnFigure.LIFETIME: (lifetime, None, factor.lifetime_source_fr),
    }
    for figure, (bounds, quality, source) in known.items():
        own = factor.own_value(figure)
        if own:
            yield _own_row(label, own)
        elif bounds != Bounds():
            yield FactorRow(label, figure, bounds, quality, factor.since, CATALOGUE, source or "")


def _own_row(label: str, own: OwnValue) -> FactorRow:
    return FactorRow(label, own.figure, own.bounds, own.quality, own.since, OWN, own.source, own.reason)
