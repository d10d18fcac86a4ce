"""A fault of the catalogue, where an entry is written, and all the entries together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.catalog.yaml_file import Entry


@dataclass(frozen=True, slots=True, order=True)
class CatalogFault:
    """One thing to mend in the catalogue."""

    file: str
    line: int
    message_fr: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of the catalogue, where it is written and its raw values."""

    section: str
    file: str
    raw: Entry
    entry: Any

    def fault(self, message: str, key: str | None = None) -> CatalogFault:
        """Make a fault of this entry, on the line of one of its keys."""
        return CatalogFault(self.file, line_of(self.raw, (key,) if key else ()), message)


@dataclass(frozen=True, slots=True)
class Whole:
    """All the entries, by section, and every key that can be referred to."""

    sections: dict[str, list[Placed]]
    keys: dict[str, set[str]]
    today: date | None


def line_of(raw: Any, location: tuple[Any, ...]) -> int:
    """Give the line of the deepest place that can be found along a path."""
    line = raw.line
    for part in location:
        if isinstance(raw, Entry):
            line = raw.key_lines.get(part, raw.line)
        try:
            raw = raw[part]
        except (KeyError, IndexError, TypeError):
            break
        line = raw.line if isinstance(raw, Entry) else line
    return int(line)
