"""What the meters measured in a year, shared out by the day, and how much of the year readings cover."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from inventaire.domain.formats import day, number, with_unit
from inventaire.domain.meters import Span, Used, spans, used_between
from inventaire.models import Meter, MeterReading, db

KWH, PAGES = "kWh", "pages"


@dataclass(frozen=True, slots=True)
class MeterYear:
    """What a meter measured in a year; None where no reading covers any day of it."""

    meter: Meter
    used: Used | None
    days: int

    @property
    def told(self) -> str:
        """Say how much of the year its readings cover."""
        if self.used is None:
            return f"{self.meter.name}\u00a0: aucun relevé ne couvre cette année."
        amount = with_unit(number(self.used.amount), self.meter.measures.unit)
        days = f"{number(self.used.days)} jours sur {number(self.days)}"
        return f"{self.meter.name}\u00a0: {amount}, du {day(self.used.first)} au {day(self.used.last)}, {days}."


@dataclass(frozen=True, slots=True)
class Measured:
    """The meters of one unit in a year: their sum, and the share of their days that readings cover."""

    unit: str
    meters: tuple[MeterYear, ...]

    @property
    def amount(self) -> float | None:
        """Add up what is known; None where nothing is."""
        known = [each.used.amount for each in self.meters if each.used]
        return sum(known) if known else None

    @property
    def coverage(self) -> float:
        """Give the share of the days of all these meters that readings cover."""
        whole = sum(each.days for each in self.meters)
        return sum(each.used.days for each in self.meters if each.used) / whole if whole else 0.0


def measured(unit: str, on: date) -> Measured:
    """Give what the meters of a unit measured from the first of January to a day."""
    first = date(on.year, 1, 1)
    return Measured(unit, tuple(_year(meter, known, first, on) for meter, known in _series(unit)))


def spans_of(meter: Meter, readings: Sequence[MeterReading]) -> list[Span]:
    """Give what a meter measured between its readings."""
    return spans(meter.reads, [each.facts() for each in readings])


def _year(meter: Meter, known: Sequence[Span], first: date, on: date) -> MeterYear:
    return MeterYear(meter, used_between(known, first, on), (on - first).days + 1)


def _series(unit: str) -> list[tuple[Meter, list[Span]]]:
    meters = [meter for meter in db.session.scalars(select(Meter).order_by(Meter.name)) if meter.measures.unit == unit]
    readings: dict[int, list[MeterReading]] = defaultdict(list)
    for each in db.session.scalars(select(MeterReading).order_by(MeterReading.read_on)):
        readings[each.meter_id].append(each)
    return [(meter, spans_of(meter, readings[meter.id])) for meter in meters]
