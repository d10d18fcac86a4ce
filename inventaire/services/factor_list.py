"""Every factor as it holds today, beside the catalogue's: for the page and for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.factors import ElectricityFactor, Factor, OwnFigure
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
    return Sheet("Facteurs", HEADINGS, _rows(on))


def _rows(on: date) -> Iterator[tuple[Any, ...]]:
    electricity = electricity_line(on).in_force
    if electricity:
        kept = (electricity.own.since, OWN, electricity.own.source, electricity.own.reason) if electricity.own else None
        known = kept or (None, CATALOGUE, electricity.source, None)
        yield electricity.label, OwnFigure.ELECTRICITY.label, None, electricity.g_per_kwh, None, None, *known
    for line in list_factors(on):
        if line.in_force:
            yield from _lines(line.category, line.in_force)


def _lines(category: DeviceCategory, factor: Factor) -> Iterator[tuple[Any, ...]]:
    lifetime = (None, factor.lifetime_years, None)
    known = {
        OwnFigure.EMBODIED: (factor.embodied.values(), factor.quality, factor.embodied_source_fr),
        OwnFigure.ENERGY: (factor.energy.values(), factor.energy_quality or factor.quality, factor.energy_source_fr),
        OwnFigure.LIFETIME: (lifetime, None, factor.lifetime_source_fr),
    }
    for figure, (values, quality, source) in known.items():
        own, grade = factor.own_value(figure), quality.value if quality else None
        if any(value is not None for value in values):
            kept = (own.since, OWN, own.source, own.reason) if own else (factor.since, CATALOGUE, source, None)
            yield category.label, figure.label, *values, grade, *kept
