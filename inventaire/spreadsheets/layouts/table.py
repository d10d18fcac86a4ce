"""The rows under the headings of a known list, on their way to our own columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from inventaire.domain.imports import Target
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.columns import ALL_READ
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.headings import heading_key

BLANK = "Ligne vide."
DEDUCED = "{} (déduit)"
Cells = list[Any]


@dataclass(slots=True)
class Table:
    """Rows all as wide as the headings, the line of each, and what is to be told of them.

    `placed` says which columns fill a field; `reasons` why a column that we know is not read all the same;
    `date_order` whether the day or the month comes first, when a person said so.
    """

    target: Target
    sheet: str
    line: int | None
    headings: list[str]
    placed: dict[int, Column]
    rows: list[Cells]
    lines: list[int]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    unsettled: list[str] = field(default_factory=list)
    date_order: str | None = None

    def header(self) -> Header:
        """Give the headings as the reading of rows wants them."""
        return Header(self.target, self.line or 0, tuple(self.headings), self.placed)

    def find(self, headings: str) -> int | None:
        """Give the first column that bears one of these headings, read or not."""
        wanted = [heading_key(heading) for heading in headings.split(",")]
        return next((index for index, written in enumerate(self.headings) if heading_key(written) in wanted), None)

    def place(self, field_name: str) -> int | None:
        """Give the column that fills a field."""
        return next((index for index, column in self.placed.items() if column.field == field_name), None)

    def texts(self, index: int | None) -> list[str]:
        """Give the cells of a column as texts; blanks when there is no such column."""
        if index is None:
            return [""] * len(self.rows)
        return [_text(cell) for cell in self.cells(index)]

    def cells(self, index: int) -> Cells:
        """Give the cells of a column as they are."""
        return [row[index] for row in self.rows]

    def put(self, field_name: str, cells: Sequence[Any], heading: str | None = None) -> None:
        """Fill a field with other cells: in its column, or in a new one."""
        index = self.place(field_name)
        if index is None:
            index = self._add(field_name, heading)
        for row, cell in zip(self.rows, cells, strict=True):
            row[index] = cell

    def _add(self, field_name: str, heading: str | None) -> int:
        column = next(column for column in ALL_READ[self.target] if column.field == field_name)
        self.headings.append(heading or DEDUCED.format(column.heading))
        self.placed[len(self.headings) - 1] = column
        for row in self.rows:
            row.append("")
        return len(self.headings) - 1

    def change(self, index: int | None, new: Callable[[Any], Any]) -> None:
        """Write each cell of a column anew."""
        if index is None:
            return
        for row in self.rows:
            row[index] = new(row[index])

    def leave_out(self, why: Sequence[str | None]) -> None:
        """Set aside the rows that have a reason to be."""
        kept = [(row, line) for row, line, reason in zip(self.rows, self.lines, why, strict=True) if not reason]
        self.skipped += [(line, reason) for line, reason in zip(self.lines, why, strict=True) if reason]
        self.rows, self.lines = [row for row, _ in kept], [line for _, line in kept]


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def table_of(
    target: Target,
    sheet: str,
    line: int | None,
    headings: list[str],
    placed: dict[int, Column],
    rows: Sequence[Cells],
    lines: Sequence[int],
) -> Table:
    """Make every row as wide as the headings, blank rows aside."""
    width = max((len(headings), *map(len, rows)))
    headings = headings + [""] * (width - len(headings))
    filled = [(row + [""] * (width - len(row)), at) for row, at in zip(rows, lines, strict=True) if _says(row)]
    table = Table(target, sheet, line, headings, placed, [row for row, _ in filled], [at for _, at in filled])
    table.skipped = [(at, BLANK) for row, at in zip(rows, lines, strict=True) if not _says(row)]
    return table


def _says(row: Cells) -> bool:
    return any(cell != "" for cell in row)
