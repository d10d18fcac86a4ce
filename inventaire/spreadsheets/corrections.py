"""What a person says of a file that was not read as it should be."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.values import as_told
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.limits import HEADER_ZONE

HEAD = 1 << 16  # bytes of a text in which its headings stand
SEPARATORS = (b";", b",", b"\t", b"|")
SAME = ("left_out", "header_row", "date_order", "machine", "ditto")  # kept as they are said
FEWEST_HEADINGS = 2  # one text alone is a title


@dataclass(frozen=True, slots=True)
class SheetCorrection:
    """How a sheet is to be read; what is not said is recognised.

    `date_order` is « dmy » or « mdy ». With a target the sheet is read as one kept by hand: its headings stand on
    `header_row` (from 1), and `fields` gives what some columns hold, by index from 0; the others are not read.
    With `ditto`, « idem » is the value of the line above.
    """

    left_out: bool = False
    target: Target | None = None
    header_row: int | None = None
    fields: Mapping[int, str] = field(default_factory=dict)
    date_order: str | None = None
    machine: str | None = None
    ditto: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "SheetCorrection":
        """Read a correction as it is kept."""
        target = Target(kept["target"]) if kept.get("target") else None
        fields = {int(index): name for index, name in kept.get("fields", {}).items()}
        same = {
            name: kept[name] for name in ("left_out", "header_row", "date_order", "machine", "ditto") if name in kept
        }
        return cls(target=target, fields=fields, **same)

    def kept(self) -> dict[str, Any]:
        """Write a correction as it is kept: what it says, and nothing else."""
        said = {
            "left_out": self.left_out,
            "target": self.target and self.target.value,
            "header_row": self.header_row,
            "fields": {str(index): name for index, name in self.fields.items()},
            "date_order": self.date_order,
            "machine": self.machine,
            "ditto": self.ditto,
        }
        return {name: value for name, value in said.items() if value}


NOTHING_SAID = SheetCorrection()


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is said of one file: how it is written, its sheets by rank, and sheets of other files by their mark.

    `writings` says, by shape, how the texts that are recognised amiss are written.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheets: Mapping[int, SheetCorrection] = field(default_factory=dict)
    remembered: Mapping[str, SheetCorrection] = field(default_factory=dict)
    writings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def written(self) -> dict[str, str]:
        """Give what is said of how the file is written."""
        said = {"encoding": self.encoding, "delimiter": self.delimiter}
        return {name: value for name, value in said.items() if value}

    def of_sheet(self, rank: int, rows: Sequence[Sequence[Any]]) -> tuple[SheetCorrection, int | None]:
        """Give what is said of a sheet, and on which line it was known again when it was said of another file."""
        if rank in self.sheets:
            return self.sheets[rank], None
        for line, row in enumerate(rows[:HEADER_ZONE] if self.remembered else (), start=1):
            found = self.remembered.get(mark_of(row) or "")
            if found:
                return found, line
        return NOTHING_SAID, None


def heading_of(path: Path) -> bytes:
    """Give the line of a text that most likely has its headings, as bytes: how it is written is not known yet."""
    with path.open("rb") as file:
        lines = file.read(HEAD).splitlines()[:HEADER_ZONE]
    return max(lines, key=lambda line: sum(map(line.count, SEPARATORS)), default=b"")


def shape_of(path: Path) -> str:
    """Give a mark of a text, the same for every one with these very headings."""
    return hashlib.sha256(b"text" + heading_of(path)).hexdigest()


def mark_of(row: Sequence[Any]) -> str | None:
    """Give a mark of a row of headings, the same for every file of this shape; None for what is no such row."""
    headings = [heading_key(as_told(cell)) for cell in row]
    if sum(map(bool, headings)) < FEWEST_HEADINGS:
        return None
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()
