"""Lines that describe devices: matched with the inventory, then written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import select

from inventaire.domain.formats import day
from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.domain.matching import (
    Clash,
    KnownDevice,
    KnownDevices,
    Match,
    Signs,
    find_by_signs,
    find_match,
    signs_of,
)
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Department, Device, Import, ImportRow, Site, db
from inventaire.models.bulk import chunks, insert_all
from inventaire.models.columns import plain_columns, typed_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.places import Places
from inventaire.services.imports.records import IN_BIN, Part, Record, same

COLUMNS = Device.__table__.columns.keys()
USUAL = {"quantity": 1, "status": DeviceStatus.IN_SERVICE.value, "version": 1}
KEYS = ("name", "site", "manufacturer", "serial", "uuid", "inventory_number", "ledger_number", "quantity")
VAGUE = [
    category.value
    for category in (
        DeviceCategory.COMPUTER,
        DeviceCategory.MONITOR,
        DeviceCategory.PRINTER,
        DeviceCategory.OTHER,
    )
]
NUMBERS = ("serial", "uuid", "inventory_number", "ledger_number")
SAME_DEVICE = "Même matériel que la {} : corrigez l’une des deux, ou importez ces fichiers l’un après l’autre."


def compare_devices(parts: Sequence[Part]) -> None:
    """Say of each line which device it speaks of, and what it would change."""
    pending = [(part, record) for part in parts for record in part.records if record.is_pending]
    finder = _Finder([record for _, record in pending])
    for part, record in pending:
        finder.find(part, record)
    _tell_what_is_in_the_bin([record for _, record in pending if record.outcome is Outcome.CREATED])
    _compare([(part, record) for part, record in pending if record.object_id])


def write_devices(records: Sequence[Record], places: Places) -> None:
    """Create and change the devices of the lines, noting each effect so that it can be undone."""
    _create([record for record in records if record.outcome is Outcome.CREATED], places)
    _change([record for record in records if record.outcome is Outcome.UPDATED], places)


def _tell_what_is_in_the_bin(records: Sequence[Record]) -> None:
    """Say of the lines that make a device whether it was thrown away: nobody else would."""
    thrown = select(Device.id, Device.deleted_at).where(Device.deleted_at.is_not(None)).execution_options(**WITH_BIN)
    moments = {row: moment for row, moment in db.session.execute(thrown) if moment}
    if not moments:
        return
    index = _index(Device.deleted_at.is_not(None), **WITH_BIN)
    for record in records:
        found = find_match(record.values, index) if record.object_id is None else None
        if isinstance(found, Match):
            record.reason = IN_BIN.format("Ce matériel", day(moments[found.id].date()))


def _index(*conditions: Any, **options: Any) -> KnownDevices:
    rows = db.session.execute(
        select(
            Device.id,
            Device.name,
            Site.name,
            Device.manufacturer,
            Device.serial,
            Device.uuid,
            Device.inventory_number,
            Device.ledger_number,
            Device.quantity,
        )
        .outerjoin(Site, Site.id == Device.site_id)
        .where(*conditions)
        .execution_options(**options)
    )
    return KnownDevices(KnownDevice(*row) for row in rows)


def _written_before(records: Sequence[Record]) -> dict[str, Iterator[int]]:
    """Give, by mark, the devices that the very same lines made before: a file without keys comes back whole."""
    rows = db.session.execute(
        select(ImportRow.fingerprint, ImportRow.object_id)
        .join(Import, Import.id == ImportRow.import_id)
        .join(Device, Device.id == ImportRow.object_id)
        .where(Import.state == ImportState.APPLIED, ImportRow.target == Target.DEVICES)
        .order_by(ImportRow.id)
    ).all()
    marks = {record.fingerprint for record in records} if rows else set()
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for mark, device in rows:
        if device and mark in marks:
            found[mark][device] = None
    return {mark: iter(devices) for mark, devices in found.items()}


class _Finder:
    """The device of each line, among those recorded and those that earlier lines will make."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._index = _index()
        self._records = records
        self._said: dict[int, tuple[Part, Record]] = {}
        self._new = 0

    def find(self, part: Part, record: Record) -> None:
        """Tie a line to its device; two lines that speak of one are for a person to settle."""
        said = {key: record.values[key] for key in KEYS if record.values.get(key)}
        signs = signs_of(KnownDevice(-self._new - 1, **({"quantity": None} | said)))
        found = find_by_signs(signs, self._index)
        if isinstance(found, Clash):
            return self._ask(part, record, found.reason)
        if isinstance(found, Match) and found.id in self._said:
            other, line = self._said[found.id]
            return self._ask(part, record, SAME_DEVICE.format(other.place_of(line)))
        device = found.id if isinstance(found, Match) else self._made_by_the_same_line(record)
        record.object_id = device
        self._learn(part, record, signs, said)
        return None

    def _ask(self, part: Part, record: Record, reason: str) -> None:
        """Leave a line to a person; another that bears one of its new numbers then speaks of the same machine."""
        record.settle(Outcome.ASKED, reason)
        said = {key: record.values[key] for key in NUMBERS if record.values.get(key)}
        new = {key: value for key, value in said.items() if find_match({key: value}, self._index) is None}
        for quantity in (1, 2) if new else ():  # whether it is one machine or a lot is not settled either
            self._new += 1
            self._said[-self._new] = (part, record)
            self._index.add(KnownDevice(-self._new, quantity=quantity, **new))

    @cached_property
    def _earlier(self) -> dict[str, Iterator[int]]:
        return _written_before(self._records)

    def _made_by_the_same_line(self, record: Record) -> int | None:
        if not self._earlier:
            return None
        before = self._earlier.get(record.fingerprint, iter(()))
        return next((device for device in before if device not in self._said), None)

    def _learn(self, part: Part, record: Record, signs: Signs, said: dict[str, Any]) -> None:
        """Let the next lines see the device as this one leaves it; a new one is known by a number below zero."""
        if record.object_id is None:
            self._new += 1
            self._index.learn(signs)
        else:
            known = self._index.signs(record.object_id).device
            now = replace(known, **said)
            if now != known:
                self._index.add(now)
        self._said[record.object_id or signs.device.id] = (part, record)


