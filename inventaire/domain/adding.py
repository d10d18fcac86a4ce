"""Sums of estimates over many machines, with how many of them they cover."""

from collections.abc import Iterable
from dataclasses import dataclass

from inventaire.domain.estimate import Estimate, Quality


@dataclass(frozen=True, slots=True)
class Added:
    """A sum, how many machines it covers, and how many are not estimated."""

    estimate: Estimate | None
    count: int
    left_out: int


def added(pairs: Iterable[tuple[Estimate | None, int]]) -> Added:
    """Add up (estimate of one machine, machines alike): lows with lows, highs with highs, the worst quality.

    A bound missing on one machine is missing in the sum: a gain may be negative, nothing stands for it.
    """
    known, left_out = [], 0
    for estimate, count in pairs:
        if estimate is None:
            left_out += count
        else:
            known.append((estimate, count))
    total = sum(count for _, count in known)
    return Added(_sum(known) if known else None, total, left_out)


def _sum(known: list[tuple[Estimate, int]]) -> Estimate | None:
    sums: list[float | None] = [0.0, 0.0, 0.0]
    for estimate, count in known:
        pairs = zip(sums, estimate.values(), strict=True)
        sums = [None if whole is None or value is None else whole + value * count for whole, value in pairs]
    if sums == [None, None, None]:
        return None
    quality = Quality.worst(*{estimate.quality for estimate, _ in known})
    return Estimate(sums[0], sums[1], sums[2], known[0][0].unit, quality)
