"""When the systems of a fleet stop being followed: half-year by half-year over three years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from inventaire.domain.lifecycles import SystemSupport

HALF_YEARS = 7  # the present one, and thirty-six months
MONTHS = 6
OVER, LATER = "déjà fini", "plus tard"


@dataclass(frozen=True, slots=True)
class FoundSystem:
    """A system as it is written on machines, how many they are, and its support where it is recognised."""

    name: str
    version: str | None
    count: int
    support: SystemSupport | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A release in use: its support, how many machines run it, and the words they write it with."""

    support: SystemSupport
    count: int
    written: tuple[FoundSystem, ...]


def endings(found: Iterable[FoundSystem]) -> tuple[Ending, ...]:
    """Gather the machines by release, in the order of the end of support; those without a date come last."""
    by_release: dict[tuple[str, str], list[FoundSystem]] = {}
    for each in found:
        if each.support:
            by_release.setdefault((each.support.product, each.support.release), []).append(each)
    return tuple(sorted((_gathered(each) for each in by_release.values()), key=_order))


def _gathered(found: list[FoundSystem]) -> Ending:
    support = next(each.support for each in found if each.support)
    return Ending(replace(support, note=None), sum(each.count for each in found), tuple(found))


def _order(ending: Ending) -> tuple[date, str, str]:
    return ending.support.free_until or date.max, ending.support.product, ending.support.release


def by_half_year(found: Sequence[Ending], today: date) -> dict[str, int]:
    """Count machines by the half-year their system ends in: already over, the present one and the next six, later.

    A release without a date counts among those already over when it is known to be abandoned, and nowhere
    otherwise: nobody published when.
    """
    first = _half_year(today)
    counts = {OVER: 0} | {_label(first + rank): 0 for rank in range(HALF_YEARS)} | {LATER: 0}
    for each in found:
        if each.support.is_over(today):
            counts[OVER] += each.count
        elif each.support.free_until:
            rank = _half_year(each.support.free_until) - first
            counts[_label(first + rank) if rank < HALF_YEARS else LATER] += each.count
    return counts


def last_year(today: date) -> int:
    """Give the year that the calendar ends in."""
    return (_half_year(today) + HALF_YEARS - 1) // 2


def _half_year(day: date) -> int:
    return day.year * 2 + (day.month - 1) // MONTHS


def _label(half_year: int) -> str:
    return f"S{half_year % 2 + 1} {half_year // 2}"
