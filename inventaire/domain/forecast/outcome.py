"""What ten years of a policy come to: machines, kilograms, kilowatt-hours, euros, each year with its range."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.figures import GRADES, Mask
from inventaire.domain.forecast.cohorts import Cohorts, Fleet, complete
from inventaire.domain.forecast.flows import GROUPS, YEARS, Flows, flows_of
from inventaire.domain.forecast.measures import Measure
from inventaire.domain.forecast.policy import Policy
from inventaire.domain.impact import FloatArray

# Low, central and high factors, each with the least then the most that a refurbished purchase avoids.
BOUNDS, AVOIDED = (0, 0, 1, 1, 2, 2), (0, 1, 0, 1, 0, 1)
SCENARIOS = len(BOUNDS)
CENTRAL = (2, 3)


@dataclass(frozen=True, slots=True)
class Rates:
    """What machines and electricity are counted with, the same for every policy; NaN where nobody knows.

    `avoided` is the least and the most of its making that a refurbished purchase avoids (formula 7).
    """

    kg_per_kwh: float
    avoided: FloatArray  # kinds × 2
    new_eur: FloatArray  # kinds
    refurbished_eur: FloatArray  # kinds
    kwh_eur: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ten years of a policy: years × scenarios for each measure; NaN where it is not known.

    `bought` holds what was bought new, then refurbished, over the ten years: two rows × kinds.
    """

    policy: Policy
    flows: Flows
    rates: Rates
    years: Mapping[Measure, FloatArray]
    bought: FloatArray

    def total(self, *measures: Measure) -> FloatArray:
        """Add measures up over the ten years, scenario by scenario."""
        sums: FloatArray = np.stack([self.years[measure].sum(axis=0) for measure in measures]).sum(axis=0)
        return sums


def outcome_of(fleet: Fleet, policy: Policy, rates: Rates, staff: int | None) -> Outcome:
    """Reckon a policy over a fleet."""
    flows = flows_of(fleet, policy, staff)
    second_hand = np.where(np.isnan(rates.avoided[:, 0]), 0.0, policy.refurbished)
    energy = _energy(fleet, flows, policy)
    years = {
        Measure.BOUGHT: _counted(flows.bought),
        Measure.WITHDRAWN: _counted(flows.withdrawn),
        Measure.STOCK: _counted(flows.stock),
        Measure.EMBODIED: flows.bought @ _made(fleet, rates, second_hand),
        Measure.SHARE: _share(fleet, flows, rates, second_hand),
        Measure.ENERGY: energy,
        Measure.USE: energy * rates.kg_per_kwh,
        Measure.PURCHASES: _paid(flows, rates, second_hand),
        Measure.POWER: energy * rates.kwh_eur,
    }
    whole = flows.bought.sum(axis=0)
    return Outcome(policy, flows, rates, years, np.stack([whole * (1 - second_hand), whole * second_hand]))


def estimate(values: FloatArray, unit: Unit, quality: Quality) -> Estimate | None:
    """Read the scenarios of a figure as a range; no central value where second-hand gives none, None if unknown."""
    if np.isnan(values).any():
        return None
    one, other = (float(values[place]) for place in CENTRAL)
    central = one if np.isclose(one, other, rtol=1e-12, atol=0) else None
    return Estimate(float(values.min()), central, float(values.max()), unit, quality)


def quality_of(fleet: Fleet) -> Quality:
    """Give the worst grade among the categories that are estimated."""
    weighed = (fleet.cohorts.weighed(fleet.cohorts.quantity) > 0) & complete(fleet.successors.embodied)
    grades = fleet.successors.quality[weighed]
    return GRADES[grades.max()] if grades.size else Quality.D


def _counted(machines: FloatArray) -> FloatArray:
    return np.repeat(machines.sum(axis=1)[:, None], SCENARIOS, axis=1)


def _scenarios(bounds: FloatArray, known: Mask) -> FloatArray:
    """Lay low, central, high out by scenario; what is not known whole weighs nothing, and is told apart."""
    return np.where(known[:, None], bounds, 0.0)[:, BOUNDS]


def _made(fleet: Fleet, rates: Rates, second_hand: FloatArray) -> FloatArray:
    """Give the making of one purchase of each kind [kgCO2e], part of them second-hand."""
    new = _scenarios(fleet.successors.embodied, complete(fleet.successors.embodied))
    return new * (1 - second_hand[:, None] * np.nan_to_num(rates.avoided)[:, AVOIDED])


def _share(fleet: Fleet, flows: Flows, rates: Rates, second_hand: FloatArray) -> FloatArray:
    """Spread each making over the years its machine is kept [kgCO2e/an] (formula 1, the policy's own life)."""
    cohorts, ages = fleet.cohorts, flows.ages
    lived = np.where(np.isfinite(flows.due), flows.due + fleet.year - cohorts.began, np.nan)
    life = np.where(np.isnan(lived), ages[cohorts.kind], np.maximum(1.0, lived))
    whole = complete(fleet.successors.embodied)[cohorts.kind] & ~np.isnan(life)
    old = _scenarios(cohorts.embodied / life[:, None], whole)
    young = np.where(np.isnan(ages)[:, None], 0.0, _made(fleet, rates, second_hand) / ages[:, None])
    return _still(flows) @ old + flows.young @ young


def _energy(fleet: Fleet, flows: Flows, policy: Policy) -> FloatArray:
    """Electricity of each year [kWh/an]: the machines there are, then those bought, less the hours switched off."""
    known = complete(fleet.successors.energy)
    hours = np.array([policy.hours.get(group, 0.0) for group in GROUPS])
    part = _switched_off(hours[fleet.cohorts.kind], fleet.cohorts.idle)
    old = fleet.cohorts.energy - fleet.cohorts.shed * part[:, None]
    kept = np.where(fleet.successors.ever_on, 1 - np.minimum(1.0, hours / 24), 1.0)
    young = fleet.successors.energy * kept[:, None]
    in_service = _known_lines(fleet.cohorts, known)
    return _still(flows) @ _scenarios(old, in_service) + flows.young @ _scenarios(young, known)


def _known_lines(cohorts: Cohorts, known: Mask) -> Mask:
    return known[cohorts.kind] & complete(cohorts.energy)


def _switched_off(hours: FloatArray, idle: FloatArray) -> FloatArray:
    return np.where(idle > 0, np.minimum(1.0, hours / np.where(idle > 0, idle, 1.0)), 0.0)


def _still(flows: Flows) -> FloatArray:
    """Say of each year × cohort whether it is still there."""
    return (flows.due[None, :] > np.arange(1, YEARS + 1)[:, None]).astype(float)


def _paid(flows: Flows, rates: Rates, second_hand: FloatArray) -> FloatArray:
    """Give what each year's purchases cost [€]; unknown as soon as one thing bought has no price."""
    parts = np.stack([flows.bought * (1 - second_hand), flows.bought * second_hand], axis=1)
    ever = parts.sum(axis=0) > 0
    return np.stack([cost_of(each, rates, ever) for each in parts])


def cost_of(bought: FloatArray, rates: Rates, priced: Mask) -> FloatArray:
    """Give what purchases cost [€], new then refurbished, counting the prices of those that are told."""
    prices = np.stack([rates.new_eur, rates.refurbished_eur])
    return np.full(SCENARIOS, (bought[priced] * prices[priced]).sum())
