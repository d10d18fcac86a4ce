"""What stands behind the figures: factors, electricity, the catalogue."""

from dataclasses import dataclass
from datetime import date

from inventaire.catalog.factors import published_electricity, territories
from inventaire.catalog.longer_life import load_longer_life
from inventaire.catalog.reader import load_catalog
from inventaire.domain.factors import ElectricityFactor, Factor
from inventaire.domain.longer_life import LongerLife, Refurbished
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.organisation import current_organisation


@dataclass(frozen=True, slots=True)
class Method:
    """The factors in force on a day, by category and by territory, and the version of the catalogue."""

    factors: tuple[tuple[DeviceCategory, Factor | None], ...]
    electricity: tuple[ElectricityFactor, ...]
    own_electricity: ElectricityFactor | None
    catalogue: str
    longer_life: LongerLife

    @property
    def refurbished(self) -> list[tuple[DeviceCategory, Refurbished]]:
        """Give what a refurbished purchase avoids, by category."""
        known = self.longer_life.refurbished
        return [(category, known[category.value]) for category in DeviceCategory if category.value in known]


def explained(on: date) -> Method:
    """Gather every factor with its source."""
    factors = factors_in_force(on)
    ours = electricity_in_force(current_organisation().territory, on)
    return Method(
        tuple((category, factors.get(category.value)) for category in DeviceCategory),
        tuple(factor for code in territories() for factor in published_electricity(code)),
        ours if ours and ours.own else None,
        load_catalog().version,
        load_longer_life(on),
    )
