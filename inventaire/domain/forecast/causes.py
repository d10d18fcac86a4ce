"""Why two policies differ: one lever changed at a time, in a stated order, so that the causes add up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from inventaire.domain.forecast.measures import Cause, Measure, Side, Verdict
from inventaire.domain.forecast.outcome import SCENARIOS, Outcome, cost_of
from inventaire.domain.forecast.policy import Policy
from inventaire.domain.impact import FloatArray

LATER = {Cause.NUMBER: 1, Cause.REFURBISHED: 2, Cause.HOURS: 3}  # the place of their lever
NOTHING = 1e-9  # of the figure itself: the noise of additions


@dataclass(frozen=True, slots=True)
class Difference:
    """What a policy changes beside another over the ten years, whole and by cause, scenario by scenario."""

    whole: FloatArray
    causes: Mapping[Cause, FloatArray]


def differences(reference: Outcome, other: Policy, reckon: Callable[[Policy], Outcome]) -> Mapping[Side, Difference]:
    """Explain what a policy changes beside the one of reference; `reckon` is asked of each policy in between."""
    steps = [reference, *map(reckon, reference.policy.towards(other))]
    return {side: _difference(side, steps) for side in Side}


def verdict(values: FloatArray) -> Verdict:
    """Say whether a difference keeps its sign whatever the factors, which are the same on both sides."""
    if np.isnan(values).any():
        return Verdict.UNKNOWN
    if not values.any():
        return Verdict.NONE
    if values.max() <= 0:
        return Verdict.LESS
    return Verdict.MORE if values.min() >= 0 else Verdict.UNSURE


def _difference(side: Side, steps: Sequence[Outcome]) -> Difference:
    bought, drawn = (_moves(steps, measure) for measure in side.measures)
    both = bought + drawn
    causes = {Cause.LIFE: bought[0], Cause.OLDER: drawn[0]}
    causes |= {cause: both[place] for cause, place in LATER.items()}
    return Difference(both.sum(axis=0), causes)


def _moves(steps: Sequence[Outcome], measure: Measure | None) -> FloatArray:
    """Give what each change of lever moves: levers × scenarios."""
    if measure is None:
        return np.zeros((len(steps) - 1, SCENARIOS))
    if measure is Measure.PURCHASES:
        return np.stack([_cost_moved(*pair) for pair in pairwise(steps)])
    if measure in (Measure.USE, Measure.POWER):
        return _drawn_moved(steps, measure)
    totals = np.stack([step.total(measure) for step in steps])
    moved: FloatArray = np.diff(totals, axis=0)
    return np.where(np.abs(moved) <= NOTHING * np.abs(totals).max(), 0.0, moved)


def _drawn_moved(steps: Sequence[Outcome], measure: Measure) -> FloatArray:
    """Give what moves of the use, or of the bill: a rate that lacks matters only where electricity moves."""
    rates, moved = steps[0].rates, _moves(steps, Measure.ENERGY)
    rate = rates.kg_per_kwh if measure is Measure.USE else rates.kwh_eur
    return np.where(moved == 0, 0.0, moved * rate)


def _cost_moved(before: Outcome, after: Outcome) -> FloatArray:
    """Give what moves of the spending: a price that lacks matters only where purchases move."""
    moved = after.bought - before.bought
    priced = np.abs(moved) > NOTHING * (1 + before.bought)
    return cost_of(moved, after.rates, priced)
