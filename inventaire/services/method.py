"""What stands behind the figures: factors, electricity, the catalogue."""

from dataclasses import dataclass
from datetime import date

from inventaire.catalog.factors import load_factors, published_electricity, territories
from inventaire.catalog.reader import load_catalog
from inventaire.domain.factors import ElectricityFactor, Factor
from inventaire.domain.vocabulary import DeviceCategory


@dataclass(frozen=True, slots=True)
class Method:
    """The factors in force on a day, by category and by territory, and the version of the catalogue."""

    factors: tuple[tuple[DeviceCategory, Factor | None], ...]
    electricity: tuple[ElectricityFactor, ...]
    catalogue: str


def explained(on: date) -> Method:
    """Gather every factor with its source."""
    factors = load_factors(on)
    return Method(
        tuple((category, factors.get(category.value)) for category in DeviceCategory),
        tuple(factor for code in territories() for factor in published_electricity(code)),
        load_catalog().version,
    )
