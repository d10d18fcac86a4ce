"""What keeping machines and buying refurbished ones avoided in a year, against new ones of the same category.

Keeping is formula 5 of the method page over one year, for each machine older than its reference lifetime;
buying refurbished is formula 7. Formula 4, another view of the first, is never added to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventaire.domain import impact
from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.factor_table import FactorTable
from inventaire.domain.factors import ElectricityFactor, Factor
from inventaire.domain.figures import GRADES, ORIGINS, CodeArray, Figure, FleetFigures, Mask, Origin
from inventaire.domain.fleet_columns import CATEGORIES, NO_CATEGORY, FleetColumns
from inventaire.domain.impact import FloatArray
from inventaire.domain.vocabulary import DeviceCategory

ONE_YEAR = 1.0


@dataclass(frozen=True, slots=True)
class Gain:
    """What some machines avoided in a year: how many are counted, how many could not be; it may be negative."""

    count: int
    left_out: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Postponed:
    """The gain of each line kept beyond its reference lifetime: bounds [kgCO2e], NaN where not estimated."""

    category: npt.NDArray[np.int8]
    quantity: FloatArray
    beyond: Mask
    bounds: FloatArray
    quality: CodeArray

    def gain(self, mask: Mask | None = None) -> Gain:
        """Add up the lines kept, or a part of them: lows with lows, highs with highs."""
        chosen = self.beyond if mask is None else self.beyond & mask
        known = chosen & ~np.isnan(self.bounds[:, [0, 2]]).any(axis=1)
        count = int(self.quantity[known].sum())
        left_out = int(self.quantity[chosen].sum()) - count
        if not count:
            return Gain(0, left_out, None)
        low, central, high = (float(value) for value in self.bounds[known].sum(axis=0))
        grade = GRADES[self.quality[known].max()]
        middle = None if np.isnan(central) else central
        return Gain(count, left_out, Estimate(low, middle, high, Unit.KG_CO2E, grade))

    def by_category(self) -> dict[DeviceCategory, Gain]:
        """Add up the lines kept of each category that has some."""
        present = np.unique(self.category[self.beyond & (self.category != NO_CATEGORY)])
        return {CATEGORIES[code]: self.gain(self.category == code) for code in present}


def postponed(
    columns: FleetColumns, figures: FleetFigures, factors: Mapping[str, Factor], electricity: ElectricityFactor | None
) -> Postponed:
    """Reckon one year of replacement put off, for each line older than its reference lifetime (formula 5)."""
    table = FactorTable.of(factors)
    lifetime = np.where(columns.lifetime > 0, columns.lifetime, table.lifetime[columns.category])
    new_embodied = table.embodied[columns.category] * columns.quantity[:, None]
    extra = _extra_energy(columns, figures, table)
    kg_per_kwh = electricity.kg_per_kwh if electricity else 0.0
    low, central, high = (
        impact.avoided_by_postponing(ONE_YEAR, new_embodied[:, place], lifetime, extra[:, other], kg_per_kwh)
        for place, other in ((0, 2), (1, 1), (2, 0))  # a difference: low less high
    )
    bounds = np.stack([low, central, high], axis=1)
    if electricity is None:
        bounds[(extra != 0).any(axis=1)] = np.nan
    return Postponed(
        columns.category, columns.quantity, columns.age > lifetime, bounds, _quality(columns, figures, table, extra)
    )


def _quality(columns: FleetColumns, figures: FleetFigures, table: FactorTable, extra: FloatArray) -> CodeArray:
    """Give the worst grade of what each line rests on: the electricity too, where it does not cancel out."""
    made, drawn = table.quality[columns.category], figures.columns[Figure.ENERGY_PER_YEAR].quality
    both = np.maximum.reduce([made, drawn, table.energy_quality[columns.category]])
    answer: CodeArray = np.where((extra != 0).any(axis=1), both, made)
    return answer


def _extra_energy(columns: FleetColumns, figures: FleetFigures, table: FactorTable) -> FloatArray:
    """Give what the old machines draw beyond new ones [kWh/an, lines × 3]; nothing where both rest on one factor."""
    old = figures.columns[Figure.ENERGY_PER_YEAR]
    cooled = table.server_room[columns.category] & ~np.isnan(columns.pue)
    times = columns.quantity * np.where(cooled, columns.pue, 1.0)
    new = table.energy[columns.category] * times[:, None]
    extra = old.bounds - new[:, ::-1]
    extra[old.origin == ORIGINS.index(Origin.CATEGORY)] = 0.0
    return extra


def refurbished(count: int, factor: Factor | None, lifetime: float | None, share: tuple[float, float] | None) -> Gain:
    """Reckon a year of machines bought refurbished in the stead of new ones (formula 7): no central value."""
    life = lifetime or (factor.lifetime_years if factor else None)
    low, _, high = factor.embodied.values() if factor else (None, None, None)
    if factor is None or life is None or share is None or low is None or high is None:
        return Gain(0, count, None)
    least = low / life - impact.refurbished_yearly(low, life, share)[1]
    most = high / life - impact.refurbished_yearly(high, life, share)[0]
    return Gain(count, 0, Estimate(count * least, None, count * most, Unit.KG_CO2E, factor.quality or Quality.D))


def added(*gains: Gain) -> Gain:
    """Add gains of different machines: a central value missing in one is missing in the sum."""
    known = [gain.estimate for gain in gains if gain.estimate]
    count, left_out = sum(gain.count for gain in gains), sum(gain.left_out for gain in gains)
    if not known:
        return Gain(count, left_out, None)
    low, central, high = (
        None if None in column else sum(value for value in column if value is not None)
        for column in zip(*(each.values() for each in known), strict=True)
    )
    return Gain(count, left_out, Estimate(low, central, high, Unit.KG_CO2E, Quality.worst(*(e.quality for e in known))))
