"""Lines that describe software and services: matched by their raw name, then written."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.dictionary import Dictionary
from inventaire.domain.formats import day
from inventaire.domain.imports import Choice, Doubt, Outcome
from inventaire.models import Application, Installation, db
from inventaire.models.bulk import chunks, insert_all
from inventaire.models.columns import typed_values
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.finding import PUT_ASIDE
from inventaire.services.imports.installed import DeviceNames, Key, Said, Shelf, key_of
from inventaire.services.imports.parts import Part
from inventaire.services.imports.places import Places
from inventaire.services.imports.records import IN_BIN, INSTALLED_ON, Record, same
from inventaire.services.recognition import load_dictionary, recognised

OF_KEY = frozenset(("device", "publisher"))
OF_INSTALLATION = OF_KEY | {"version"}
RENAMED = {"version": "raw_version"}
NO_DEVICE = (
    "« {} » n’est pas dans l’inventaire, ou plusieurs matériels portent ce nom : "
    "donnez son numéro de série ou d’inventaire."
)
SEVERAL_DEVICES = "Plusieurs matériels s’appellent « {} » : dites sur lequel ce logiciel est installé."
SAID_OTHERWISE = "La {} dit autre chose du même logiciel\u00a0: dites laquelle compte, ou accordez-les."


def compare_applications(part: Part, records: Sequence[Record], shelf: Shelf, devices: DeviceNames) -> None:
    """Say of lines of a part which application each speaks of, on which device, and what it would change."""
    pending = [(record, devices.of(record)) for record in records if record.is_pending]
    shelf.look_up([record for record, _ in pending], {device for _, device in pending if device is not None})
    for record, device in pending:
        wanted = record.values.get("device")
        if record.chosen == Choice.ASIDE.value:
            record.settle(Outcome.IGNORED, PUT_ASIDE)
        elif wanted and device is None:
            _ask_or_refuse(record, wanted, devices)
        else:
            _compare(part, record, shelf, device)


def _ask_or_refuse(record: Record, wanted: str, devices: DeviceNames) -> None:
    """Ask which of the machines of that name a line is about, or refuse it where there is none to choose."""
    marks = sorted(devices.marks(wanted))
    if marks and marks[0] > 0:
        return record.ask(Doubt.SEVERAL, SEVERAL_DEVICES.format(wanted), marks)
    reason = NO_DEVICE.format(wanted)
    record.settle(Outcome.REFUSED, reason)
    record.faults = [{"line": record.line, "column": INSTALLED_ON, "value": wanted, "reason": reason}]
    return None


def _compare(part: Part, record: Record, shelf: Shelf, device: int | None) -> None:
    key, fields = shelf.known(*key_of(record)), _fields(record)
    version = record.values.get("version") if device else None
    where = Said(part, record.line, record.source, record.rank)
    earlier = shelf.contradiction(key, fields, where)
    if device and version:
        earlier = earlier or shelf.other_version(key, device, version, where)
    if earlier:
        return record.ask(Doubt.LINES, SAID_OTHERWISE.format(earlier.place), lines=[[earlier.part.rank, earlier.rank]])
    new = key not in shelf.values
    reason = IN_BIN.format("Ce logiciel", day(shelf.thrown[key].date())) if new and key in shelf.thrown else None
    now = shelf.values.setdefault(key, dict(fields))
    record.object_id = now.get("id")
    record.changes = {name: [now.get(name), value] for name, value in fields.items() if not same(now.get(name), value)}
    if device is not None and now.get("delivery"):
        # found on a machine: that says nothing of how the town has chosen to be served
        record.changes.pop("delivery", None)
    if record.changes and record.object_id:
        record.hold(shelf.written.get(record.object_id, {}), takes_file=shelf.takes_file)
    now.update({name: after for name, (_, after) in record.changes.items()})
    if device is not None:
        there = shelf.versions[device]
        new |= key not in there
        before = there.setdefault(key, version)
        if version and before != version:
            record.changes["version"] = [before, version]
            there[key] = version
    usual = Outcome.UPDATED if record.changes else Outcome.UNCHANGED
    return record.settle(Outcome.CREATED if new else usual, reason)


def _fields(record: Record) -> dict[str, Any]:
    """Give what a line says of the application itself, by the model's names."""
    others = OF_INSTALLATION if record.values.get("device") else OF_KEY
    return {RENAMED.get(key, key): value for key, value in record.values.items() if key not in others}


def write_applications(records: Sequence[Record], made: dict[Key, int], places: Places, devices: DeviceNames) -> None:
    """Create and change the applications and installations of the lines, noting each effect.

    `made` has the ids of the applications that earlier lines made, and receives those of these.
    """
    written = [record for record in records if record.outcome in (Outcome.CREATED, Outcome.UPDATED)]
    _create([record for record in records if record.is_written], made, places)
    _change([record for record in written if record.changes.keys() - {"version"}], places)
    _install([record for record in written if record.values.get("device")], devices)


def _create(records: Sequence[Record], made: dict[Key, int], places: Places) -> None:
    first: dict[Key, Record] = {}
    for record in records:
        if record.object_id is None and key_of(record) not in made:
            first.setdefault(key_of(record), record)
    dictionary = load_dictionary() if first else {}
    rows = [_row(record, places, dictionary) for record in first.values()]
    made.update(zip(first, insert_all(db.session(), Application, rows), strict=True))
    for key, record in first.items():
        record.effects.append(created(Application, made[key]))
    for record in records:
        record.object_id = record.object_id or made[key_of(record)]


def _row(record: Record, places: Places, dictionary: Dictionary) -> dict[str, Any]:
    name, publisher = key_of(record)
    known = recognised(name, publisher, record.values.get("version"), dictionary)
    department = {"department_id": places.department(record), "publisher": publisher, "version": 1}
    return typed_values(Application, _fields(record)) | known | department


def _change(records: Sequence[Record], places: Places) -> None:
    found = rows_by_id(Application, [record.object_id for record in records if record.object_id])
    for record in records:
        row = found[record.object_id or 0]
        after = {key: new for key, (_, new) in record.changes.items() if key != "version"}
        wanted = typed_values(Application, after)
        if "department" in after:
            wanted["department_id"] = places.department(record)
        record.effects.append(change(row, wanted))


def _install(records: Sequence[Record], devices: DeviceNames) -> None:
    places = [(record.object_id, devices.id_of(record)) for record in records]
    there = _installations(set(places))
    new: dict[Any, tuple[Record, dict[str, Any]]] = {}
    for record, place in zip(records, places, strict=True):
        version = record.values.get("version")
        if place not in there and place not in new:
            new[place] = (record, {"application_id": place[0], "device_id": place[1], "raw_version": version})
        elif place in new:
            new[place][1]["raw_version"] = version or new[place][1]["raw_version"]
        elif "version" in record.changes:
            record.effects.append(change(there[place], {"raw_version": version}))
    ids = insert_all(db.session(), Installation, [row | {"version": 1} for _, row in new.values()])
    for (record, _), made in zip(new.values(), ids, strict=True):
        record.effects.append(created(Installation, made))


def _installations(places: Collection[Any]) -> dict[Any, Installation]:
    """Give the installations at places, each an application and a device."""
    found = {}
    for some in chunks(sorted({device for _, device in places})):
        part = select(Installation).where(Installation.device_id.in_(some))
        there = {(row.application_id, row.device_id): row for row in db.session.scalars(part)}
        found.update({place: row for place, row in there.items() if place in places})
    return found
