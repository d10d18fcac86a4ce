"""Lines that describe devices: matched with the inventory, then written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.domain.matching import Clash, KnownDevice, KnownDevices, Match, find_match
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Department, Device, Import, ImportRow, Site, db
from inventaire.models.bulk import insert_all
from inventaire.models.columns import empty_values, plain_values, typed_values
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.places import Places
from inventaire.services.imports.records import Record

CHUNK = 500


def compare_devices(records: Sequence[Record]) -> None:
    """Say of each line which device it speaks of, and what it would change."""
    index = _index()
    earlier = _written_before(records)
    for record in (record for record in records if record.is_pending):
        _find(record, index, earlier)
    _compare([record for record in records if record.is_pending and record.object_id])


def write_devices(records: Sequence[Record], places: Places) -> None:
    """Create and change the devices of the lines, noting each effect so that it can be undone."""
    _create([record for record in records if record.outcome is Outcome.CREATED], places)
    _change([record for record in records if record.outcome is Outcome.UPDATED], places)


def _index() -> KnownDevices:
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
        ).outerjoin(Site, Site.id == Device.site_id)
    )
    return KnownDevices(KnownDevice(*row) for row in rows)


def _written_before(records: Sequence[Record]) -> dict[str, list[int]]:
    """Give, by mark, the devices that the very same lines made before: a file without keys comes back whole."""
    marks = {record.fingerprint for record in records if record.is_pending}
    rows = db.session.execute(
        select(ImportRow.fingerprint, ImportRow.object_id)
        .join(Import, Import.id == ImportRow.import_id)
        .join(Device, Device.id == ImportRow.object_id)
        .where(Import.state == ImportState.APPLIED, ImportRow.target == Target.DEVICES)
        .order_by(ImportRow.id)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for mark, device in rows:
        if mark in marks and device and device not in found[mark]:
            found[mark].append(device)
    return found


def _find(record: Record, index: KnownDevices, earlier: dict[str, list[int]]) -> None:
    found = find_match(record.values, index)
    if isinstance(found, Clash):
        return record.settle(Outcome.ASKED, found.reason)
    if isinstance(found, Match) and found.id < 0:
        return record.settle(Outcome.ASKED, f"Même matériel que la ligne {-found.id} de ce fichier.")
    before = earlier.get(record.fingerprint)
    if isinstance(found, Match):
        record.object_id = found.id
        if before and found.id in before:
            before.remove(found.id)
    elif before:
        record.object_id = before.pop(0)
    else:
        index.add(_known(record))
    return None


def _known(record: Record) -> KnownDevice:
    keys = ("name", "site", "manufacturer", "serial", "uuid", "inventory_number", "ledger_number")
    known = {key: record.values.get(key) for key in keys}
    return KnownDevice(id=-record.line, quantity=record.values.get("quantity") or 1, **known)


def _compare(records: Sequence[Record]) -> None:
    current = _current({record.object_id for record in records if record.object_id})
    for record in records:
        now = current[record.object_id or 0]
        record.changes = {
            key: [now[key], value] for key, value in record.values.items() if key in now and not _same(now[key], value)
        }
        if record.values.get("category") == DeviceCategory.COMPUTER.value:
            # « a computer » says less than what is known already
            record.changes.pop("category", None)
        if "site" in record.changes or now["site_kind"]:
            # the kind of a site that has one already is not this line's to change
            record.changes.pop("site_kind", None)
        record.settle(Outcome.UPDATED if record.changes else Outcome.UNCHANGED)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return before.casefold() == after.casefold()
    return bool(before == after)


def _current(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    wanted, found = sorted(ids), {}
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.execute(
            select(Device, Site.name, Site.kind, Department.name)
            .outerjoin(Site, Site.id == Device.site_id)
            .outerjoin(Department, Department.id == Device.department_id)
            .where(Device.id.in_(wanted[start : start + CHUNK]))
        )
        for device, site, kind, department in rows:
            places = {"site": site, "site_kind": kind.value if kind else None, "department": department}
            found[device.id] = plain_values(device) | places
    return found


def _create(records: Sequence[Record], places: Places) -> None:
    rows = [_row(record, places) for record in records]
    for record, new in zip(records, insert_all(db.session(), Device, rows), strict=True):
        record.object_id = new
        record.effects.append(created(Device, new))


def _row(record: Record, places: Places) -> dict[str, Any]:
    empty = empty_values(Device)
    usual = {"quantity": 1, "status": DeviceStatus.IN_SERVICE, "version": 1}
    return empty | usual | typed_values(Device, record.values) | places.of(record)


def _change(records: Sequence[Record], places: Places) -> None:
    devices = rows_by_id(Device, [record.object_id for record in records if record.object_id])
    for record in records:
        wanted = typed_values(Device, {key: after for key, (_, after) in record.changes.items()})
        wanted |= {key: value for key, value in places.of(record).items() if value is not None}
        record.effects.append(change(devices[record.object_id or 0], wanted))
