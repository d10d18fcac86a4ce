"""The fleet on a day: which devices it held, in which state and on which system, as far as the inventory tells.

A device is there from its entry into service (else its purchase) until it is taken out of service. Its state is
that of the last act dated by then, where it was noted since; else what the first change traced since says was
before; else what the inventory says today. A year or a month alone holds from its first day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select, true
from sqlalchemy.orm import aliased

from inventaire.domain.device_life import RULES
from inventaire.domain.formats import PARIS, day, number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import AuditLine, Device, DeviceEvent, db

IN_USE = (DeviceStatus.IN_SERVICE, DeviceStatus.LENT)
HELD = (*IN_USE, DeviceStatus.IN_STOCK, DeviceStatus.IN_REPAIR)
OUT = (DeviceStatus.DECOMMISSIONED, DeviceStatus.RETIRED)
REBUILT = (
    "Parc reconstitué au {}\u00a0: un matériel y est de sa mise en service (à défaut, de son achat) à sa réforme ou à "
    "sa sortie\u202f; une année ou un mois seul compte dès son premier jour. Son état et son système sont ceux que la "
    "vie du matériel et la trace des modifications disent de ce jour."
)
BEFORE = (
    "La trace de l’inventaire commence le {}\u00a0: avant, sans acte daté, l’état et le système sont les premiers "
    "connus, d’après ce que l’inventaire sait aujourd’hui."
)
GONE = "Matériels sortis sans date, absents de tout parc passé\u00a0: {}."
MOVING = {act: rule.leads_to for act, rule in RULES.items() if rule.leads_to}


def fleet_on(on: date, statuses: Collection[DeviceStatus]) -> Any:
    """Give the condition on devices: in one of these states at the end of a day.

    Devices without any date are there on any day: nobody said since when. Since nothing was written after a
    day, the inventory still says what it said then.
    """
    if not written_after(on):
        return Device.status.in_(statuses)
    states = [status.value for status in statuses]
    now: Any = Device.status.in_(statuses)
    if DeviceStatus.IN_SERVICE in statuses:
        now = or_(now, and_(Device.status.in_(OUT), or_(Device.decommissioned_on.is_not(None), _retired())))
    then = _told(_late_acts(on), states, _told(_changed(on), states, now))
    return and_(_entered(on), or_(Device.status.not_in(OUT), _still_there(on)), then)


def undated(on: date, statuses: Collection[DeviceStatus]) -> Any:
    """Give the condition on devices of that fleet whose beginning nobody said."""
    return and_(fleet_on(on, statuses), _began().is_(None))


def left_undated() -> Any:
    """Give the condition on devices that have left nobody knows when: they are in no past fleet."""
    return and_(Device.status.in_(OUT), Device.decommissioned_on.is_(None), Device.retired_on.is_(None))


def began_by(on: date) -> Any:
    """Give the condition on devices: in service by a day; a year or month alone counts from its middle, as ages do."""
    column = Device.in_service_on
    year, month = (_last_begun(each, on) for each in (PartialDate(on.year), PartialDate(on.year, on.month)))
    signs = func.length(column)
    return column <= case((signs == len("2019"), str(year)), (signs == len("2019-03"), str(month)), else_=str(on))


def _last_begun(period: PartialDate, on: date) -> PartialDate:
    """Give the last year, or month, whose middle has come by a day: this one or the one before."""
    if period.middle() <= on:
        return period
    before = period.first_day() - timedelta(days=1)
    return PartialDate(before.year, before.month if period.month else None)


@dataclass(frozen=True, slots=True)
class SystemOn:
    """The system of a device and its version on a day, and the table they are read from beside the devices."""

    name: Any
    version: Any
    line: Any = None

    def joined(self, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """Add that table to a query over devices."""
        return query if self.line is None else query.outerjoin(self.line, self.line.c.device_id == Device.id)


def system_on(on: date) -> SystemOn:
    """Give the system at the end of a day: what the first change of system traced since says was before."""
    name, version = Device.operating_system, Device.operating_system_version
    if not written_after(on):
        return SystemOn(name, version)
    line = _first_lines(on, ("operating_system", "operating_system_version"))
    changed = aliased(AuditLine)
    read = [
        changed.before["operating_system"].as_string().label("name"),
        changed.before["operating_system_version"].as_string().label("version"),
        changed.after["operating_system_version"].as_string().label("next"),
    ]
    told = select(line.c.device_id, *read).join(changed, changed.id == line.c.id).subquery()
    kept = case((told.c.next.is_(None), version))
    return SystemOn(func.coalesce(told.c.name, name), func.coalesce(told.c.version, kept), told)


def written_after(on: date) -> bool:
    """Say whether the trace goes on after a day."""
    last = db.session.scalar(select(AuditLine.at).order_by(AuditLine.id.desc()).limit(1))
    return last is not None and last >= _end(on)


def count_of(condition: Any) -> int:
    """Count the machines that a condition on devices keeps."""
    return int(db.session.scalar(select(func.coalesce(func.sum(Device.quantity), 0)).where(condition)) or 0)


def told_of(on: date) -> list[str]:
    """Say how a past fleet is known, and what is not in it; nothing when the inventory still says it itself."""
    if not written_after(on):
        return []
    first = db.session.scalar(select(AuditLine.at).order_by(AuditLine.id).limit(1))
    gone = count_of(left_undated())
    told = [REBUILT.format(day(on))]
    told += [BEFORE.format(day(first.astimezone(PARIS).date()))] if first and first >= _end(on) else []
    return told + ([GONE.format(number(gone))] if gone else [])


def _end(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), datetime.min.time(), PARIS)


def _began() -> Any:
    return func.coalesce(Device.in_service_on, Device.purchased_on)


def _entered(on: date) -> Any:
    began = _began()
    return or_(began.is_(None), began <= PartialDate.of(on))


def _retired() -> Any:
    return Device.retired_on.is_not(None)


def _still_there(on: date) -> Any:
    leaving = (Device.decommissioned_on, Device.retired_on)
    return and_(true(), *(or_(column.is_(None), column > PartialDate.of(on)) for column in leaving))


def _told(found: Any, states: Collection[str], otherwise: Any) -> Any:
    """Trust what is found of some devices, and something else of the others."""
    mine = select(found.c.device_id).where(found.c.state.in_(states))
    return or_(Device.id.in_(mine), and_(Device.id.not_in(select(found.c.device_id)), otherwise))


def _changed(on: date) -> Any:
    """Give the state before the first change of state traced since."""
    line, changed = _first_lines(on, ("status",)), aliased(AuditLine)
    state = changed.before["status"].as_string().label("state")
    return select(line.c.device_id, state).join(changed, changed.id == line.c.id).cte()


def _first_lines(on: date, fields: Collection[str]) -> Any:
    moved = or_(*(AuditLine.before[field].as_string().is_not(None) for field in fields))
    lines = select(AuditLine.subject_id.label("device_id"), func.min(AuditLine.id).label("id"))
    of_devices = (AuditLine.subject == Device.__tablename__, AuditLine.action == "changed")
    return lines.where(*of_devices, AuditLine.at >= _end(on), moved).group_by(AuditLine.subject_id).subquery()


def _late_acts(on: date) -> Any:
    """Give the state that the last act dated by a day led to, where it was noted after that day."""
    latest = func.row_number().over(
        partition_by=DeviceEvent.device_id, order_by=(DeviceEvent.happened_on.desc(), DeviceEvent.id.desc())
    )
    state = case(*((DeviceEvent.act == act, status.value) for act, status in MOVING.items())).label("state")
    dated = DeviceEvent.happened_on <= PartialDate.of(on), DeviceEvent.act.in_(MOVING)
    read = DeviceEvent.id, DeviceEvent.device_id, state, latest.label("rank")
    acts = select(*read).where(*dated).subquery()
    noted = (AuditLine.subject == DeviceEvent.__tablename__, AuditLine.action == "created", AuditLine.at >= _end(on))
    since = acts.c.id.in_(select(AuditLine.subject_id).where(*noted))
    return select(acts.c.device_id, acts.c.state).where(acts.c.rank == 1, since).cte()