def _compare(lines: Sequence[tuple[Part, Record]]) -> None:
    said = {key for _, record in lines for key in record.values}
    current = _current({record.object_id for _, record in lines if record.object_id}, said)
    for part, record in lines:
        now = current[record.object_id or 0]
        record.changes = {
            key: [now[key], value] for key, value in record.values.items() if key in now and not same(now[key], value)
        }
        if record.values.get("category") in (VAGUE if part.is_of_agents else VAGUE[:1]):
            # « a computer » says less than what is known already
            record.changes.pop("category", None)
        if part.is_of_agents and now["site"]:
            # a label set once on a machine does not know that it has moved
            record.changes.pop("site", None)
        if "site" not in record.values or "site" in record.changes or now["site_kind"]:
            # the kind of a site that has one already, or that the line does not name, is not its to change
            record.changes.pop("site_kind", None)
        record.settle(Outcome.UPDATED if record.changes else Outcome.UNCHANGED)


def _current(ids: Iterable[int], said: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Give what is known of devices in the fields that lines speak of, as JSON keeps it."""
    places = {"site": Site.name, "site_kind": plain_columns(Site, ["kind"])["kind"], "department": Department.name}
    columns = [column.label(field) for field, column in (plain_columns(Device, said) | places).items()]
    wanted, found = sorted(ids), {}
    for some in chunks(wanted):
        rows = db.session.execute(
            select(Device.id.label("of"), *columns)
            .outerjoin(Site, Site.id == Device.site_id)
            .outerjoin(Department, Department.id == Device.department_id)
            .where(Device.id.in_(some))
        )
        for row in rows.mappings():
            known = dict(row)
            found[known.pop("of")] = known
    return found


def _create(records: Sequence[Record], places: Places) -> None:
    for some in chunks(records):
        rows = [_row(record, places) for record in some]
        for record, new in zip(some, insert_all(db.session(), Device, rows), strict=True):
            record.object_id = new
            record.effects.append(created(Device, new))


def _row(record: Record, places: Places) -> dict[str, Any]:
    said = {key: value for key, value in record.values.items() if key in COLUMNS}
    return USUAL | said | places.of(record)


def _change(records: Sequence[Record], places: Places) -> None:
    devices = rows_by_id(Device, [record.object_id for record in records if record.object_id])
    for record in records:
        wanted = typed_values(Device, {key: after for key, (_, after) in record.changes.items()})
        wanted |= {key: value for key, value in places.of(record).items() if value is not None}
        record.effects.append(change(devices[record.object_id or 0], wanted))
