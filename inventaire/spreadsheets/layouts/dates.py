"""Dates of an export: which of the day and the month comes first is settled for the whole file."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from inventaire.spreadsheets.kinds import DAY
from inventaire.spreadsheets.layouts.table import Table

DATE = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[ T].*)?")
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T].+")
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
UNSURE = "Rien dans ce fichier ne dit si le mois ou le jour vient en premier : {mend}"


def settle_dates(table: Table, mend: str, usual: str | None = None) -> None:
    """Write the dates of a table day first; `usual` is their order when the file does not tell.

    Where neither tells, the columns that hold such dates are not read, and `mend` says what to do.
    """
    proved = _orders(cell for row in table.rows for cell in row)
    order = table.date_order or (next(iter(proved), usual) if len(proved) < 2 else None)
    for index in [index for index, column in table.placed.items() if column.kind is DAY]:
        if order:
            table.change(index, partial(day_first, order=order))
        elif any(_written(cell) for cell in table.cells(index)):
            table.reasons[index] = UNSURE.format(mend=mend)
            table.unsettled.append(table.headings[index])
        table.change(index, _day_alone)


def _written(cell: Any) -> re.Match[str] | None:
    return DATE.fullmatch(cell.strip()) if isinstance(cell, str) else None


def _orders(cells: Iterable[Any]) -> set[str]:
    """Give the orders that some date proves: two when they contradict each other."""
    found = [match for cell in cells if (match := _written(cell))]
    proofs = {
        DAY_FIRST: any(int(match[1]) > 12 for match in found),
        MONTH_FIRST: any(int(match[3]) > 12 for match in found),
    }
    return {order for order, proved in proofs.items() if proved}


def day_first(cell: Any, order: str) -> Any:
    """Write a date day first, without its time, knowing its order."""
    found = _written(cell)
    if not found:
        return cell
    day, month = (found[1], found[3]) if order == DAY_FIRST else (found[3], found[1])
    return f"{day}/{month}/{found[4]}"


def _day_alone(cell: Any) -> Any:
    """Take the time off a date."""
    found = ISO.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found[1] if found else cell
