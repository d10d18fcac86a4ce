"""Tables written as XLSX, ODS or CSV: the one way out; no cell ever starts a formula."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from inventaire.spreadsheets.escaping import guard
from inventaire.spreadsheets.ods import write_ods
from inventaire.spreadsheets.sheets import Plain, Sheet, plain
from inventaire.spreadsheets.xlsx import write_xlsx


def write_table(target: Path | BinaryIO, form: str, sheets: Sequence[Sheet]) -> None:
    """Write sheets to a path or an open file, in « xlsx », « ods » or « csv » (one sheet only)."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_table(file, form, sheets)
    elif form == "csv":
        (sheet,) = sheets
        _write_csv(target, sheet)
    else:
        {"xlsx": write_xlsx, "ods": write_ods}[form](target, sheets)


def _write_csv(target: BinaryIO, sheet: Sheet) -> None:
    """Write what French spreadsheets open at once: UTF-8 with its mark, semicolons, decimal commas."""
    text = io.TextIOWrapper(target, "utf-8-sig", newline="")
    rows = csv.writer(text, delimiter=";")
    rows.writerow([guard(heading) for heading in sheet.headings])
    rows.writerows([_written(plain(value)) for value in row] for row in sheet.rows)
    text.detach()


def _written(value: Plain) -> str:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return _figures(value)
    return "" if value is None else str(value)


def _figures(value: float) -> str:
    """Write a number; three decimals would read as thousands: they are made four."""
    text = f"{Decimal(repr(value)):f}".replace(".", ",")
    return f"{text}0" if len(text.partition(",")[2]) == 3 else text
