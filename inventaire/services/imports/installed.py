"""What is already there when lines of software come in: applications, machines, installations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from inventaire.models import Application, Department, Device, Installation, db
from inventaire.models.bulk import chunks
from inventaire.models.columns import plain_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.hand_made import hand_made
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record, folded, same

Key = tuple[str, str]
CALLED = ("name", "serial", "inventory_number", "uuid")


def key_of(record: Record) -> Key:
    """Give the key of the application that a line speaks of: its raw name and publisher."""
    return record.values["raw_name"], record.values.get("publisher") or ""


class DeviceNames:
    """Devices by what a line may call them: those of the inventory, and those that the same batch makes.

    A device not made yet bears the rank of its line below zero, until `id_of` is asked after the writing.
    """

    def __init__(self, records: Sequence[Record] = ()) -> None:
        self._records = records
        self._marks: dict[str, set[int]] = defaultdict(set)
        words = [getattr(Device, key) for key in CALLED]
        for found, *called in db.session.execute(select(Device.id, *words)):
            self._put(found, called)
        for rank, record in enumerate(records, start=1):
            if record.is_written and not record.covers:
                self._put(record.object_id or -rank, [record.values.get(key) for key in CALLED])

    def _put(self, mark: int, words: Sequence[str | None]) -> None:
        for word in words:
            if word:
                self._marks[folded(word)].add(mark)

    def marks(self, word: str) -> set[int]:
        """Give the marks of the devices that a word may stand for."""
        return self._marks.get(folded(word), set())

    def find(self, word: str) -> int | None:
        """Give the mark of the one device that a word stands for."""
        marks = self.marks(word)
        return next(iter(marks)) if len(marks) == 1 else None

    def of(self, record: Record) -> int | None:
        """Give the mark of the device that a line of software is on: the one chosen, or the one it names."""
        word = record.values.get("device")
        if word is None:
            return None
        return record.chosen if record.chosen in self.marks(word) else self.find(word)

    def id_of(self, record: Record) -> int:
        """Give the id of a device found before, now that the batch's own are written."""
        return self.id_at(self.of(record) or 0)

    def id_at(self, mark: int) -> int:
        """Give the id of the device that bears a mark, now that the batch's own are written."""
        made = self._records[-mark - 1].object_id if mark < 0 else mark
        return made or 0


def _installed(devices: Sequence[int]) -> Iterator[Any]:
    """Give what is installed on devices: device, version, raw name and publisher."""
    query = select(Installation.device_id, Installation.raw_version, Application.raw_name, Application.publisher)
    joined = query.join(Application, Application.id == Installation.application_id)
    for some in chunks(devices):
        yield from db.session.execute(joined.where(Installation.device_id.in_(some)))


def _thrown() -> dict[Key, datetime]:
    """Give the applications that are in the bin, and since when."""
    rows = select(Application.raw_name, Application.publisher, Application.deleted_at)
    found = db.session.execute(rows.where(Application.deleted_at.is_not(None)).execution_options(**WITH_BIN))
    return {(name, publisher): moment for name, publisher, moment in found if moment}


class Said(NamedTuple):
    """Where a line stands that said something: all that is held of it."""

    part: Part
    line: int
    source: str | None
    rank: int

    @property
    def place(self) -> str:
        """Say where it stands, as a person would in a sentence."""
        return self.part.place_of(self.line, self.source)


class Shelf:
    """The applications and installations as they will be once the lines read so far are written."""

    def __init__(self, *, takes_file: bool = False) -> None:
        self.takes_file = takes_file
        self.written: dict[int, dict[str, int]] = {}
        rows = db.session.execute(
            select(Application, Department.name).outerjoin(Department, Department.id == Application.department_id)
        )
        self.values: dict[Key, dict[str, Any]] = {}
        for row, department in rows:
            self.values[row.raw_name, row.publisher] = plain_values(row) | {"department": department}
        self.thrown = _thrown()
        self.versions: dict[int, dict[Key, str | None]] = {}
        self._keys = {key: key for key in self.values}
        self._called: dict[str, list[int]] = defaultdict(list)
        for key, now in self.values.items():
            self._called[folded(key[0])].append(now["id"])
        self._said: dict[Key, dict[str, tuple[Any, Said]]] = defaultdict(dict)
        self._versions_said: dict[int, dict[Key, tuple[str, Said]]] = defaultdict(dict)

    def look_up(self, records: Sequence[Record], devices: Iterable[int]) -> None:
        """Learn what people wrote by hand in the applications that lines speak of, and what is on their machines."""
        called = {folded(record.values["raw_name"]) for record in records}
        self.written |= hand_made(Application, {found for name in called for found in self._called.pop(name, ())})
        new = sorted(set(devices) - self.versions.keys())
        self.versions |= {device: {} for device in new}
        for device, version, *key in _installed([device for device in new if device > 0]):
            self.versions[device][self.known(*key)] = version

    def known(self, name: str, publisher: str) -> Key:
        """Give the key of an application, one object for all the machines that it is on."""
        return self._keys.setdefault((name, publisher), (name, publisher))

    def contradiction(self, key: Key, fields: dict[str, Any], where: Said) -> Said | None:
        """Give the earlier line that says otherwise of the same application; remember this one if none does."""
        said = self._said[key]
        for field, value in fields.items():
            if field in said and not same(said[field][0], value):
                return said[field][1]
        for field, value in fields.items():
            said.setdefault(field, (value, where))
        return None

    def other_version(self, key: Key, device: int, version: str, where: Said) -> Said | None:
        """Give the earlier line that says another version of what is on a machine; remember this one if none does."""
        before, earlier = self._versions_said[device].setdefault(key, (version, where))
        return None if same(before, version) else earlier
