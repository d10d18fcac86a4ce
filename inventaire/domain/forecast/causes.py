"""Why two policies differ: one lever changed at a time, in a stated order, so that the causes add up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inventaire.domain.forecast.outcome import SCENARIOS, Measure, Outcome
from inventaire.domain.forecast.policy import Policy
from inventaire.domain.impact import FloatArray
from inventaire.domain.vocabulary import Term

NOTHING = 1e-9  # of the figure itself: the noise of additions


class Cause(Term):
    """What makes a difference, in the order in which the levers are changed."""

    LIFE = "life", "Durée de conservation : le rythme des achats"
    OLDER = "older", "Durée de conservation : l’électricité des machines gardées"
    NUMBER = "number", "Nombre de matériels par agent"
    REFURBISHED = "refurbished", "Part d’achats reconditionnés"
    HOURS = "hours", "Heures d’extinction"


class Side(Term):
    """What is compared; each is made of purchases and of electricity."""

    BOUGHT = "bought", "Matériels achetés"
    FOOTPRINT = "footprint", "Empreinte (fabrication des achats et usage)"
    ENERGY = "energy", "Électricité"
    EUROS = "euros", "Dépense (achats et électricité)"

    @property
    def measures(self) -> tuple[Measure | None, Measure | None]:
        """Give the measures that purchases, then electricity, bring to it."""
        return PARTS[self]


PARTS: Mapping[Side, tuple[Measure | None, Measure | None]] = {
    Side.BOUGHT: (Measure.BOUGHT, None),
    Side.FOOTPRINT: (Measure.EMBODIED, Measure.USE),
    Side.ENERGY: (None, Measure.ENERGY),
    Side.EUROS: (Measure.PURCHASES, Measure.POWER),
}


LATER = {Cause.NUMBER: 1, Cause.REFURBISHED: 2, Cause.HOURS: 3}  # the place of their lever


class Verdict(Term):
    """What a difference allows to say."""

    NONE = "none", "aucun écart"
    UNSURE = "unsure", "écart non significatif"
    LESS = "less", "moins"
    MORE = "more", "plus"
    UNKNOWN = "unknown", "non estimé"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a policy changes beside another over the ten years, whole and by cause, scenario by scenario."""

    whole: FloatArray
    causes: Mapping[Cause, FloatArray]


def differences(reference: Outcome, other: Policy, reckon: Callable[[Policy], Outcome]) -> Mapping[Side, Difference]:
    """Explain what a policy changes beside the one of reference; `reckon` is asked of each policy in between."""
    steps = [reference, *map(reckon, reference.policy.towards(other))]
    return {side: _difference(side, steps) for side in Side}


def verdict(values: FloatArray, beside: FloatArray) -> Verdict:
    """Say whether a difference keeps its sign whatever the factors, which are the same on both sides."""
    if np.isnan(values).any():
        return Verdict.UNKNOWN
    least = NOTHING * np.abs(beside).max()
    if (np.abs(values) <= least).all():
        return Verdict.NONE
    if values.max() <= least:
        return Verdict.LESS
    return Verdict.MORE if values.min() >= -least else Verdict.UNSURE


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
    return np.diff([step.total(measure) for step in steps], axis=0)
