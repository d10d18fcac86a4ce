"""Tables that stand side by side in a sheet, parted by a column without heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from inventaire.spreadsheets.header import Header, find_header
from inventaire.spreadsheets.tables import Table

Rows = list[list[Any]]
FEWEST = 2  # fields that both say, without which a blank heading parts nothing


def side_by_side(rows: Rows, table: Table, sheet: str) -> Iterator[tuple[Rows, Table]]:
    """Give each table with the rows as they are for it; one that stands alone has them all."""
    spans = list(_spans(table.header.headings))
    parts = [[_only(row, span) for row in rows] for span in spans] if len(spans) > 1 else []
    headers = [find_header([part[table.header.line - 1]], sheet) for part in parts]
    found = [header for header in headers if header]
    if len(found) < len(headers) or not any(_says_the_same(found[0], other) for other in found[1:]):
        yield rows, table
        return
    for part, header in zip(parts, found, strict=True):
        yield part, table._replace(header=replace(header, line=table.header.line))


def _spans(headings: Sequence[str]) -> Iterator[range]:
    """Give the runs of columns that have a heading."""
    for is_titled, run in groupby(range(len(headings)), key=lambda index: bool(headings[index])):
        places = list(run)
        if is_titled:
            yield range(places[0], places[-1] + 1)


def _says_the_same(one: Header, other: Header) -> bool:
    fields = [{column.field for column in header.placed.values()} for header in (one, other)]
    return one.target is other.target and len(fields[0] & fields[1]) >= FEWEST


def _only(row: Sequence[Any], span: range) -> list[Any]:
    """Give the cells of some columns in their places, up to the last that is filled."""
    kept = [cell if index in span else "" for index, cell in enumerate(row[: span.stop])]
    while kept and kept[-1] == "":
        kept.pop()
    return kept
