"""Readings of a meter: entered, corrected, removed; a series stays one that a meter can give."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import Doubtful, NotFound, Refusal
from inventaire.domain.formats import day
from inventaire.domain.meters import DAY, Reading, ReadingKind, doubt, fault
from inventaire.domain.partial_date import PartialDate
from inventaire.models import Meter, MeterReading, db
from inventaire.services.database import writing
from inventaire.services.meter import get_meter
from inventaire.services.staleness import refuse_if_stale

NO_READING = "Ce relevé n’existe pas, ou a été supprimé."
NOT_A_DAY = "Donnez le jour entier du relevé, par exemple 31/12/2025."
LATER = "Le {} n’est pas encore passé\u00a0: un relevé se note une fois fait."
NO_BEGINNING = "Donnez le premier jour de la période\u00a0: aucun relevé ne la précède."


def readings_of(meter_id: int) -> Sequence[MeterReading]:
    """List the readings of a meter in the order of time."""
    mine = select(MeterReading).where(MeterReading.meter_id == meter_id)
    return db.session.scalars(mine.order_by(MeterReading.read_on, MeterReading.id)).all()


def get_reading(meter_reading_id: int) -> MeterReading:
    """Find a reading of the organisation. Raises NotFound."""
    found = db.session.scalar(select(MeterReading).where(MeterReading.id == meter_reading_id))
    if found is None:
        raise NotFound(NO_READING)
    return found


def add_reading(meter_id: int, values: dict[str, Any], today: date, *, sure: bool) -> None:
    """Note a reading. Raises Refusal when it cannot be, Doubtful when nobody is `sure` of an unusual value."""
    with writing() as session:
        meter = get_meter(meter_id)
        past = [each.facts() for each in readings_of(meter_id)]
        known = checked(meter, past, values, today, sure=sure)
        session.add(MeterReading(meter_id=meter_id, **known))


def update_reading(meter_reading_id: int, version: int, values: dict[str, Any], today: date, *, sure: bool) -> None:
    """Correct a reading. Raises Overtaken, Refusal, Doubtful."""
    with writing():
        row = get_reading(meter_reading_id)
        refuse_if_stale(row, version, values, "ce relevé")
        others = [each.facts() for each in readings_of(row.meter_id) if each.id != row.id]
        known = checked(get_meter(row.meter_id), others, values, today, sure=sure)
        for field, value in known.items():
            setattr(row, field, value)


def remove_reading(meter_reading_id: int) -> int:
    """Remove a reading; give its meter. Raises Refusal when the rest of the series would not hold."""
    with writing() as session:
        row = get_reading(meter_reading_id)
        meter = get_meter(row.meter_id)
        refuse_fault(meter, [each.facts() for each in readings_of(meter.id) if each.id != row.id])
        session.delete(row)
    return meter.id


def checked(
    meter: Meter, others: Sequence[Reading], values: dict[str, Any], today: date, *, sure: bool
) -> dict[str, Any]:
    """Complete what is said of a reading, and hold its series to what a meter can give."""
    known = _completed(meter, others, values, today)
    reading = MeterReading(**known).facts()
    series = sorted([*others, reading], key=lambda each: each.read_on)
    refuse_fault(meter, series)
    asked = None if sure else doubt(meter.reads, series, reading.read_on, meter.measures.unit)
    if asked:
        raise Doubtful(asked)
    return known


def refuse_fault(meter: Meter, series: Sequence[Reading]) -> None:
    """Refuse a series that no meter gives."""
    told = fault(meter.reads, series, meter.measures.unit)
    if told:
        raise Refusal(told)


def _completed(meter: Meter, others: Sequence[Reading], values: dict[str, Any], today: date) -> dict[str, Any]:
    read_on: PartialDate = values["read_on"]
    begins_on: PartialDate | None = values.get("begins_on")
    if any(each and each.day is None for each in (read_on, begins_on)):
        raise Refusal(NOT_A_DAY)
    if read_on.first_day() > today:
        raise Refusal(LATER.format(day(read_on)))
    known = {"read_on": read_on, "value": values["value"]}
    if meter.reads is ReadingKind.INDEX:
        return known | {"replaced": bool(values.get("replaced"))}
    begins_on = begins_on or _following(others, read_on.first_day())
    return known | {"begins_on": begins_on, "replaced": False}


def _following(others: Sequence[Reading], read_on: date) -> PartialDate:
    """Begin a period on the day after the one before."""
    before = [each.read_on for each in others if each.read_on < read_on]
    if not before:
        raise Refusal(NO_BEGINNING)
    return PartialDate.of(max(before) + DAY)
