"""When the systems of a fleet stop being followed: quarter by quarter, or half-year by half-year, over three years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from inventaire.domain.lifecycles import Extension, SystemSupport

SPAN = 36  # months, after those of the present period
QUARTER, HALF_YEAR = 3, 6
MARKS = {QUARTER: "T", HALF_YEAR: "S"}
YEAR = 12
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
    """Count machines by the half-year their system ends in: already over, the present one and the next six, later."""
    return {label: sum(each.count for each in ended) for label, ended in _by_period(found, today, HALF_YEAR).items()}


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter, how many machines lose their system in it, and how many of them may pay to be followed longer."""

    label: str
    count: int
    payable: int


def by_quarter(found: Sequence[Ending], today: date) -> tuple[Quarter, ...]:
    """Count machines by the quarter their system ends in: already over, the present one and the next twelve, later."""
    return tuple(
        Quarter(
            label,
            sum(each.count for each in ended),
            sum(each.count for each in ended if is_payable(each.support, today)),
        )
        for label, ended in _by_period(found, today, QUARTER).items()
    )


def is_payable(support: SystemSupport, today: date) -> bool:
    """Say whether who pays is still followed on a day, after the end of the support that asks nothing."""
    until = support.extended_until
    return support.extension_kind in (Extension.PAID, Extension.UBUNTU_PRO) and until is not None and until > today


def period_of(support: SystemSupport, today: date, months: int = QUARTER) -> str | None:
    """Name the period that a system ends in.

    A release without a date counts among those already over when it is known to be abandoned, and nowhere
    otherwise: nobody published when.
    """
    if support.is_over(today):
        return OVER
    if support.free_until is None:
        return None
    label = _label(support.free_until, months)
    return label if label in periods(today, months) else LATER


def periods(today: date, months: int = QUARTER) -> list[str]:
    """Name the periods of the calendar, in order."""
    first = _rank(today, months)
    ranks = range(first, first + SPAN // months + 1)
    return [OVER, *(_named(rank, months) for rank in ranks), LATER]


def last_year(today: date) -> int:
    """Give the year that the calendar of half-years ends in."""
    return (_rank(today, HALF_YEAR) + SPAN // HALF_YEAR) * HALF_YEAR // YEAR


def _by_period(found: Sequence[Ending], today: date, months: int) -> dict[str, list[Ending]]:
    ended: dict[str, list[Ending]] = {label: [] for label in periods(today, months)}
    for each in found:
        label = period_of(each.support, today, months)
        if label:
            ended[label].append(each)
    return ended


def _rank(day: date, months: int) -> int:
    return (day.year * YEAR + day.month - 1) // months


def _label(day: date, months: int) -> str:
    return _named(_rank(day, months), months)


def _named(rank: int, months: int) -> str:
    year, place = divmod(rank, YEAR // months)
    return f"{MARKS[months]}{place + 1} {year}"
