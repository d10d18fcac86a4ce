"""What devices were before the changes made since a day: their states and their systems, as acts and the trace tell."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Integer, String, cast, func, literal, or_, select

from inventaire.domain.device_life import RULES
from inventaire.domain.formats import PARIS
from inventaire.domain.partial_date import PartialDate
from inventaire.models import AuditLine, Device, DeviceEvent, db
from inventaire.services.memory import remembered

MOVING = {act: rule.leads_to for act, rule in RULES.items() if rule.leads_to}
NONE = "[]"
System = tuple[str | None, str | None]
Ids = str  # of many rows, as JSON: it is kept, and handed to the database as one value


def end_of(on: date) -> datetime:
    """Give the moment a day ends, on the clock of the wall."""
    return datetime.combine(on + timedelta(days=1), datetime.min.time(), PARIS)


def written_after(on: date) -> bool:
    """Say whether the trace goes on after a day."""
    last = db.session.scalar(select(AuditLine.at).order_by(AuditLine.id.desc()).limit(1))
    return last is not None and last >= end_of(on)


@remembered
def states_before(on: date) -> dict[str, Ids]:
    """Give, by state, the devices known to have been in it: by the last act noted since, else by the trace."""
    read = AuditLine.before["status"].as_string().label("state")
    found = {line.subject_id: line.state for line in reversed(_lines(on, [read], [read]))}
    return _gathered(found | _late_acts(on))


@remembered
def systems_before(on: date) -> dict[System, Ids]:
    """Give, by system and version, the devices whose system was changed since; one filled in since is no change."""
    name = AuditLine.before["operating_system"].as_string().label("name")
    version = AuditLine.before["operating_system_version"].as_string().label("version")
    after = AuditLine.after["operating_system_version"].as_string().label("next")
    lines = {line.subject_id: line for line in reversed(_lines(on, [name, version, after], [name, version]))}
    now = {
        row.id: row
        for row in db.session.execute(
            select(Device.id, Device.operating_system, Device.operating_system_version).where(
                Device.id.in_(among(written(lines)))
            )
        )
    }
    return _gathered({device: _system(lines[device], row) for device, row in now.items()})


def systems_by_device(on: date) -> dict[int, System]:
    """Give the system and version of each of those devices."""
    before = systems_before(on) if written_after(on) else {}
    return {device: system for system, ids in before.items() for device in json.loads(ids)}


def among(ids: Ids) -> Any:
    """Select these ids, however many, as one value."""
    if db.engine.dialect.name == "postgresql":
        each = func.json_array_elements_text(cast(literal(ids, String), JSON)).table_valued("value")
        return select(cast(each.c.value, Integer))
    return select(func.json_each(ids).table_valued("value").c.value)


def written(ids: Iterable[int]) -> Ids:
    """Write ids as one value."""
    return json.dumps(list(ids), separators=(",", ":"))


def ids_of(found: Iterable[Ids]) -> Ids:
    """Put several lists of ids together."""
    return f"[{','.join(ids[1:-1] for ids in found if ids != NONE)}]"


def _gathered(found: Mapping[int, Any]) -> dict[Any, Ids]:
    by_value: dict[Any, list[int]] = {}
    for device, value in found.items():
        by_value.setdefault(value, []).append(device)
    return {value: written(ids) for value, ids in by_value.items()}


def _system(line: Any, row: Any) -> System:
    kept = row.operating_system_version if line.next is None else None
    return line.name or row.operating_system, line.version or kept


def _lines(on: date, read: list[Any], moved: list[Any]) -> list[Any]:
    """Read what lines of the trace written after a day say of devices, in order, where they say one of these."""
    of_devices = (AuditLine.subject == Device.__tablename__, AuditLine.action == "changed")
    told = or_(*(column.is_not(None) for column in moved))
    lines = select(AuditLine.subject_id, *read).where(*of_devices, AuditLine.at >= end_of(on), told)
    return list(db.session.execute(lines.order_by(AuditLine.id)).all())


def _late_acts(on: date) -> dict[int, str]:
    """Give the state that the last act dated by a day led to, where it was noted after that day."""
    acts = select(DeviceEvent.device_id, DeviceEvent.id, DeviceEvent.act).where(
        DeviceEvent.happened_on <= PartialDate.of(on), DeviceEvent.act.in_(MOVING)
    )
    last = {row.device_id: row for row in db.session.execute(acts.order_by(DeviceEvent.happened_on, DeviceEvent.id))}
    noted = (AuditLine.subject == DeviceEvent.__tablename__, AuditLine.action == "created", AuditLine.at >= end_of(on))
    late = set(db.session.scalars(select(AuditLine.subject_id).where(*noted)))
    return {device: MOVING[row.act].value for device, row in last.items() if row.id in late}
