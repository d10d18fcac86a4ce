"""The row of headings: found among the first rows, on one row or two, by the headings we know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.columns import ALL_READ
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.limits import HEADER_ZONE

SHEET_WORDS = {
    Target.CONTRACTS: ("contrat", "marche"),
    Target.APPLICATIONS: ("logiciel", "application", "licence", "abonnement", "progiciel"),
    Target.PURCHASES: ("achat", "facture", "commande", "depense"),
    Target.DEVICES: ("materiel", "parc", "poste", "ordinateur", "ecran", "imprimante", "equipement"),
}

OWN_OF_PURCHASES = frozenset(("nature", "recycled", "supplier_area", "supplier_place", "used_since"))


def _known(columns: Sequence[Column]) -> Mapping[str, tuple[Column, int]]:
    known: dict[str, tuple[Column, int]] = {}
    for column in columns:
        for rank, heading in enumerate(column.headings()):
            known.setdefault(heading_key(heading), (column, rank))
    return known


KNOWN = {target: _known(columns) for target, columns in ALL_READ.items()}
Names = list[tuple[str, ...]]  # for each column, what it may be called, likeliest first; () without heading


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet: the line of the last row of headings (from 1), and each column's place."""

    target: Target
    line: int
    headings: tuple[str, ...]
    placed: Mapping[int, Column]


def find_header(rows: Sequence[Sequence[Any]], sheet: str) -> Header | None:
    """Find the row, or two rows, with the most known headings: two at least, unless there is one column."""
    zone = rows[:HEADER_ZONE]
    found = [header for header in (*_single(zone), *_double(zone)) if not _is_doubtful(header, sheet)]
    best = max(found, key=lambda header: _weight(header, sheet), default=None)
    return best if best and _enough(best) else None


def header_at(rows: Sequence[Sequence[Any]], line: int, target: Target, fields: Mapping[int, str]) -> Header:
    """Take the headings where a person says that they are, each column for the field that is given."""
    columns = {column.field: column for column in ALL_READ[target]}
    headings = tuple(_tidy(str(cell)) for cell in (rows[line - 1] if line <= len(rows) else ()))
    placed = {index: columns[name] for index, name in sorted(fields.items()) if name in columns}
    wider = max((index + 1 for index in placed), default=0) - len(headings)
    return Header(target, line, headings + ("",) * wider, placed)


def guessed_fields(row: Sequence[Any], target: Target) -> dict[int, str]:
    """Give what the headings of a row would be read as, by index."""
    names: Names = [(_tidy(cell),) if isinstance(cell, str) and cell.strip() else () for cell in row]
    return {index: column.field for index, column in _place(names, target).items()}


def _single(rows: Sequence[Sequence[Any]]) -> Iterator[Header]:
    for line, row in enumerate(rows, start=1):
        names: Names = [(_tidy(cell),) if isinstance(cell, str) and cell.strip() else () for cell in row]
        yield from (_header(target, line, names) for target in Target)


def _double(rows: Sequence[Sequence[Any]]) -> Iterator[Header]:
    for line, (top, bottom) in enumerate(pairwise(rows), start=2):
        targets = [target for target in Target if _is_second(bottom, target)]
        yield from (_header(target, line, _both(top, bottom)) for target in targets)


def _tidy(heading: str) -> str:
    """Write a heading on one line."""
    return " ".join(heading.split())


def _both(top: Sequence[Any], bottom: Sequence[Any]) -> Names:
    names: Names = []
    for column in range(max(len(top), len(bottom))):
        over, under = (_tidy(str(row[column])) if column < len(row) else "" for row in (top, bottom))
        both = (f"{over} {under}", f"{under} {over}") if over and under and over != under else ()
        names.append((*both, *(name for name in (under, over) if name)))
    return names


def _is_second(row: Sequence[Any], target: Target) -> bool:
    """Tell a second row of headings from data: half of it, two cells at least, are known headings."""
    cells = [cell for cell in row if cell != ""]
    found = sum(isinstance(cell, str) and heading_key(cell) in KNOWN[target] for cell in cells)
    return found >= 2 and found * 2 >= len(cells)


def _header(target: Target, line: int, names: Names) -> Header:
    return Header(target, line, tuple(name[0] if name else "" for name in names), _place(names, target))


def _place(names: Names, target: Target) -> Mapping[int, Column]:
    """Give each field its best column: our own heading first, then the likeliest synonym."""
    best: dict[str, tuple[int, int]] = {}
    for index, alternatives in enumerate(names):
        found = next((known for name in alternatives if (known := KNOWN[target].get(heading_key(name)))), None)
        if found:
            column, rank = found
            best[column.field] = min(best.get(column.field, (rank, index)), (rank, index))
    columns = {column.field: column for column in ALL_READ[target]}
    return {index: columns[field] for field, (_, index) in sorted(best.items(), key=lambda one: one[1][1])}


def _weight(header: Header, sheet: str) -> float:
    """Count the known headings; the name of the sheet, then the required column, part what is equal."""
    required = any(column.required for column in header.placed.values())
    return len(header.placed) + _is_hinted(header, sheet) / 2 + required / 4


def _is_doubtful(header: Header, sheet: str) -> bool:
    """Doubt that a sheet lists purchases unless it says so: an inventory has dates, words and prices too."""
    if header.target is not Target.PURCHASES or _is_hinted(header, sheet):
        return False
    return OWN_OF_PURCHASES.isdisjoint(column.field for column in header.placed.values())


def _is_hinted(header: Header, sheet: str) -> bool:
    return any(word in key(sheet) for word in SHEET_WORDS[header.target])


def _enough(header: Header) -> bool:
    filled = sum(map(bool, header.headings))
    needed = any(column.required for column in header.placed.values())
    return len(header.placed) >= 2 or (filled == 1 and needed)
