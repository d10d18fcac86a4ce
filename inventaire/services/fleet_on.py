"""The fleet on a day: which devices it held, in which state, as far as the inventory tells.

A device is there from its entry into service (else its purchase) until it is taken out of service. Its state is
that of the last act dated by then, where it was noted since; else what the first change traced since says was
before; else what the inventory says today. A year or a month alone holds from its first day.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, func, not_, or_, select, true

from inventaire.domain.formats import PARIS, day, number
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.models import AuditLine, Device, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.fleet_changes import NONE, among, end_of, ids_of, states_before, written_after

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
GONE = "Matériels sortis sans date, absents de ce parc\u00a0: {}."
LEAVING = (Device.decommissioned_on, Device.retired_on)


def fleet_on(on: date, statuses: Collection[DeviceStatus]) -> Any:
    """Give the condition on devices: in one of these states at the end of a day.

    Devices without any date are there on any day: nobody said since when. Since nothing was written after a
    day, the inventory still says what it said then.
    """
    if not written_after(on):
        return Device.status.in_(statuses)
    now: Any = Device.status.in_(statuses)
    if DeviceStatus.IN_SERVICE in statuses:
        now = or_(now, and_(Device.status.in_(OUT), or_(*(column.is_not(None) for column in LEAVING))))
    before = states_before(on)
    known = Device.id.in_(among(ids_of(before.values())))
    mine = Device.id.in_(among(ids_of(before.get(status.value, NONE) for status in statuses)))
    return and_(_entered(on), or_(Device.status.not_in(OUT), _still_there(on)), or_(and_(now, not_(known)), mine))


def left_undated(on: date) -> Any:
    """Give the condition on devices that have left nobody knows when: they are not in the fleet of a past day."""
    known = Device.id.in_(among(ids_of(states_before(on).values())))
    return and_(Device.status.in_(OUT), *(column.is_(None) for column in LEAVING), not_(known))


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


def count_of(condition: Any) -> int:
    """Count the machines that a condition on devices keeps."""
    counted = select(func.sum(Device.quantity)).where(condition)
    return int(db.session.scalar(counted, execution_options=WHOLE_TABLE) or 0)


def counts_of(conditions: Iterable[Any]) -> list[int]:
    """Count the machines that each of these conditions keeps, in one reading."""
    kept = [func.sum(case((each, Device.quantity), else_=0)) for each in conditions]
    return [int(count or 0) for count in db.session.execute(select(*kept), execution_options=WHOLE_TABLE).one()]


def told_of(on: date) -> list[str]:
    """Say how a past fleet is known, and what is not in it; nothing when the inventory still says it itself."""
    if not written_after(on):
        return []
    first = db.session.scalar(select(AuditLine.at).order_by(AuditLine.id).limit(1))
    gone = count_of(left_undated(on))
    told = [REBUILT.format(day(on))]
    told += [BEFORE.format(day(first.astimezone(PARIS).date()))] if first and first >= end_of(on) else []
    return told + ([GONE.format(number(gone))] if gone else [])


def _began() -> Any:
    return func.coalesce(Device.in_service_on, Device.purchased_on)


def _entered(on: date) -> Any:
    began = _began()
    return or_(began.is_(None), began <= PartialDate.of(on))


def _still_there(on: date) -> Any:
    return and_(true(), *(or_(column.is_(None), column > PartialDate.of(on)) for column in LEAVING))
