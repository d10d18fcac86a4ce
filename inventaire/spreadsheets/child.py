"""The reading of one spreadsheet, run alone in a confined process: cells as they are, in JSON.

{"format", "encoding", "delimiter", "date1904", "sheets": [{"name", "hidden", "dated", "rows", "merged_lines",
"notes"}]}; a cell is a text, a number, a boolean, or {"date": ISO} in a sheet that is dated; a blank row is [];
lines count from 1. A zip gives {"members": [one such for each table]}; what a package manager printed has in
its sheet "listing", the "lines" of its rows and the "machines" that its name may stand for.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventaire.confinement import serve_lines
from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets.archive import counts_from_1904, read_through
from inventaire.spreadsheets.cells import cut
from inventaire.spreadsheets.container import CUT, LOCKED, check_upload
from inventaire.spreadsheets.delimited import decode, read_delimited
from inventaire.spreadsheets.limits import CELL_CHARACTERS, COLUMNS, EMPTY_ROWS, HEADER_ZONE, ROWS, SHEETS
from inventaire.spreadsheets.listings import machines_named, read_listing
from inventaire.spreadsheets.members import MANY_ROWS, read_members, rows_in
from inventaire.spreadsheets.merged import Area, areas_of_ods, fill
from inventaire.spreadsheets.persons import forget_persons

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

NOTHING: Mapping[str, str] = {}
MANY_COLUMNS = f"Plus de {COLUMNS} colonnes dans la feuille « {{sheet}} » : ôtez-en et recommencez."
LONG_CELL = (
    f"Plus de {CELL_CHARACTERS:_} caractères dans une cellule".replace("_", "\u202f")
    + " (feuille « {sheet} », ligne {line}) : raccourcissez-la et recommencez."
)
MANY_SHEETS = f"Plus de {SHEETS} feuilles : partagez le classeur et recommencez."
STOPPED = f"Lecture arrêtée à la ligne {{line}} : {EMPTY_ROWS:_} lignes vides de suite.".replace("_", "\u202f")


def parse(path: Path, filename: str, said: Mapping[str, str] = NOTHING) -> dict[str, Any]:
    """Read a spreadsheet, whatever its format; raises UnreadableFile or TooLarge with a sentence.

    `said` may give the « encoding » and the « delimiter » of a text.
    """
    form = check_upload(path, filename)
    if form == "zip":
        return {"members": list(read_members(path, parse))}
    workbook = _text(path, filename, said) if form == "csv" else _workbook(path, form)
    if rows_in([workbook]) > ROWS + HEADER_ZONE:
        raise TooLarge(MANY_ROWS)
    return {"format": form, **workbook}


def pieces(path: Path, filename: str, said: Mapping[str, str] = NOTHING) -> Iterator[Any]:
    """Do so in pieces, for `read_cells`."""
    return cut(parse(path, filename, said))


def _text(path: Path, filename: str, said: Mapping[str, str]) -> dict[str, Any]:
    """Read a text: what a package manager printed, or rows parted by a separator."""
    encoding, text = decode(path.read_bytes(), said.get("encoding"))
    stem = Path(filename.replace("\\", "/")).stem
    listing = None if "delimiter" in said else read_listing(text)
    if listing:
        form, kind, rows, lines = listing
        sheet = _sheet(stem, rows) | {"listing": kind, "lines": lines, "machines": machines_named(stem)}
        return {"format": form, "encoding": encoding, "delimiter": None, "date1904": False, "sheets": [sheet]}
    delimiter, table, notes = read_delimited(text, said.get("delimiter"))
    sheet = _sheet(stem, table)
    sheet["notes"] += notes
    return {"encoding": encoding, "delimiter": delimiter, "date1904": False, "sheets": [sheet]}


def _workbook(path: Path, form: str) -> dict[str, Any]:
    """Read a workbook while a thread unfolds it to check it, which takes as long; what was read waits for its word."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(_checked, path, form)
        try:
            with CalamineWorkbook.from_path(path) as book:
                sheets = list(_sheets(book, checked))
            checked.result()
        except PasswordError:
            raise UnreadableFile(LOCKED) from None
        except CalamineError:
            checked.result()  # may know better what is wrong
            raise UnreadableFile(CUT) from None
    since_1904 = form == "xlsx" and counts_from_1904(path)
    return {"encoding": None, "delimiter": None, "date1904": since_1904, "sheets": sheets}


