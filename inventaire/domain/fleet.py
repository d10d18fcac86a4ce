"""Estimates of a whole fleet: one calculation serves one machine and a hundred thousand."""

from collections.abc import Mapping

import numpy as np

from inventaire.domain import impact
from inventaire.domain.estimate import Quality
from inventaire.domain.factor_table import FactorTable
from inventaire.domain.factors import ElectricityFactor, Factor
from inventaire.domain.figures import (
    GRADES,
    NONE,
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
from inventaire.domain.fleet_columns import NO_CATEGORY, FleetColumns
from inventaire.domain.impact import FloatArray


def estimate_fleet(
    columns: FleetColumns, factors: Mapping[str, Factor], electricity: ElectricityFactor | None
) -> FleetFigures:
    """Estimate the four figures of every line: factors by category key, electricity of the territory."""
    table = FactorTable.of(factors)
    embodied = _embodied(columns, table)
    energy = _energy(columns, table)
    return FleetFigures(
        columns.quantity,
        {
            Figure.EMBODIED: embodied,
            Figure.EMBODIED_PER_YEAR: _embodied_per_year(columns, table, embodied),
            Figure.ENERGY_PER_YEAR: energy,
            Figure.USE_PER_YEAR: _use(energy, electricity),
        },
    )


class _Draft:
    """One figure being written: the category's values first, better ones over them."""

    def __init__(self, bounds: FloatArray, quality: CodeArray) -> None:
        self.bounds = bounds
        self.quality = quality
        self.origin = np.full(len(quality), ORIGINS.index(Origin.CATEGORY), dtype=np.int8)

    def take(self, bounds: FloatArray, quality: Quality, origin: Origin) -> None:
        """Replace the lines where the new values say something (lines × 3)."""
        known = ~all_unknown(bounds)
        self.bounds = np.where(known[:, None], bounds, self.bounds)
        self.quality[known] = GRADES.index(quality)
        self.origin[known] = ORIGINS.index(origin)

    def recentre(self, central: FloatArray, origin: Origin = Origin.MAKER) -> None:
        """Take a maker's value as central; the category's bounds stay, stretched to hold it."""
        self.take_sheet(
            np.stack([np.full_like(central, np.nan), central, np.full_like(central, np.nan)], axis=1), origin
        )

    def take_sheet(self, given: FloatArray, origin: Origin) -> None:
        """Take what a maker gives (lines × 3); where it gives no margin, the category's stays, stretched to hold it."""
        low, central, high = given.T
        low = np.where(np.isnan(low), np.minimum(self.bounds[:, 0], central), low)
        high = np.where(np.isnan(high), np.maximum(self.bounds[:, 2], central), high)
        self.take(np.stack([low, central, high], axis=1), Quality.B, origin)

    def finished(self, times: FloatArray, columns: FleetColumns, missing: Reason) -> FigureColumns:
        """Multiply each line, and say why where nothing is known."""
        unknown = all_unknown(self.bounds)
        reason = np.full(len(unknown), NONE, dtype=np.int8)
        reason[unknown] = REASONS.index(missing)
        reason[unknown & (columns.category == NO_CATEGORY)] = REASONS.index(Reason.NO_CATEGORY)
        self.origin[unknown] = NONE
        return FigureColumns(self.bounds * times[:, None], self.quality, reason, self.origin)


def _embodied(columns: FleetColumns, table: FactorTable) -> FigureColumns:
    """Give the making of each line [kgCO2e]: its own maker's value first, then its model's, else the category's."""
    draft = _Draft(table.embodied[columns.category], table.quality[columns.category])
    draft.take_sheet(np.where(np.isnan(columns.embodied)[:, None], columns.sheet_embodied, np.nan), Origin.SHEET)
    draft.recentre(columns.embodied)
    return draft.finished(columns.quantity, columns, Reason.NO_FACTOR)


def _embodied_per_year(columns: FleetColumns, table: FactorTable, embodied: FigureColumns) -> FigureColumns:
    """Spread the making over years [kgCO2e/an]: over the true life once withdrawn, else over max(L, age)."""
    lifetime = np.where(columns.lifetime > 0, columns.lifetime, table.lifetime[columns.category])
    retired = ~np.isnan(columns.true_life)
    in_use = impact.life_in_use(lifetime, columns.age)
    life = np.where(retired, impact.life_when_retired(columns.true_life), in_use)
    reason = embodied.reason.copy()
    reason[(reason == NONE) & np.isnan(life)] = REASONS.index(Reason.NO_LIFETIME)
    origin = np.full(len(life), ORIGINS.index(Origin.REFERENCE_LIFETIME), dtype=np.int8)
    origin[columns.age > lifetime] = ORIGINS.index(Origin.AGE)
    origin[retired] = ORIGINS.index(Origin.TRUE_LIFE)
    origin[reason != NONE] = NONE
    return FigureColumns(impact.embodied_yearly(embodied.bounds, life[:, None]), embodied.quality, reason, origin)


def _energy(columns: FleetColumns, table: FactorTable) -> FigureColumns:
    """Electricity of each line [kWh/an], by the first source available (formula 2)."""
    draft = _Draft(table.energy[columns.category], table.energy_quality[columns.category])
    of_model = np.where(np.isnan(columns.energy), columns.sheet_energy, np.nan)
    given = ~np.isnan(columns.energy) | ~np.isnan(of_model)
    hours = hours_on(columns, table)
    label = _alike(impact.energy_of_label(columns.label, hours))
    draft.take(np.where(given[:, None], np.nan, label), Quality.B, Origin.LABEL)
    power = _declared_energy(columns, hours, all_unknown(draft.bounds))
    draft.take(np.where(given[:, None], np.nan, power), Quality.B, Origin.DECLARED_POWER)
    draft.recentre(of_model, Origin.SHEET)
    draft.recentre(np.where(columns.measured, np.nan, columns.energy))
    draft.take(_alike(np.where(columns.measured, columns.energy, np.nan)), Quality.A, Origin.MEASURED)
    return draft.finished(columns.quantity * _cooling(columns, table), columns, Reason.NO_ENERGY)


def _declared_energy(columns: FleetColumns, hours: FloatArray, alone: Mask) -> FloatArray:
    """Electricity of the declared powers [kWh/an], low, central and high alike; NaN where not declared.

    Where only the stand-by power lacks, and nothing else is known of the machine (`alone`), the hours
    in use give a lower bound: « au moins ».
    """
    standby = np.where(hours >= impact.HOURS_PER_YEAR, 0.0, columns.power_standby)
    whole = _alike(impact.energy_of_power(columns.power_on, standby, hours))
    least = impact.energy_of_power(columns.power_on, np.zeros_like(standby), hours)
    whole[:, 0] = np.where(alone & np.isnan(whole[:, 0]), least, whole[:, 0])
    return whole


def hours_on(columns: FleetColumns, table: FactorTable) -> FloatArray:
    """Hours in use in a year [h/an]: declared, or the whole year for what is never switched off."""
    declared = np.minimum(columns.hours_per_day * columns.days_per_year, impact.HOURS_PER_YEAR)
    silent = np.isnan(columns.hours_per_day) & np.isnan(columns.days_per_year)
    return np.where(silent & table.always_on[columns.category], impact.HOURS_PER_YEAR, declared)


def _alike(values: FloatArray) -> FloatArray:
    """Carry one value as low, central and high: it is given, not drawn from a range."""
    return np.stack([values, values, values], axis=1)


def _cooling(columns: FleetColumns, table: FactorTable) -> FloatArray:
    """Give the PUE where it is given and applies; 1 elsewhere, cooling is then not counted."""
    cooled = table.server_room[columns.category] & ~np.isnan(columns.pue)
    return np.where(cooled, columns.pue, 1.0)


def _use(energy: FigureColumns, electricity: ElectricityFactor | None) -> FigureColumns:
    """Emissions of use [kgCO2e/an] by the electricity of the territory (formula 3)."""
    if electricity is None:
        reason = energy.reason.copy()
        reason[reason == NONE] = REASONS.index(Reason.NO_ELECTRICITY_FACTOR)
        return FigureColumns(np.full_like(energy.bounds, np.nan), energy.quality, reason, energy.origin)
    bounds = impact.use_yearly(energy.bounds, electricity.kg_per_kwh)
    return FigureColumns(bounds, energy.quality, energy.reason, energy.origin)
