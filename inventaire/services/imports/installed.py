"""What is already there when lines of software come in: applications, machines, installations."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inventaire.models import Application, Department, Device, Installation, db
from inventaire.models.columns import plain_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.hand_made import hand_made
from inventaire.services.imports.records import Part, Record, folded, same

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
        mark = self.of(record) or 0
        made = self._records[-mark - 1].object_id if mark < 0 else mark
        return made or 0


def _thrown() -> dict[Key, datetime]:
    """Give the applications that are in the bin, and since when."""
    rows = select(Application.raw_name, Application.publisher, Application.deleted_at)
    found = db.session.execute(rows.where(Application.deleted_at.is_not(None)).execution_options(**WITH_BIN))
    return {(name, publisher): moment for name, publisher, moment in found if moment}


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
        self.versions: dict[tuple[Key, int], str | None] = {}
        for name, publisher, device, version in db.session.execute(
            select(
                Application.raw_name,
                Application.publisher,
                Installation.device_id,
                Installation.raw_version,
            ).join(Application, Application.id == Installation.application_id)
        ):
            self.versions[(name, publisher), device] = version
        self._said: dict[Any, dict[str, tuple[Any, Part, Record]]] = defaultdict(dict)

    def look_up(self, records: Iterable[Record]) -> None:
        """Learn what people wrote by hand in the applications that lines speak of."""
        called = {folded(record.values["raw_name"]) for record in records}  # a contract may write the name otherwise
        self.written = hand_made(
            Application, {now["id"] for key, now in self.values.items() if folded(key[0]) in called}
        )

    def completes(self, record: Record) -> bool:
        """Say whether a contract's line names one application and no other; give it that one's very name."""
        name = folded(record.values["raw_name"])
        named = [key for key in self.values if folded(key[0]) == name]
        if len(named) == 1:
            record.values["raw_name"], publisher = named[0]
            record.values |= {"publisher": publisher} if publisher else {}
        return len(named) == 1

    def contradiction(
        self, about: Any, fields: dict[str, Any], part: Part, record: Record
    ) -> tuple[Part, Record] | None:
        """Give the earlier line that says otherwise of the same thing; remember this one if none does."""
        said = self._said[about]
        for field, value in fields.items():
            if field in said and not same(said[field][0], value):
                _, other, line = said[field]
                return other, line
        for field, value in fields.items():
            said.setdefault(field, (value, part, record))
        return None
