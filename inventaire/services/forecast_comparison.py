"""Two to four policies side by side over ten years, each difference explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.forecast.measures import Cause, Measure, Side, Verdict
from inventaire.domain.forecast.policy import Policy
from inventaire.services.forecast import FleetInUse, fleet_in_use, rates_on
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.policy import Offered, offered_policies

if TYPE_CHECKING:
    from inventaire.domain.forecast.causes import Difference
    from inventaire.domain.forecast.outcome import Outcome, Rates

MOST = 4
USUAL = ("remplacer-a-5", "garder-a-8")


@dataclass(frozen=True, slots=True)
class Explained:
    """A difference on one side: whole, what it allows to say, and by cause."""

    side: Side
    whole: Estimate | None
    verdict: Verdict
    causes: Mapping[Cause, Estimate | None]


@dataclass(frozen=True, slots=True)
class Lived:
    """A policy, its ten years, and what it changes beside the first one; nothing for the first itself."""

    offered: Offered
    outcome: "Outcome"
    quality: Quality
    per_agent: float | None
    explained: tuple[Explained, ...]

    def total(self, *measures: Measure) -> Estimate | None:
        """Add measures of one unit up over the ten years."""
        return self._read(self.outcome.total(*measures), measures[0].unit)

    def in_year(self, measure: Measure, rank: int) -> Estimate | None:
        """Give a measure of one year."""
        return self._read(self.outcome.years[measure][rank], measure.unit)

    def _read(self, values: Any, unit: Unit) -> Estimate | None:
        from inventaire.domain.forecast.outcome import estimate

        return estimate(values, unit, self.quality)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Policies over one fleet, the first being what the others are compared with."""

    in_use: FleetInUse
    rates: "Rates"
    lived: tuple[Lived, ...]
    staff: int | None

    @property
    def years(self) -> range:
        """Give the ten years."""
        first = self.in_use.fleet.year + 1
        return range(first, first + len(self.lived[0].outcome.flows.bought))


def chosen(keys: Sequence[str]) -> tuple[str, ...]:
    """Keep the keys that name a policy, once each, four at most; one alone is compared with the usual first."""
    known = offered_policies()
    found = tuple(dict.fromkeys(key for key in keys if key in known))[:MOST]
    return found if len(found) > 1 else tuple(dict.fromkeys((USUAL[0], *found, USUAL[1])))[:2]


@remembered
def comparison(keys: tuple[str, ...], on: date) -> Comparison:
    """Let the fleet live under each policy, and explain what the others change beside the first."""
    from inventaire.domain.forecast.outcome import outcome_of, quality_of

    in_use, rates, staff = fleet_in_use(on), rates_on(on), current_organisation().staff_count
    known, quality = offered_policies(), quality_of(in_use.fleet)
    reckon = partial(outcome_of, in_use.fleet, rates=rates, staff=staff)
    first = reckon(known[keys[0]].policy)
    lived = []
    for key in keys:
        outcome = first if key == keys[0] else reckon(known[key].policy)
        told = () if key == keys[0] else _explained(first, outcome.policy, reckon, quality)
        lived.append(Lived(known[key], outcome, quality, _per_agent(outcome, staff), told))
    return Comparison(in_use, rates, tuple(lived), staff)


def _per_agent(outcome: "Outcome", staff: int | None) -> float | None:
    from inventaire.domain.forecast.flows import THEIRS

    return float(outcome.flows.stock[-1, THEIRS].sum()) / staff if staff else None


def _explained(first: "Outcome", other: Policy, reckon: Any, quality: Quality) -> tuple[Explained, ...]:
    from inventaire.domain.forecast.causes import differences

    found = differences(first, other, reckon)
    return tuple(_told(side, each, quality) for side, each in found.items())


def _told(side: Side, found: "Difference", quality: Quality) -> Explained:
    from inventaire.domain.forecast.causes import verdict
    from inventaire.domain.forecast.outcome import estimate

    read = partial(estimate, unit=side.unit, quality=quality)
    causes = {cause: read(values) for cause, values in found.causes.items()}
    return Explained(side, read(found.whole), verdict(found.whole), causes)
