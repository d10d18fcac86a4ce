"""What happens to devices: put to use, lent, mended, taken out of service, each act dated and proven."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.age import Ages, lives_of
from inventaire.domain.device_life import MENDED, RULES, Act, changes, lacking, refusal
from inventaire.domain.errors import Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Device, DeviceEvent, db
from inventaire.models.bulk import change_all, insert_all
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.database import writing
from inventaire.services.device import get_device
from inventaire.services.memory import remembered
from inventaire.services.permission import change
from inventaire.services.selection import FIRST, NAMES, Selection, hold
from inventaire.services.staleness import refuse_if_stale

NOT_ALL = "Rien n’a été fait. Ces matériels sont déjà réformés ou sortis du parc\u00a0: {}."


def events_of(device_id: int) -> Sequence[DeviceEvent]:
    """List what happened to a device, latest first."""
    mine = select(DeviceEvent).where(DeviceEvent.device_id == device_id)
    return db.session.scalars(mine.order_by(DeviceEvent.happened_on.desc(), DeviceEvent.id.desc())).all()


def record_act(device_id: int, version: int, act: Act, values: dict[str, Any]) -> None:
    """Note an act, and what it changes in the device.

    Raises Refusal when it cannot follow the device's state or lacks what it asks, Overtaken, Forbidden.
    """
    with writing() as session:
        device = get_device(device_id)
        _refuse(refusal(device.status, act) or lacking(act, values["note"], values["proof"]))
        moved = changes(act, values["happened_on"], device.in_service_on)
        refuse_if_stale(device, version, moved, "ce matériel")
        change(device, moved)
        session.add(DeviceEvent(device_id=device_id, act=act, **values))


def decommission_all(chosen: Selection, seen: str, values: dict[str, Any]) -> int:
    """Take devices out of service together; count them. Raises Overtaken, Refusal when one already is."""
    act = Act.DECOMMISSION
    with writing() as session:
        ids = hold(chosen, seen, {}, RULES[act].label)
        _refuse(lacking(act, values["note"], values["proof"]))
        unfit = select(NAMES[Device]).where(chosen.kept, Device.status.not_in(RULES[act].states))
        names = db.session.scalars(unfit.limit(FIRST)).all()
        _refuse(NOT_ALL.format(", ".join(names)) if names else None)
        insert_all(session, DeviceEvent, [{"device_id": each, "act": act.value, **values} for each in ids])
        return change_all(session, Device, ids, changes(act, values["happened_on"], None))


def count_mended(year: int, until: date | None = None) -> int | None:
    """Count the repairs and upgrades of a year, or of its days until one (P8); None as long as nobody noted any."""
    within = _within(DeviceEvent.happened_on, year, until)
    mended = select(func.count(DeviceEvent.id), func.count().filter(within)).where(DeviceEvent.act.in_(MENDED))
    ever, in_year = db.session.execute(mended).one()
    return in_year if ever else None


def _refuse(sentence: str | None) -> None:
    if sentence:
        raise Refusal(sentence)


@remembered
def lives_in(year: int, until: date | None = None) -> Ages:
    """Sum up the lives of the devices that left in a year (P3), but for those stolen, lost or destroyed."""
    return lives_of([each for lived in _lives(year, until, lost=False).values() for each in lived])


@remembered
def lives_by_category(year: int, until: date | None = None) -> dict[DeviceCategory, Ages]:
    """Sum up the same lives, category by category."""
    return {category: lives_of(lived) for category, lived in _lives(year, until, lost=False).items()}


@remembered
def lives_lost(year: int, until: date | None = None) -> Ages:
    """Sum up the lives of the devices that were stolen, lost or destroyed in a year."""
    return lives_of([each for lived in _lives(year, until, lost=True).values() for each in lived])


def _lives(year: int, until: date | None, *, lost: bool) -> dict[DeviceCategory, list[tuple[Any, Any, int]]]:
    found: dict[DeviceCategory, list[tuple[Any, Any, int]]] = {}
    for category, began, ended, is_lost, count in _left(year, until):
        if bool(is_lost) is lost:
            found.setdefault(category, []).append((began, ended, int(count)))
    return found


@remembered
def _left(year: int, until: date | None) -> Sequence[Any]:
    """Count once, for all that P3 says, what left in a year: by category, by both dates, lost or not."""
    lost = Device.id.in_(select(DeviceEvent.device_id).where(DeviceEvent.act == Act.LOSE)).label("lost")
    left = (
        select(Device.category, Device.in_service_on, Device.retired_on, lost, Device.quantity.label("quantity"))
        .where(Device.status == DeviceStatus.RETIRED, _within(Device.retired_on, year, until))
        .subquery()
    )
    same = (left.c.category, left.c.in_service_on, left.c.retired_on, left.c.lost)
    lots = select(*same, func.sum(left.c.quantity)).group_by(*same)
    return db.session.execute(lots, execution_options=WHOLE_TABLE).all()


def _within(column: Any, year: int, until: date | None) -> Any:
    return column.between(PartialDate(year), PartialDate.of(until) if until else PartialDate(year, 12, 31))
