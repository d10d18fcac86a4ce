"""The fleet as cohorts: machines of a kind and a year of service, that leave together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from inventaire.domain.factor_table import FactorTable
from inventaire.domain.factors import Factor
from inventaire.domain.figures import ORIGINS, CodeArray, Figure, Mask, Origin, some_unknown
from inventaire.domain.fleet import estimate_fleet, hours_on
from inventaire.domain.fleet_columns import CATEGORIES, NO_CATEGORY, FleetColumns, bare
from inventaire.domain.impact import HOURS_PER_YEAR, WATTS_PER_KILOWATT, FloatArray

KINDS = 2 * len(CATEGORIES)  # each category, then each again for the agents' own devices
DAYS, HOURS = 365.0, 24.0


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the inventory: facts, year of service (NaN unknown), years when systems end (inf: not said).

    `theirs` are the devices that count per agent.
    """

    columns: FleetColumns
    began: FloatArray
    publisher_end: FloatArray
    free_end: FloatArray
    theirs: Mask


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Machines alike, on one place of each array; impacts are those of all of them, NaN where not known whole.

    `shed` is what they draw in the `idle` hours of a day when they could be switched off [kWh/an].
    """

    kind: npt.NDArray[np.intp]
    began: FloatArray
    publisher_end: FloatArray
    free_end: FloatArray
    idle: FloatArray
    quantity: FloatArray
    embodied: FloatArray  # × low, central, high [kgCO2e]
    energy: FloatArray  # × low, central, high [kWh/an]
    shed: FloatArray  # × low, central, high [kWh/an]

    @property
    def category(self) -> npt.NDArray[np.intp]:
        """Give the place of their category in CATEGORIES."""
        return self.kind % len(CATEGORIES)

    def weighed(self, weights: FloatArray) -> FloatArray:
        """Add up a weight of the cohorts by kind."""
        sums: FloatArray = np.bincount(self.kind, weights, KINDS).astype(float)
        return sums


@dataclass(frozen=True, slots=True)
class Successors:
    """One machine bought in each category's place, by kind: impacts, reference lifetime [ans], quality.

    `ever_on` is said of what draws the whole day.
    """

    embodied: FloatArray
    energy: FloatArray
    lifetime: FloatArray
    quality: CodeArray
    ever_on: Mask


@dataclass(frozen=True, slots=True)
class Fleet:
    """The cohorts at the end of a year, what replaces them, and how many machines no projection can hold."""

    year: int
    cohorts: Cohorts
    successors: Successors
    undated: float  # spread like the dated ones of their category
    unplaced: float  # without a category


def fleet_at(year: int, lines: Lines, factors: Mapping[str, Factor]) -> Fleet:
    """Gather the lines of an inventory at the end of a year; lines without a category are left out, and counted."""
    placed = lines.columns.category != NO_CATEGORY
    quantity = lines.columns.quantity
    kept = _kept(lines, placed)
    table = FactorTable.of(factors)
    undated = np.isnan(kept.began)
    return Fleet(
        year,
        _spread(_gathered(kept, table, factors)),
        _successors(kept.columns, table, factors),
        float(kept.columns.quantity[undated].sum()),
        float(quantity[~placed].sum()),
    )


def _kept(lines: Lines, mask: Mask) -> Lines:
    columns = {field: getattr(lines.columns, field)[mask] for field in FleetColumns.__dataclass_fields__}
    others = {field: getattr(lines, field)[mask] for field in Lines.__dataclass_fields__ if field != "columns"}
    return Lines(FleetColumns(**columns), **others)


def _gathered(lines: Lines, table: FactorTable, factors: Mapping[str, Factor]) -> Cohorts:
    """Put the lines that behave alike together."""
    figures = estimate_fleet(lines.columns, factors, None).columns
    energy = figures[Figure.ENERGY_PER_YEAR]
    idle, shed = _sheddable(lines.columns, table, energy.bounds, energy.origin)
    kind = lines.columns.category + len(CATEGORIES) * lines.theirs
    keys = np.stack([kind, lines.began, lines.publisher_end, lines.free_end, idle], axis=1)
    alike, place = np.unique(keys, axis=0, return_inverse=True, equal_nan=True)
    sums = [lines.columns.quantity[:, None], figures[Figure.EMBODIED].bounds, energy.bounds, shed]
    quantity, embodied, drawn, spared = (_added(each, place.ravel(), len(alike)) for each in sums)
    own = alike.T
    return Cohorts(own[0].astype(np.intp), own[1], own[2], own[3], own[4], quantity[:, 0], embodied, drawn, spared)


def _added(values: FloatArray, place: npt.NDArray[np.intp], count: int) -> FloatArray:
    return np.stack([np.bincount(place, column, count) for column in values.T], axis=1)


def _sheddable(
    columns: FleetColumns, table: FactorTable, energy: FloatArray, origin: CodeArray
) -> tuple[FloatArray, FloatArray]:
    """Say how many hours a day machines draw for nothing that they need, and what they draw in them [kWh/an].

    What is always on may be switched off at any hour; a declared stand-by power, outside the hours in use.
    Of the others nobody knows it: the value of a category counts the hours in use only.
    """
    hours = hours_on(columns, table)
    always = table.always_on[columns.category] & (hours >= HOURS_PER_YEAR)
    standby = (origin == ORIGINS.index(Origin.DECLARED_POWER)) & (columns.power_standby > 0) & ~always
    rest = HOURS_PER_YEAR - hours
    watts = columns.quantity * columns.power_standby * rest / WATTS_PER_KILOWATT
    idle = np.where(always, HOURS, np.where(standby, rest / DAYS, 0.0))
    drawn = np.where(standby[:, None], watts[:, None], 0.0)
    return idle, np.where(always[:, None], energy, drawn)


def _successors(columns: FleetColumns, table: FactorTable, factors: Mapping[str, Factor]) -> Successors:
    """Buy in each category what its factor says, cooled as the machines there are."""
    as_new = estimate_fleet(bare(columns), factors, None).columns[Figure.ENERGY_PER_YEAR].bounds
    energy = _mean(columns, as_new)
    lifetime = np.where(columns.lifetime > 0, columns.lifetime, table.lifetime[columns.category])
    years = _mean(columns, (lifetime * columns.quantity)[:, None])[:, 0]
    both = (
        table.embodied[:-1],
        energy,
        years,
        table.quality[:-1],
        table.always_on[:-1],
    )
    return Successors(*(np.concatenate([each, each]) for each in both))


def _mean(columns: FleetColumns, sums: FloatArray) -> FloatArray:
    """Give the mean of one machine by category; NaN where there is none."""
    counts = np.bincount(columns.category, columns.quantity, len(CATEGORIES))
    with np.errstate(invalid="ignore"):
        return _added(sums, columns.category.astype(np.intp), len(CATEGORIES)) / counts[:, None]


def _spread(cohorts: Cohorts) -> Cohorts:
    """Give machines without a date the years of the dated ones of their category, in proportion."""
    undated = np.isnan(cohorts.began)
    if not undated.any():
        return cohorts
    parts = [_rows(cohorts, np.flatnonzero(~undated), np.ones(int((~undated).sum())))]
    for place in np.flatnonzero(undated):
        like = ~undated & (cohorts.category == cohorts.category[place])
        years, where = np.unique(cohorts.began[like], return_inverse=True)
        if not years.size:
            parts.append(_rows(cohorts, np.array([place]), np.ones(1)))
            continue
        shares = np.bincount(where, cohorts.quantity[like]) / cohorts.quantity[like].sum()
        parts.append(replace(_rows(cohorts, np.full(len(years), place), shares), began=years))
    fields = Cohorts.__dataclass_fields__
    return Cohorts(**{field: np.concatenate([getattr(part, field) for part in parts]) for field in fields})


def _rows(cohorts: Cohorts, places: npt.NDArray[np.intp], shares: FloatArray) -> Cohorts:
    """Take cohorts by their places, a share of each."""
    taken = {field: getattr(cohorts, field)[places] for field in Cohorts.__dataclass_fields__}
    for field in ("quantity", "embodied", "energy", "shed"):
        values = taken[field]
        taken[field] = values * (shares if values.ndim == 1 else shares[:, None])
    return Cohorts(**taken)


def complete(bounds: FloatArray) -> Mask:
    """Say of each kind whether its three values are known."""
    return ~some_unknown(bounds)
