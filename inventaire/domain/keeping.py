"""What keeping machines avoids, against what would be bought in their place: a whole fleet in columns.

Source: « Méthode et sources », formulae 5 to 7. Bounds are lines × low, central, high; NaN is what nobody knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from inventaire.domain import impact
from inventaire.domain.estimate import Estimate, Unit
from inventaire.domain.factor_table import FactorTable
from inventaire.domain.factors import ElectricityFactor, Factor
from inventaire.domain.figures import (
    GRADES,
    ORIGINS,
    REASONS,
    CodeArray,
    Figure,
    FigureColumns,
    FleetFigures,
    Mask,
    Origin,
    Reason,
    all_unknown,
)
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import FleetColumns, bare
from inventaire.domain.impact import FloatArray
from inventaire.domain.vocabulary import Term

NONE = -1


class Verdict(Term):
    """What a net gain lets one say."""

    AVOIDS = "avoids", "garder évite des émissions"
    EMITS = "emits", "garder émet davantage"
    LEANS = "leans", "au repère, garder émet davantage\u202f; écart non significatif"
    SAME = "same", "écart non significatif"


@dataclass(frozen=True, slots=True)
class Kept:
    """Machines, what would be bought in their place, and what keeping them a while avoids."""

    old: FleetFigures
    new: FleetFigures
    successor: CodeArray  # the category of what would be bought
    lifetime: FloatArray  # of what would be bought [ans]
    extra: FloatArray  # e_old − e_new, whole lines [kWh/an], lines × 3
    avoided: FigureColumns  # whole lines [kgCO2e]
    years: float

    def estimate(self, line: int) -> Estimate | None:
        """Give what keeping one line avoids, None where it is not estimated."""
        return estimate_of(self.avoided, line)

    def reason(self, line: int) -> Reason | None:
        """Say why a line is not estimated."""
        code = self.avoided.reason[line]
        return None if code == NONE else REASONS[code]


def keep(
    columns: FleetColumns,
    successor: CodeArray,
    factors: Mapping[str, Factor],
    electricity: ElectricityFactor | None,
    years: float,
) -> Kept:
    """Weigh keeping each line against buying as many of the category `successor` (formula 5)."""
    old = estimate_fleet(columns, factors, electricity)
    bought = _bought(columns, successor)
    new = estimate_fleet(bought, factors, electricity)
    lifetime = FactorTable.of(factors).lifetime[successor]
    extra = _extra(old, new, _alike(columns, successor, old))
    return Kept(old, new, successor, lifetime, extra, _avoided(new, lifetime, extra, old, electricity, years), years)


def verdict(avoided: Estimate) -> Verdict:
    """Say what a net gain shows: nothing where its range holds zero, but which way it leans."""
    low, central, high = avoided.values()
    if low is not None and low > 0:
        return Verdict.AVOIDS
    if high is not None and high < 0:
        return Verdict.EMITS
    return Verdict.LEANS if central is not None and central < 0 else Verdict.SAME


def emits(kept: Kept) -> Mask:
    """Say of each line whether keeping emits more, or leans that way."""
    _, central, high = kept.avoided.bounds.T
    answer: Mask = (high < 0) | (central < 0)
    return answer


def estimate_of(column: FigureColumns, line: int) -> Estimate | None:
    """Make the net gain of a line, None where nothing of it is known."""
    low, central, high = (None if np.isnan(value) else float(value) for value in column.bounds[line])
    if low is None and central is None and high is None:
        return None
    return Estimate(low, central, high, Unit.KG_CO2E, GRADES[column.quality[line]])


def _bought(columns: FleetColumns, category: CodeArray) -> FleetColumns:
    """Lay out as many new machines of a category, with nothing of their own but the room they stand in."""
    unknown = np.full(len(columns), np.nan)
    return replace(bare(columns), category=category, age=unknown, true_life=unknown, lifetime=unknown)


def _alike(columns: FleetColumns, successor: CodeArray, old: FleetFigures) -> Mask:
    """Say where both draw by the same factor: the difference is then nothing, whatever the factor."""
    by_category = old.columns[Figure.ENERGY_PER_YEAR].origin == ORIGINS.index(Origin.CATEGORY)
    alike: Mask = (columns.category == successor) & by_category
    return alike


def _extra(old: FleetFigures, new: FleetFigures, alike: Mask) -> FloatArray:
    before, after = (each.columns[Figure.ENERGY_PER_YEAR].bounds for each in (old, new))
    apart = before - after[:, ::-1]  # low less high, central less central, high less low
    return np.where(alike[:, None], 0.0, apart)


def _avoided(
    new: FleetFigures,
    lifetime: FloatArray,
    extra: FloatArray,
    old: FleetFigures,
    electricity: ElectricityFactor | None,
    years: float,
) -> FigureColumns:
    made, drawn = new.columns[Figure.EMBODIED], old.columns[Figure.ENERGY_PER_YEAR]
    factor = electricity.kg_per_kwh if electricity else np.nan
    bounds = impact.avoided_by_postponing(years, made.bounds, lifetime[:, None], extra[:, ::-1], factor)
    quality = np.maximum.reduce([made.quality, drawn.quality, new.columns[Figure.ENERGY_PER_YEAR].quality])
    return FigureColumns(bounds, quality, _reasons(new, old, bounds), drawn.origin)


def _reasons(new: FleetFigures, old: FleetFigures, bounds: FloatArray) -> CodeArray:
    """Say why a line is not estimated: the first thing that lacks, on either side."""
    lacking = (
        new.columns[Figure.EMBODIED_PER_YEAR].reason,
        old.columns[Figure.ENERGY_PER_YEAR].reason,
        new.columns[Figure.USE_PER_YEAR].reason,
    )
    reason = np.full(len(bounds), NONE, dtype=np.int8)
    for each in lacking:
        reason = np.where(reason == NONE, each, reason)
    return np.where(all_unknown(bounds), reason, NONE).astype(np.int8)
