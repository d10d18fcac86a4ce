"""Sheets written as XLSX, row after row."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO

from inventaire.spreadsheets.sheets import Marked, Plain, Sheet, Written, plain

DAY_FORMAT = "dd/mm/yyyy"
WIDTH = 20  # characters
MARK = "FFF2CC"  # the ground of a cell to be mended, as in ods.py
CHOSEN_ROWS = 5_000  # rows that offer the choices of a list


def write_xlsx(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write sheets; texts stay texts, whatever they start with."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _lay_out(page, sheet)
        page.append(list(_headings(page, sheet)))
        for row in sheet.rows:
            page.append([_written(page, value) for value in row])
    book.save(target)


def _lay_out(page: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.sheet_state = "hidden" if sheet.hidden else "visible"
    page.freeze_panes = "A2"
    for index in range(len(sheet.headings)):
        page.column_dimensions[get_column_letter(index + 1)].width = WIDTH
    for index, choices in sheet.choices.items():
        source, letter = get_column_letter(choices.column + 1), get_column_letter(index + 1)
        rule = DataValidation("list", f"Listes!${source}$2:${source}${choices.count + 1}", allow_blank=True)
        rule.add(f"{letter}2:{letter}{CHOSEN_ROWS + 1}")
        page.data_validations.append(rule)


def _headings(page: Any, sheet: Sheet) -> Iterator[Any]:
    from openpyxl.styles import Font

    for heading in sheet.headings:
        cell = _text(page, heading)
        cell.font = Font(bold=True)
        yield cell


def _written(page: Any, value: Written) -> Any:
    cell = _cell(page, plain(value))
    return _marked(page, cell) if isinstance(value, Marked) else cell


def _marked(page: Any, made: Any) -> Any:
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.styles import PatternFill

    cell = made if isinstance(made, Cell) else WriteOnlyCell(page, made)
    cell.fill = PatternFill("solid", MARK)
    return cell


def _cell(page: Any, value: Plain) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str) and value.startswith(("=", "#")):
        return _text(page, value)
    if isinstance(value, date):
        cell = WriteOnlyCell(page, datetime.combine(value, time()))
        cell.number_format = DAY_FORMAT
        return cell
    return value


def _text(page: Any, value: str) -> Any:
    """Make a cell whose text stays a text: the library takes « =1 » for a formula, « #N/A » for an error."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    return cell
