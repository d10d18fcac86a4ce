"""Lines that describe software and services: matched by their raw name, then written."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.imports import Outcome
from inventaire.models import Application, Installation, db
from inventaire.models.bulk import insert_all
from inventaire.models.columns import empty_values, typed_values
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.installed import DeviceNames, Key, Shelf, key_of
from inventaire.services.imports.places import Places
from inventaire.services.imports.records import Record
from inventaire.services.recognition import recognised

RENAMED = {"version": "raw_version"}
CHUNK = 500
NO_DEVICE = "« {} » n’est pas dans l’inventaire, ou plusieurs matériels portent ce nom : donnez un numéro de série."
SAID_OTHERWISE = "La ligne {} dit autre chose du même logiciel : accordez les deux lignes."


def compare_applications(records: Sequence[Record], new_devices: Sequence[Record]) -> None:
    """Say of each line which application it speaks of, on which device, and what it would change.

    `new_devices` are the device lines of the same batch, which will exist by then.
    """
    devices, shelf = DeviceNames(new_devices), Shelf()
    for record in (record for record in records if record.is_pending):
        wanted = record.values.get("device")
        device = devices.find(wanted) if wanted else None
        if wanted and device is None:
            _refuse(record, wanted)
        else:
            _compare(record, shelf, device)


def _refuse(record: Record, wanted: str) -> None:
    reason = NO_DEVICE.format(wanted)
    record.settle(Outcome.REFUSED, reason)
    record.faults = [{"line": record.line, "column": "Installé sur", "value": wanted, "reason": reason}]


def _compare(record: Record, shelf: Shelf, device: int | None) -> None:
    key, fields = key_of(record), _fields(record)
    earlier = shelf.contradiction(key, fields, record.line)
    if earlier is not None:
        return record.settle(Outcome.ASKED, SAID_OTHERWISE.format(earlier))
    new = key not in shelf.values
    now = shelf.values.setdefault(key, fields)
    record.object_id = now.get("id")
    record.changes = {name: [now.get(name), value] for name, value in fields.items() if now.get(name) != value}
    if device is not None:
        version = record.values.get("version")
        new |= (key, device) not in shelf.versions
        before = shelf.versions.setdefault((key, device), version)
        if version and before != version:
            record.changes["version"] = [before, version]
    usual = Outcome.UPDATED if record.changes else Outcome.UNCHANGED
    return record.settle(Outcome.CREATED if new else usual)


def _fields(record: Record) -> dict[str, Any]:
    """Give what a line says of the application itself, by the model's names."""
    of_installation = {"device", "version"} if record.values.get("device") else {"device"}
    kept = {key: value for key, value in record.values.items() if key not in of_installation | {"publisher"}}
    return {RENAMED.get(key, key): value for key, value in kept.items()}


def write_applications(records: Sequence[Record], places: Places) -> None:
    """Create and change the applications and installations of the lines, noting each effect."""
    written = [record for record in records if record.outcome in (Outcome.CREATED, Outcome.UPDATED)]
    _create(written, places)
    _change([record for record in written if record.changes.keys() - {"version"}], places)
    _install([record for record in written if record.values.get("device")])


def _create(records: Sequence[Record], places: Places) -> None:
    first: dict[Key, Record] = {}
    for record in records:
        if record.object_id is None:
            first.setdefault(key_of(record), record)
    made = list(first.values())
    rows = [_row(record, places) for record in made]
    ids = dict(zip(first, insert_all(db.session(), Application, rows), strict=True))
    for record in made:
        record.effects.append(created(Application, ids[key_of(record)]))
    for record in records:
        record.object_id = record.object_id or ids[key_of(record)]


def _row(record: Record, places: Places) -> dict[str, Any]:
    empty = empty_values(Application)
    name, publisher = key_of(record)
    known = recognised(name, publisher, record.values.get("version"))
    department = {"department_id": places.department(record), "publisher": publisher, "version": 1}
    return empty | typed_values(Application, _fields(record)) | known | department


def _change(records: Sequence[Record], places: Places) -> None:
    found = rows_by_id(Application, [record.object_id for record in records if record.object_id])
    for record in records:
        row = found[record.object_id or 0]
        after = {key: new for key, (_, new) in record.changes.items() if key != "version"}
        wanted = typed_values(Application, after)
        if "department" in after:
            wanted["department_id"] = places.department(record)
        record.effects.append(change(row, wanted))


def _install(records: Sequence[Record]) -> None:
    devices = DeviceNames()
    places = [(record.object_id, devices.find(record.values["device"])) for record in records]
    there = _installations({application for application, _ in places if application})
    new = []
    for record, place in zip(records, places, strict=True):
        version = record.values.get("version")
        if place not in there:
            new.append((record, {"application_id": place[0], "device_id": place[1], "raw_version": version}))
        elif "version" in record.changes:
            record.effects.append(change(there[place], {"raw_version": version}))
    ids = insert_all(db.session(), Installation, [row | {"version": 1} for _, row in new])
    for (record, _), made in zip(new, ids, strict=True):
        record.effects.append(created(Installation, made))


def _installations(applications: set[int]) -> dict[Any, Installation]:
    found = {}
    ids = sorted(applications)
    for start in range(0, len(ids), CHUNK):
        part = select(Installation).where(Installation.application_id.in_(ids[start : start + CHUNK]))
        found.update({(row.application_id, row.device_id): row for row in db.session.scalars(part)})
    return found
