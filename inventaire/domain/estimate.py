"""A figure that admits what it does not know."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise


class Unit(Enum):
    """What a figure counts, as it is printed."""

    KG_CO2E = "kgCO2e"
    KG_CO2E_PER_YEAR = "kgCO2e/an"
    KWH_PER_YEAR = "kWh/an"
    KWH = "kWh"
    EUR = "€"
    KG_CO2E_PER_KWH = "kgCO2e/kWh"
    EURO_PER_YEAR = "€/an"
    YEAR = "ans"
    MACHINES = "matériels"
    PROGRAMS = "logiciels"


class Quality(Enum):
    """How well a figure is founded (references: impact method, « Uncertainty rule »)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @staticmethod
    def worst(*grades: "Quality") -> "Quality":
        """Give the weakest of several grades: a chain is worth its weakest link."""
        return max(grades, key=lambda grade: grade.value)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A central figure between two bounds, with its unit and where it comes from.

    At least one of the three is known and they are in order, or ValueError is raised.
    """

    low: float | None
    central: float | None
    high: float | None
    unit: Unit
    quality: Quality
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a figure that says nothing or whose bounds are out of order."""
        known = [value for value in self.values() if value is not None]
        if not known:
            raise ValueError("an estimate needs at least one value")
        if any(a > b for a, b in pairwise(known)):
            raise ValueError(f"bounds out of order: {known}")

    def values(self) -> tuple[float | None, float | None, float | None]:
        """Give the three values, low first."""
        return self.low, self.central, self.high

    def scaled(self, factor: float, unit: Unit) -> "Estimate":
        """Multiply the three values by a number that is not negative, into another unit."""
        if factor < 0:
            raise ValueError("a negative factor would swap the bounds")
        return self._each(lambda value: value * factor, unit)

    def opposite(self) -> "Estimate":
        """Change the sign of the three values: what is more on one side is less on the other."""
        low, central, high = (None if value is None else -value for value in self.values())
        return Estimate(high, central, low, self.unit, self.quality, self.sources)

    def _each(self, change: Callable[[float], float], unit: Unit) -> "Estimate":
        low, central, high = (None if value is None else change(value) for value in self.values())
        return Estimate(low, central, high, unit, self.quality, self.sources)
