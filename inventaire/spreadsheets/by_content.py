"""What a column of a list kept by hand holds, told by its cells where its heading says nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inventaire.domain.imports import Target
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.screens import category_in

LOOKED_AT = 60  # rows
FEWEST = 2  # kinds of hardware that must be understood
MOST = 0.6  # of the cells that are filled

CATEGORY = next(column for column in TABLES[Target.DEVICES] if column.field == "category")


def with_category(header: Header, rows: Sequence[Sequence[Any]]) -> Header:
    """Take for the category the column whose cells name kinds of hardware, where no heading says which it is."""
    if header.target is not Target.DEVICES or CATEGORY in header.placed.values():
        return header
    free = [index for index, heading in enumerate(header.headings) if heading and index not in header.placed]
    found = max(free, key=lambda index: _named(rows, index), default=None)
    if found is None or not _named(rows, found):
        return header
    return replace(header, placed=dict(sorted({**header.placed, found: CATEGORY}.items())))


def _named(rows: Sequence[Sequence[Any]], index: int) -> int:
    """Count the cells of a column that name a kind of hardware; none unless most of them do."""
    cells = [row[index] for row in rows[:LOOKED_AT] if index < len(row) and row[index] != ""]
    named = sum(isinstance(cell, str) and category_in(cell) is not None for cell in cells)
    return named if named >= max(FEWEST, MOST * len(cells)) else 0
