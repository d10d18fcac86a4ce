"""Merged areas: only the first cell has the value; here the others get it where that is sound."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from inventaire.spreadsheets.limits import COLUMNS, HEADER_ZONE, ROWS

TABLE = re.compile(rb"<table:table[ >].*?</table:table>", re.DOTALL)
ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)/?>")


class Area(NamedTuple):
    """A merged area, rows and columns counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def areas_of_ods(path: Path) -> list[list[Area]]:
    """Give the merged areas of each sheet of an ODS: the reader of cells does not."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    if b"-spanned=" not in content:
        return []
    return [list(_areas(table.group())) for table in TABLE.finditer(content)]


def _areas(table: bytes) -> Iterator[Area]:
    line = 0
    for row in ROW.finditer(table):
        if b"-spanned=" in (row[2] or b""):
            yield from _areas_of_row(row[2], line)
        line += _attribute(row[1], b"number-rows-repeated")


def _areas_of_row(row: bytes, line: int) -> Iterator[Area]:
    column = 0
    for cell in CELL.finditer(row):
        height, width = (_attribute(cell[1], b"number-%s-spanned" % way) for way in (b"rows", b"columns"))
        if (height, width) != (1, 1):
            yield Area(line, column, line + height - 1, column + width - 1)
        column += _attribute(cell[1], b"number-columns-repeated")


def _attribute(tag: bytes, name: bytes) -> int:
    found = re.search(rb'table:%s="([0-9]{1,9})"' % name, tag)
    return int(found[1]) if found else 1


def fill(rows: list[list[Any]], areas: list[Area]) -> list[int]:
    """Spread texts over their merged area; give the lines (from 1) that hold a cell merged across.

    Downwards everywhere (one site for five machines), across in the zone of titles and
    headings only; never a number, which would be counted twice.
    """
    for area in areas:
        value = _at(rows, area.top, area.left)
        if isinstance(value, str) and value:
            _spread(rows, area, value)
    return sorted({area.top + 1 for area in areas if area.right > area.left})


def _spread(rows: list[list[Any]], area: Area, value: str) -> None:
    right = min(area.right, COLUMNS - 1) if area.top < HEADER_ZONE else area.left
    for row in rows[area.top : min(area.bottom, ROWS + HEADER_ZONE) + 1]:
        row.extend([""] * (right + 1 - len(row)))
        row[area.left : right + 1] = [value] * (right + 1 - area.left)


def _at(rows: list[list[Any]], line: int, column: int) -> Any:
    return rows[line][column] if line < len(rows) and column < len(rows[line]) else ""
