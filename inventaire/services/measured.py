"""What the meters measured in a year, shared out by the day, and how much of the year readings cover."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from inventaire.domain.formats import day, number, with_unit
from inventaire.domain.meters import Span, Used, spans, used_between
from inventaire.models import Meter, MeteredDevice, MeterReading, db

KWH, PAGES = "kWh", "pages"


@dataclass(frozen=True, slots=True)
class MeterYear:
    """What a meter measured in a year; None where no reading covers any day of it.

    `within` names the meter that measures all its devices, and others: what it counts is in that one already.
    """

    meter: Meter
    used: Used | None
    days: int
    within: str | None = None

    @property
    def told(self) -> str:
        """Say how much of the year its readings cover."""
        if self.used is None:
            return "aucun relevé ne couvre cette année"
        amount = with_unit(number(self.used.amount), self.meter.measures.unit)
        days = f"{number(self.used.days)} jours sur {number(self.days)}"
        told = f"{amount}, du {day(self.used.first)} au {day(self.used.last)}, {days}"
        return f"{told}\u202f; compris dans «\u00a0{self.within}\u00a0», non ajouté" if self.within else told


@dataclass(frozen=True, slots=True)
class Measured:
    """The meters of one unit in a year: their sum, and the share of their days that readings cover.

    `shared` says that two meters measure a same device, neither within the other.
    """

    unit: str
    meters: tuple[MeterYear, ...]
    shared: bool = False

    @property
    def counted(self) -> list[MeterYear]:
        """List the meters that are added: those within another are not."""
        return [each for each in self.meters if each.within is None]

    @property
    def days(self) -> tuple[int, int]:
        """Count the days of these meters that readings cover, and all of them."""
        return sum(each.used.days for each in self.counted if each.used), sum(each.days for each in self.counted)

    @property
    def amount(self) -> float | None:
        """Add up what is known; None where nothing is."""
        known = [each.used.amount for each in self.counted if each.used]
        return sum(known) if known else None

    @property
    def coverage(self) -> float:
        """Give the share of the days of all these meters that readings cover."""
        covered, whole = self.days
        return covered / whole if whole else 0.0


def measured(unit: str, on: date) -> Measured:
    """Give what the meters of a unit measured from the first of January to a day."""
    first, series, devices = date(on.year, 1, 1), _series(unit), _devices()
    meters = [meter for meter, _ in series]
    years = tuple(
        MeterYear(meter, used_between(known, first, on), (on - first).days + 1, _around(meter, meters, devices))
        for meter, known in series
    )
    whole = Measured(unit, years)
    return replace(whole, shared=_share(whole.counted, devices))


def spans_of(meter: Meter, readings: Sequence[MeterReading]) -> list[Span]:
    """Give what a meter measured between its readings."""
    return spans(meter.reads, [each.facts() for each in readings])


def _devices() -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for meter, device in db.session.execute(select(MeteredDevice.meter_id, MeteredDevice.device_id)):
        found[meter].add(device)
    return {meter: frozenset(devices) for meter, devices in found.items()}


def _around(meter: Meter, meters: Sequence[Meter], devices: Mapping[int, frozenset[int]]) -> str | None:
    """Name the meter that measures all the devices of another, and more (or the same, and came first)."""
    mine = devices.get(meter.id)
    for other in meters:
        theirs = devices.get(other.id, frozenset())
        if mine and (mine < theirs or (mine == theirs and other.id < meter.id)):
            return other.name
    return None


def _share(counted: Sequence[MeterYear], devices: Mapping[int, frozenset[int]]) -> bool:
    """Say whether two meters that are added measure a same device."""
    measured_once = [device for each in counted for device in devices.get(each.meter.id, ())]
    return len(set(measured_once)) < len(measured_once)


def _series(unit: str) -> list[tuple[Meter, list[Span]]]:
    meters = [meter for meter in db.session.scalars(select(Meter).order_by(Meter.name)) if meter.measures.unit == unit]
    readings: dict[int, list[MeterReading]] = defaultdict(list)
    for each in db.session.scalars(select(MeterReading).order_by(MeterReading.read_on)):
        readings[each.meter_id].append(each)
    return [(meter, spans_of(meter, readings[meter.id])) for meter in meters]
