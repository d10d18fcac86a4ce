"""What a group of communes may know of them together: a fixed list of sums, over three communes at least.

A sum tells of no commune by itself, and is rounded so that one machine more or less hardly shows.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.figures import Figure
from inventaire.domain.vocabulary import Recognised

FEWEST = 3  # communes under which a sum would tell of one of them
DIGITS = 2
FINEST = {Unit.YEAR: 0.1}  # what a figure is rounded to at the finest, ten of anything else
TEN = 10.0
FIGURES = (
    (Figure.EMBODIED, "Fabrication des matériels en service"),
    (Figure.EMBODIED_PER_YEAR, "Fabrication, part annuelle"),
    (Figure.ENERGY_PER_YEAR, "Électricité des matériels"),
    (Figure.USE_PER_YEAR, "Usage des matériels"),
)


@dataclass(frozen=True, slots=True)
class CommuneFigures:
    """What the inventory of one commune gives, held in memory for the time of a sum; zero machines, nothing known."""

    machines: int
    aged: int
    mean_age: float | None
    systems_known: int
    systems_over: int
    programs: Mapping[str, int]
    unsupported: int
    totals: Mapping[str, Estimate | None]

    @property
    def listed(self) -> int:
        """Count the programs that are no mere components."""
        return sum(count for outcome, count in self.programs.items() if outcome != Recognised.IGNORED.value)


class Share(NamedTuple):
    """What a commune brings to a sum; for a mean, over how many."""

    estimate: Estimate
    over: int = 0


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure of the list: its key, its words, its unit, and what it takes of a commune, None when not known there."""

    key: str
    label: str
    unit: Unit
    take: Callable[[CommuneFigures], Share | None]


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of a group, rounded, and how many communes are in it."""

    estimate: Estimate
    communes: int


def consolidate(aggregate: Aggregate, communes: Sequence[CommuneFigures]) -> Sum | None:
    """Sum one figure over the communes that know it; None when they are fewer than three.

    A mean is the sum of what is averaged over the sum of what it is averaged over, never a mean of means.
    """
    shares = [share for each in communes if (share := aggregate.take(each))]
    if len(shares) < FEWEST:
        return None
    whole = _added([share.estimate for share in shares])
    over = sum(share.over for share in shares)
    if whole is None:
        return None
    return Sum(rounded(whole.scaled(1 / over, aggregate.unit) if over else whole), len(shares))


def rounded(estimate: Estimate) -> Estimate:
    """Round each value to two significant digits, never finer than ten (a tenth of a year for an age).

    What is smaller than that is only said to be « au plus » that much.
    """
    finest = FINEST.get(estimate.unit, TEN)
    if all(value is None or value < finest for value in estimate.values()):
        return Estimate(None, None, finest, estimate.unit, estimate.quality)
    low, central, high = (None if value is None else _nearest(value, finest) for value in estimate.values())
    return Estimate(low, central, high, estimate.unit, estimate.quality)


def _added(estimates: Sequence[Estimate]) -> Estimate | None:
    """Add bound to bound: what one lacks is lacking in the sum, but lows that are known add up to an « au moins »."""
    lows, centrals, highs = zip(*(each.values() for each in estimates), strict=True)
    known = [low for low in lows if low is not None]
    sums = (
        sum(known) if known else None,
        None if None in centrals else sum(centrals),
        None if None in highs else sum(highs),
    )
    quality = Quality.worst(*(each.quality for each in estimates))
    return None if sums == (None, None, None) else Estimate(*sums, estimates[0].unit, quality)


def _nearest(value: float, finest: float) -> float:
    """Give the nearest multiple of the step that leaves two significant digits."""
    step = max(finest, 10.0 ** (math.floor(math.log10(value)) + 1 - DIGITS)) if value > 0 else finest
    return round(math.floor(value / step + 0.5) * step, 1)


def _machines(of: CommuneFigures) -> Share | None:
    return _count(of.machines, Unit.MACHINES, known=of.machines)


def _age(of: CommuneFigures) -> Share | None:
    years = _count((of.mean_age or 0) * of.aged, Unit.YEAR, known=of.aged)
    return years and years._replace(over=of.aged)


def _systems_over(of: CommuneFigures) -> Share | None:
    return _count(of.systems_over, Unit.MACHINES, known=of.systems_known)


def _programs(of: CommuneFigures) -> Share | None:
    return _count(of.listed, Unit.PROGRAMS, known=of.listed)


def _unsupported(of: CommuneFigures) -> Share | None:
    return _count(of.unsupported, Unit.PROGRAMS, known=of.listed)


def _recognised(outcome: Recognised) -> Callable[[CommuneFigures], Share | None]:
    return lambda of: _count(of.programs.get(outcome.value, 0), Unit.PROGRAMS, known=of.listed)


def _total(key: str) -> Callable[[CommuneFigures], Share | None]:
    return lambda of: Share(found) if (found := of.totals.get(key)) else None


def _count(value: float, unit: Unit, *, known: int) -> Share | None:
    """Bring a count, where there is something to count in: an empty inventory counts for nothing, not for zero."""
    return Share(Estimate(value, value, value, unit, Quality.A)) if known else None


AGGREGATES = (
    Aggregate("machines", "Matériels en service", Unit.MACHINES, _machines),
    Aggregate("mean_age", "Âge moyen des matériels en service", Unit.YEAR, _age),
    Aggregate("systems_over", "Matériels dont le système n’est plus suivi", Unit.MACHINES, _systems_over),
    Aggregate("programs", "Logiciels et services en ligne", Unit.PROGRAMS, _programs),
    Aggregate("proprietary", "Logiciels propriétaires reconnus", Unit.PROGRAMS, _recognised(Recognised.MATCH)),
    Aggregate("free", "Logiciels libres", Unit.PROGRAMS, _recognised(Recognised.FREE)),
    Aggregate("unsupported", "Logiciels dont la version n’est plus suivie", Unit.PROGRAMS, _unsupported),
    *(Aggregate(figure.value, label, figure.unit, _total(figure.value)) for figure, label in FIGURES),
)