def _checked(path: Path, form: str) -> list[list[Area]]:
    """Read a container through, then give the merged areas that the reader of cells does not."""
    if form != "xls":
        read_through(path)
    return areas_of_ods(path) if form == "ods" else []


def _sheets(book: "CalamineWorkbook", checked: "Future[list[list[Area]]]") -> Iterator[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if len(book.sheets_metadata) > SHEETS:
        raise TooLarge(MANY_SHEETS)
    for index, known in enumerate(book.sheets_metadata):
        if known.visible != SheetVisibleEnum.Visible or known.typ != SheetTypeEnum.WorkSheet:
            yield {**_sheet(known.name, []), "hidden": True}
            continue
        sheet = book.get_sheet_by_index(index)
        areas = _areas(sheet, checked.result()[index : index + 1])
        yield _sheet(known.name, sheet.iter_rows(), areas, _left(sheet))


def _left(sheet: "CalamineSheet") -> int:
    return sheet.start[1] if sheet.start else 0


def _areas(sheet: "CalamineSheet", found: list[list[Area]]) -> list[Area]:
    if found:
        return found[0]
    return [Area(*first, *last) for first, last in sheet.merged_cell_ranges or ()]


def _sheet(name: str, rows: Iterable[list[Any]], areas: Iterable[Area] = (), left: int = 0) -> dict[str, Any]:
    """Keep the rows of a sheet up to its last filled one; the reader leaves out blank columns on the left."""
    kept: list[list[Any]] = []
    filled, notes, cells = 0, [], _Cells()
    for line, row in enumerate(rows, start=1):
        if line - filled > EMPTY_ROWS:
            notes.append(STOPPED.format(line=filled + EMPTY_ROWS))
            break
        try:
            kept.append(cells.row(row))
        except OverflowError:
            raise TooLarge(LONG_CELL.format(sheet=name, line=line)) from None
        if len(kept[-1]) > COLUMNS:
            raise TooLarge(MANY_COLUMNS.format(sheet=name))
        filled = line if kept[-1] else filled
    del kept[filled:]
    forget_persons(kept)
    shifted = [area._replace(left=area.left - left, right=area.right - left) for area in areas]
    merged = fill(kept, [area for area in shifted if area.left >= 0])
    facts = {"name": name, "hidden": False, "dated": cells.dated}
    return {**facts, "rows": kept, "merged_lines": merged, "notes": notes}


class _Cells(dict[str, str]):
    """The cells of a sheet, each different text looked at once: blank ones say nothing.

    Raises OverflowError for a text that is too long; `dated` says whether there was a date.
    """

    dated = False

    def __missing__(self, text: str) -> str:
        if len(text) > CELL_CHARACTERS:
            raise OverflowError
        self[text] = kept = "" if text.isspace() else text
        return kept

    def row(self, row: list[Any]) -> list[Any]:
        """Give a row as JSON keeps it, up to its last filled cell."""
        cells = [
            self[cell] if cell.__class__ is str else cell if cell.__class__ is float else self._other(cell)
            for cell in row
        ]
        while cells and cells[-1] == "":
            cells.pop()
        return cells

    def _other(self, cell: Any) -> Any:
        if isinstance(cell, date):
            self.dated = True
            return {"date": cell.isoformat()}
        return str(cell) if isinstance(cell, time | timedelta) else cell


if __name__ == "__main__":
    serve_lines(pieces)
