"""The ages of a fleet and the lives of what left it: mean, median, bands (annual report, indicators P3 and P4)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inventaire.domain.partial_date import DAYS_PER_YEAR, PartialDate

OLD = 10  # years, beyond which one band is enough
OLDER = f"{OLD}+"
BANDS = (("0-2 ans", 3), ("3-4 ans", 5), ("5-6 ans", 7), ("7-9 ans", 10), ("10 ans et plus", None))


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages in whole machines [years]; None where no date is known."""

    known: int
    unknown: int
    mean: float | None
    median: float | None
    bands: tuple[tuple[str, int], ...]

    @property
    def coverage(self) -> float:
        """Give the share of machines whose date is known, 0 to 1."""
        total = self.known + self.unknown
        return self.known / total if total else 0.0


def ages_of(dates: Sequence[tuple[PartialDate | None, int]], today: date) -> Ages:
    """Sum up the ages of machines given as (date of entry into service, how many)."""
    aged = ((began.years_until(today), count) for began, count in dates if began)
    return _summed(aged, sum(count for began, count in dates if began is None))


def lives_of(lives: Sequence[tuple[PartialDate | None, PartialDate, int]]) -> Ages:
    """Sum up the lives of machines that left, given as (entry into service, leaving, how many)."""
    lived = ((began.years_until(ended.middle()), count) for began, ended, count in lives if began)
    return _summed(lived, sum(count for began, _, count in lives if began is None))


def by_year(dates: Sequence[tuple[PartialDate | None, int]], today: date) -> dict[str, int]:
    """Count machines by year of age, as birthdays are counted: « 0 », « 1 »… « 10+ »."""
    counts = {**{str(year): 0 for year in range(OLD)}, OLDER: 0}
    for began, count in dates:
        if began:
            age = int(max(0.0, began.years_until(today)))
            counts[str(age) if age < OLD else OLDER] += count
    return counts


def days_of_age(year: int, today: date) -> tuple[date | None, date | None]:
    """Give the first and the last day to enter service on, to be of a year of age; None where nothing bounds it."""
    first = None if year >= OLD else today - timedelta(days=math.ceil((year + 1) * DAYS_PER_YEAR) - 1)
    return first, today - timedelta(days=math.ceil(year * DAYS_PER_YEAR)) if year else None


def _summed(years: Iterable[tuple[float, int]], unknown: int) -> Ages:
    aged = sorted((max(0.0, age), count) for age, count in years)
    known = sum(count for _, count in aged)
    mean = sum(age * count for age, count in aged) / known if known else None
    return Ages(known, unknown, mean, _median(aged, known), _banded(aged))


def _median(aged: Sequence[tuple[float, int]], known: int) -> float | None:
    """Give the middle age; of an even number, the middle of the two middle ones."""
    if not known:
        return None
    return (_at(aged, (known - 1) // 2) + _at(aged, known // 2)) / 2


def _at(aged: Sequence[tuple[float, int]], rank: int) -> float:
    for age, count in aged:
        if rank < count:
            return age
        rank -= count
    raise IndexError(rank)


def _banded(aged: Sequence[tuple[float, int]]) -> tuple[tuple[str, int], ...]:
    """Count machines by band: an age of 2,9 years is in « 0-2 ans », as birthdays are counted."""
    counts = dict.fromkeys((label for label, _ in BANDS), 0)
    for age, count in aged:
        label = next(label for label, end in BANDS if end is None or age < end)
        counts[label] += count
    return tuple(counts.items())
