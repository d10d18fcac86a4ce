"""Meters and what is read on them: what was used between two readings, shared out by the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from inventaire.domain.formats import day, number, with_unit
from inventaire.domain.vocabulary import Term

DAY = timedelta(days=1)
ASKED_BEYOND = 5  # times the usual rate of the meter
ASKED_PER_DAY = {"kWh": 2_000, "pages": 20_000}  # beyond, a town hall's meter is worth a second look
TWICE = "Deux relevés portent la date du {}\u00a0: corrigez celui qui existe déjà."
FALLS = (
    "L’index du {} ({}) est plus petit que celui du {} ({})\u00a0: corrigez-le, "
    "ou dites que le compteur a été remplacé ou remis à zéro."
)
REVERSED = "La période finit le {}, avant son début le {}\u00a0: corrigez l’une des deux dates."
OVERLAPS = "La période du {} au {} commence avant la fin de la précédente ({})\u00a0: corrigez son début."
UNUSUAL = (
    "Cette valeur donne {} par jour, alors que ce compteur en compte {} d’habitude\u00a0: vérifiez-la, ou confirmez-la."
)
ENORMOUS = "Cette valeur donne {} par jour\u00a0: vérifiez-la, ou confirmez-la."


class MeterKind(Term):
    """What a meter stands on; a copier counts pages, everything else kilowatt-hours."""

    SERVER_ROOM = "server_room", "Salle serveur"
    RACK = "rack", "Baie"
    UPS = "ups", "Onduleur"
    SOCKET = "socket", "Prise mesurée"
    BUILDING = "building", "Partie de bâtiment"
    COPIER = "copier", "Compteur de pages d’un copieur"

    @property
    def unit(self) -> str:
        """Give what it counts."""
        return "pages" if self is MeterKind.COPIER else "kWh"


class ReadingKind(Term):
    """What is written down of a meter."""

    INDEX = "index", "Un index, qui ne fait que croître"
    PERIOD = "period", "La consommation de chaque période"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read at the end of a day; a consumption also says its first day.

    `replaced` says that the index starts anew there: nothing is known from the one before.
    """

    read_on: date
    value: float
    begins_on: date | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """What was used from a day to another, both included."""

    first: date
    last: date
    amount: float

    @property
    def days(self) -> int:
        """Count its days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Used:
    """What was used within some time, the days of it that readings cover, the first and the last of these."""

    amount: float
    days: int
    first: date
    last: date


def spans(kind: ReadingKind, readings: Sequence[Reading]) -> list[Span]:
    """Give what was used between readings, in the order of time; readings come in that order."""
    if kind is ReadingKind.PERIOD:
        return [Span(each.begins_on, each.read_on, each.value) for each in readings if each.begins_on]
    return [
        Span(before.read_on + DAY, after.read_on, after.value - before.value)
        for before, after in pairwise(readings)
        if not after.replaced
    ]


def used_between(known: Sequence[Span], first: date, last: date) -> Used | None:
    """Give what was used from a day to another, both included; None where no reading covers any of it.

    What straddles an end is shared out by the day: amount × days within ÷ days of the span.
    """
    within = [(span, max(span.first, first), min(span.last, last)) for span in known]
    shared = [(span, begun, ended) for span, begun, ended in within if begun <= ended]
    if not shared:
        return None
    counted = [((ended - begun).days + 1, span) for span, begun, ended in shared]
    return Used(
        amount=sum(span.amount * days / span.days for days, span in counted),
        days=sum(days for days, _ in counted),
        first=min(begun for _, begun, _ in shared),
        last=max(ended for _, _, ended in shared),
    )


def fault(kind: ReadingKind, readings: Sequence[Reading], unit: str) -> str | None:
    """Say what cannot be in a series of readings: a date twice, an index that falls, periods that overlap."""
    return next(_faults(kind, readings, unit), None)


def _faults(kind: ReadingKind, readings: Sequence[Reading], unit: str) -> Iterator[str]:
    for before, after in pairwise(readings):
        if before.read_on == after.read_on:
            yield TWICE.format(day(after.read_on))
        elif kind is ReadingKind.INDEX and after.value < before.value and not after.replaced:
            told = [with_unit(_written(each.value), unit) for each in (after, before)]
            yield FALLS.format(day(after.read_on), told[0], day(before.read_on), told[1])
        elif kind is ReadingKind.PERIOD and after.begins_on and after.begins_on <= before.read_on:
            yield OVERLAPS.format(day(after.begins_on), day(after.read_on), day(before.read_on))
    for each in readings:
        if each.begins_on and each.begins_on > each.read_on:
            yield REVERSED.format(day(each.read_on), day(each.begins_on))


def doubt(kind: ReadingKind, readings: Sequence[Reading], read_on: date, unit: str) -> str | None:
    """Say why the reading of a day is worth a second look, against the usual rate of its meter."""
    known = spans(kind, readings)
    rate = max((_rate(span) for span in known if read_on in (span.last, span.first - DAY)), default=0.0)
    others = [span for span in known if read_on not in (span.last, span.first - DAY)]
    usual = sum(span.amount for span in others) / sum(span.days for span in others) if others else 0.0
    if usual and rate > ASKED_BEYOND * usual:
        return UNUSUAL.format(with_unit(_written(rate), unit), _written(usual))
    return ENORMOUS.format(with_unit(number(rate), unit)) if rate > ASKED_PER_DAY[unit] else None


def _written(value: float) -> str:
    """Write a value with one decimal, or none when it is whole."""
    return number(value, 0 if round(value, 1) == round(value) else 1)


def _rate(span: Span) -> float:
    return span.amount / span.days
