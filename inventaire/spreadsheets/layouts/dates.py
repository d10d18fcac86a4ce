"""Dates of an export: which of the day and the month comes first is settled for the whole file."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from inventaire.spreadsheets.kinds import DAY
from inventaire.spreadsheets.layouts.table import Table

DATE = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[ T].*)?")
ALONE = re.compile(rf"\n[^\S\n]*{DATE.pattern}(?=\n)")  # on a line, among many
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T].+")
MOST_DAYS, MOST_MONTHS = 31, 12
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
UNSURE = "Rien dans ce fichier ne dit si le mois ou le jour vient en premier : {mend}"


def settle_dates(table: Table, mend: str, usual: str | None = None) -> None:
    """Write the dates of a table day first; `usual` is their order when the file does not tell.

    Where neither tells, the columns that hold such dates are not read, and `mend` says what to do.
    """
    days = [index for index, column in table.placed.items() if column.kind is DAY]
    proved = orders_proved(table.rows, days)
    said = table.date_order or (usual if not proved else None)
    order = next(iter(proved)) if len(proved) == 1 else said
    for index in days:
        if order:
            table.change(index, partial(day_first, order=order))
        elif any(_written(cell) for cell in table.cells(index)):
            table.reasons[index] = UNSURE.format(mend=mend)
            table.unsettled.append(table.headings[index])
        table.change(index, _day_alone)


def _written(cell: Any) -> re.Match[str] | None:
    return DATE.fullmatch(cell.strip()) if isinstance(cell, str) else None


def orders_proved(rows: Sequence[Sequence[Any]], days: Sequence[int]) -> set[str]:
    """Give the orders that some date proves, two when they contradict each other; `days` are the columns of dates.

    A year of two digits makes a date in a column of dates only.
    """
    different = set().union(*rows)
    anywhere = "\n".join(["", *(cell for cell in different if cell.__class__ is str), ""])
    in_days = {row[index] for row in rows for index in days if index < len(row)}
    found = [match for match in ALONE.finditer(anywhere) if len(match[4]) == 4]
    found += [match for cell in in_days if (match := _written(cell))]
    pairs = {(int(match[1]), int(match[3])) for match in found}
    dates = [pair for pair in pairs if max(pair) <= MOST_DAYS and min(pair) <= MOST_MONTHS]
    day_first = any(first > MOST_MONTHS for first, _ in dates)
    month_first = any(second > MOST_MONTHS for _, second in dates)
    return {order for order, proved in ((DAY_FIRST, day_first), (MONTH_FIRST, month_first)) if proved}


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
