"""The list of computers that GLPI exports as CSV, 10 and 11, with its defects mended."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.kinds import DAY, STATUS

OF_COMPUTERS = frozenset(
    map(
        heading_key,
        (
            "Système d’exploitation - Nom",
            "Composants - Processeur",
            "Operating System - Name",
            "Components - Processor",
        ),
    )
)
MARKS = OF_COMPUTERS | {heading_key("Dernière modification"), heading_key("Last update")}
SEVERAL = re.compile(r"\s*(?:<br ?/?>|<hr ?/?>|\n)\s*", re.IGNORECASE)
DATE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})( [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
TREE = " > "
UNSURE = (
    "Rien dans ce fichier ne dit si le mois ou le jour vient en premier : "
    "réglez le format de date « AAAA-MM-JJ » dans vos préférences de GLPI et exportez de nouveau."
)
Rows = list[list[Any]]


def is_glpi(header: Header) -> bool:
    """Recognise the list by the headings that only GLPI writes."""
    return any(heading_key(heading) in MARKS for heading in header.headings)


def usual_category(header: Header) -> DeviceCategory | None:
    """Give what a row without a type is all the same: a list that has systems or processors is of computers."""
    found = any(heading_key(heading) in OF_COMPUTERS for heading in header.headings)
    return DeviceCategory.COMPUTER if found else None


def mend(rows: Rows, placed: Mapping[int, Column]) -> tuple[Rows, frozenset[int]]:
    """Give the rows in our own writing, and the columns of dates whose order nothing settles."""
    clean = [[_clean(cell) for cell in row] for row in rows]
    order = _order(cell for row in clean for cell in row)
    days = [index for index, column in placed.items() if column.kind is DAY]
    unsure = frozenset(index for index in days if order is None and _has_dates(clean, index))
    states = [index for index, column in placed.items() if column.kind is STATUS]
    return [_rewrite(row, days, states, order) for row in clean], unsure


def _clean(cell: Any) -> Any:
    """Write several values with commas; GLPI 10 turns a quote into two apostrophes, trees may be escaped."""
    if not isinstance(cell, str):
        return cell
    return SEVERAL.sub(", ", html.unescape(cell).strip()).replace("''", '"')


def _order(cells: Iterable[Any]) -> str | None:
    """Settle the order of the dates of the whole file: « dmy », « mdy », or None when nothing does."""
    found = [match for cell in cells if isinstance(cell, str) and (match := DATE.fullmatch(cell))]
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[2]) > 12 for match in found)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def _has_dates(rows: Rows, index: int) -> bool:
    return any(index < len(row) and isinstance(row[index], str) and DATE.fullmatch(row[index]) for row in rows)


def _rewrite(row: list[Any], days: list[int], states: list[int], order: str | None) -> list[Any]:
    changed = {index: _iso(row[index], order) for index in days if index < len(row)}
    changed |= {index: _leaf(row[index]) for index in states if index < len(row)}
    return [changed.get(index, cell) for index, cell in enumerate(row)]


def _iso(cell: Any, order: str | None) -> Any:
    found = DATE.fullmatch(cell) if isinstance(cell, str) else None
    if not found or order is None:
        return cell
    day, month = (found[1], found[2]) if order == "dmy" else (found[2], found[1])
    return f"{found[3]}-{month:0>2}-{day:0>2}"


def _leaf(cell: Any) -> Any:
    """Keep the last word of a tree of statuses (« Parc > En service »)."""
    return cell.rsplit(TREE, 1)[-1] if isinstance(cell, str) else cell
