"""The tables of a sheet kept by hand, one below the other, each under headings of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.spreadsheets.header import Header, find_header
from inventaire.spreadsheets.sections import Section, is_place
from inventaire.spreadsheets.words import exact_category

FIGURE = re.compile("[0-9]")
SURE = 3  # headings known in a row that may as well be one of the lines above a table
TELL_APART = frozenset(("name", "manufacturer", "model", "serial", "uuid", "inventory_number", "ledger_number"))
AGAIN = "Autre tableau de la même feuille\u00a0: ses titres de colonne sont à la ligne {line}."
COUNTS = (
    "Le tableau dont les titres sont à la ligne {line} ne fait que compter les matériels par sorte\u00a0: "
    "il n’est pas importé, ils y seraient deux fois."
)
SUMMARY = (
    "Cette feuille ne fait que compter les matériels par sorte : elle n’est pas importée, ils y seraient deux fois. "
    "Si elle en compte d’autres, corrigez sa lecture."
)
SUMS_UP = re.compile("recap|synthese|bilan|statistique|stat|tcd|tableau croise|total|nombre|compte|pivot")
Rows = Sequence[Sequence[Any]]


class Table(NamedTuple):
    """Where a table stands in its sheet: its headings, and its lines, titles included, counted from 0."""

    header: Header
    top: int
    bottom: int


def tables_of(rows: Rows, header: Header, sheet: str) -> list[Table]:
    """Give the tables of a sheet of which one row of headings was found: those above it, it, those below."""
    headers = [header]
    while above := _above(rows, headers[0], sheet):
        headers.insert(0, above)
    starts = [0, *(_start(rows, each.line - 1) for each in headers[1:])]
    for found, line in _below(rows, header, sheet):
        headers.append(found)
        starts.append(_start(rows, line))
    return [Table(*each) for each in zip(headers, starts, [*starts[1:], len(rows)], strict=True)]


def titled(rows: Rows, table: Table, sheet: str) -> Section:
    """Say what the name of the sheet and the titles above a table tell of its rows: a kind of hardware, a place."""
    category = exact_category(sheet)
    said = Section(category, sheet if is_place(sheet) else None, category)
    for row in rows[table.top : table.header.line - 1]:
        text = _alone(row)
        if text and (exact_category(text) or is_place(text)):
            said = said.under(text)
    return said


def only_counts(header: Header) -> bool:
    """Say whether a table counts machines by kind, and tells none from another."""
    fields = {column.field for column in header.placed.values()}
    return header.target is Target.DEVICES and "quantity" in fields and TELL_APART.isdisjoint(fields)


def is_summary(sheet: str) -> bool:
    """Say whether the name of a sheet announces what is told elsewhere."""
    return any(map(SUMS_UP.fullmatch, key(sheet).split())) or bool(SUMS_UP.match(key(sheet)))


def _above(rows: Rows, header: Header, sheet: str) -> Header | None:
    """Find a table above the headings that are best known, parted from them by a title or a blank row."""
    found = find_header(rows[: header.line - 1], sheet)
    if found is None or len(found.placed) < SURE or not _is_headings(rows[found.line - 1]):
        return None
    start = _start(rows, header.line - 1)
    has_rows = any(len(_said(row)) > 1 for row in rows[found.line : start])
    return found if has_rows and start < header.line - 1 else None


def _below(rows: Rows, header: Header, sheet: str) -> Iterator[tuple[Header, int]]:
    """Find headings anew below a title or a blank row, other than those above; each with its first line, from 0."""
    current = header
    for line in range(header.line + 1, len(rows)):
        if _is_lone(rows[line - 1]) and _may_begin(rows[line], current):
            found = find_header(rows[line : line + 2], _title_above(rows, line) or sheet)
            if found and dict(found.placed) != dict(current.placed):
                current = replace(found, line=found.line + line)
                yield current, line


def _may_begin(row: Sequence[Any], header: Header) -> bool:
    """Tell headings from data: texts without figures, none of which is a kind of hardware where one is expected."""
    kinds = [index for index, column in header.placed.items() if column.field == "category" and index < len(row)]
    return _is_headings(row) and not any(exact_category(str(row[index])) for index in kinds)


def _is_headings(row: Sequence[Any]) -> bool:
    said = _said(row)
    return len(said) > 1 and all(isinstance(cell, str) and not FIGURE.search(cell) for cell in said)


def _start(rows: Rows, line: int) -> int:
    """Give the first line of a table, its titles and the blank rows above it included."""
    while line and _is_lone(rows[line - 1]):
        line -= 1
    return line


def _title_above(rows: Rows, line: int) -> str:
    return next((text for row in (rows[line - 1], rows[line - 2]) if (text := _alone(row))), "")


def _alone(row: Sequence[Any]) -> str:
    said = _said(row)
    return str(next(iter(said))) if len(said) == 1 else ""


def _is_lone(row: Sequence[Any]) -> bool:
    """Tell a blank row or a title; the cells of one that is merged across are the same up to the last."""
    return len(row) - row.count("") < 2 or (row[-1] == row[-2] and len(_said(row)) < 2)


def _said(row: Sequence[Any]) -> set[Any]:
    """Give the different things that a row says: a title that is merged across says one."""
    return set(row) - {""}
