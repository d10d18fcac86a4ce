"""What is already there when lines of software come in: applications, machines, installations."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from inventaire.models import Application, Department, Device, Installation, db
from inventaire.models.columns import plain_values
from inventaire.services.imports.records import Record

Key = tuple[str, str]


def key_of(record: Record) -> Key:
    """Give the key of the application that a line speaks of: its raw name and publisher."""
    return record.values["raw_name"], record.values.get("publisher") or ""


class DeviceNames:
    """Devices by serial or by name: those of the inventory, and those that the same batch will make."""

    def __init__(self, new: Sequence[Record] = ()) -> None:
        self._ids: dict[str, set[int]] = defaultdict(set)
        for found, name, serial in db.session.execute(select(Device.id, Device.name, Device.serial)):
            self._put(found, name, serial)
        for record in new:
            if record.is_pending:
                mark = record.object_id or -record.line
                self._put(mark, record.values.get("name"), record.values.get("serial"))

    def _put(self, found: int, *words: str | None) -> None:
        for word in words:
            if word:
                self._ids[word.casefold()].add(found)

    def find(self, word: str) -> int | None:
        """Give the one device that a serial or a name stands for (below zero when not made yet)."""
        ids = self._ids.get(word.casefold(), set())
        return next(iter(ids)) if len(ids) == 1 else None


class Shelf:
    """The applications and installations as they will be once the lines read so far are written."""

    def __init__(self) -> None:
        rows = db.session.execute(
            select(Application, Department.name).outerjoin(Department, Department.id == Application.department_id)
        )
        self.values: dict[Key, dict[str, Any]] = {}
        for row, department in rows:
            self.values[row.raw_name, row.publisher] = plain_values(row) | {"department": department}
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
        self._said: dict[Key, dict[str, tuple[Any, int]]] = defaultdict(dict)

    def contradiction(self, key: Key, fields: dict[str, Any], line: int) -> int | None:
        """Give the earlier line that says otherwise of the same application; remember this one if none does."""
        said = self._said[key]
        for field, value in fields.items():
            if field in said and said[field][0] != value:
                return said[field][1]
        for field, value in fields.items():
            said.setdefault(field, (value, line))
        return None
