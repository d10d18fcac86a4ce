"""Readings taken in from a file: shown first, written once confirmed, taken back together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.errors import Doubtful, NotFound, Refusal
from inventaire.domain.imports import Outcome
from inventaire.domain.meters import Reading
from inventaire.domain.values import key
from inventaire.models import Meter, MeterReading, db
from inventaire.models.base import now
from inventaire.models.bulk import remove_all
from inventaire.services.database import writing
from inventaire.services.meter_reading import checked, readings_of, refuse_fault
from inventaire.spreadsheets.meter_lines import HEADINGS, MeterLine, read_meter_lines
from inventaire.spreadsheets.sheets import Sheet

NO_METER = "Aucun compteur ne s’appelle «\u00a0{}\u00a0»\u00a0: ajoutez-le d’abord, ou corrigez le nom."
OTHER_UNIT = "Ce compteur compte des {}, la ligne dit «\u00a0{}\u00a0»\u00a0: convertissez la valeur."
OTHER_VALUE = "Un autre relevé porte déjà cette date\u00a0: corrigez-le à la main si c’est lui qui est faux."
GONE = "Ces relevés ont déjà été retirés."
LOTS = 10  # files that can be taken back, the last ones
UNITS = {"kwh": "kWh", "kilowattheure": "kWh", "page": "pages"}


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a line: its meter and what would be written, or why not."""

    line: MeterLine
    outcome: Outcome
    meter: Meter | None = None
    values: dict[str, Any] | None = None
    reason: str = ""


def preview(path: Path, filename: str, today: date) -> list[Planned]:
    """Say what would become of each line of a file; nothing is written. Raises UnreadableFile, TooLarge."""
    return sorted(planned(read_meter_lines(path, filename), today, sure=False), key=lambda each: each.line.line)


def planned(lines: Sequence[MeterLine], today: date, *, sure: bool) -> Iterator[Planned]:
    """Say what would become of lines, those before counted in; an unusual value is asked unless one is `sure`."""
    meters = {key(meter.name): meter for meter in db.session.scalars(select(Meter))}
    known: dict[int, list[Reading]] = defaultdict(list)
    for row in db.session.scalars(select(MeterReading).order_by(MeterReading.read_on)):
        known[row.meter_id].append(row.facts())
    for line in sorted(lines, key=lambda each: str(each.values.get("read_on", ""))):
        meter = meters.get(key(line.values.get("meter", "")))
        found = _planned(line, meter, known[meter.id] if meter else [], today, sure=sure)
        if meter and found.values and found.outcome is Outcome.CREATED:
            known[meter.id].append(MeterReading(**found.values).facts())
        yield found


def take_in(lines: Sequence[MeterLine], today: date, *, sure: bool) -> int:
    """Write the lines that can be; count them."""
    with writing() as session:
        wanted = [each for each in planned(lines, today, sure=sure) if each.outcome is Outcome.CREATED]
        moment = now()
        for each in wanted:
            if each.meter and each.values:
                session.add(MeterReading(meter_id=each.meter.id, taken_in_at=moment, **each.values))
    return len(wanted)


def lots() -> Sequence[Any]:
    """List the files taken in, the last first: their moment, and how many readings are still there."""
    moment = MeterReading.taken_in_at
    rows = select(moment.label("at"), func.count().label("count")).where(moment.is_not(None)).group_by(moment)
    return db.session.execute(rows.order_by(moment.desc()).limit(LOTS)).all()


def take_back(at: datetime) -> int:
    """Remove the readings of a file; count them. Raises NotFound, Refusal when a series would not hold without."""
    with writing() as session:
        rows = session.scalars(select(MeterReading).where(MeterReading.taken_in_at == at)).all()
        if not rows:
            raise NotFound(GONE)
        gone = {row.id for row in rows}
        for meter in session.scalars(select(Meter).where(Meter.id.in_({row.meter_id for row in rows}))).all():
            refuse_fault(meter, [each.facts() for each in readings_of(meter.id) if each.id not in gone])
        remove_all(session, MeterReading, sorted(gone))
    return len(gone)


def readings_sheet() -> Sheet:
    """Lay out every reading as a file brings them in."""
    rows = db.session.execute(
        select(Meter, MeterReading)
        .join(MeterReading, MeterReading.meter_id == Meter.id)
        .order_by(Meter.name, MeterReading.read_on)
    )
    lines = (
        (meter.name, row.read_on, row.value, meter.measures.unit, row.begins_on, row.replaced or None)
        for meter, row in rows
    )
    return Sheet("Relevés", list(HEADINGS.values()), lines)


def _planned(line: MeterLine, meter: Meter | None, known: Sequence[Reading], today: date, *, sure: bool) -> Planned:
    refusal = line.fault or _unfit(line, meter)
    if refusal or meter is None:
        return Planned(line, Outcome.REFUSED, meter, reason=refusal or "")
    same = next((each for each in known if str(each.read_on) == str(line.values["read_on"])), None)
    if same:
        alike = same.value == line.values["value"]
        outcome, reason = (Outcome.UNCHANGED, "") if alike else (Outcome.REFUSED, OTHER_VALUE)
        return Planned(line, outcome, meter, reason=reason)
    try:
        return Planned(line, Outcome.CREATED, meter, checked(meter, known, line.values, today, sure=sure))
    except Doubtful as doubt:
        return Planned(line, Outcome.ASKED, meter, reason=str(doubt))
    except Refusal as refused:
        return Planned(line, Outcome.REFUSED, meter, reason=str(refused))


def _unfit(line: MeterLine, meter: Meter | None) -> str | None:
    if meter is None:
        return NO_METER.format(line.values["meter"])
    unit = line.values.get("unit")
    if unit and UNITS.get(key(unit)) != meter.measures.unit:
        return OTHER_UNIT.format(meter.measures.unit, unit)
    return None
