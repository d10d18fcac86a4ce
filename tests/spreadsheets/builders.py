"""Spreadsheets made at run time, good and bad, each stating only what its test is about."""

import zipfile
from pathlib import Path

from inventaire.domain.plain import plain
from inventaire.spreadsheets.understanding import understand

FILES = Path(__file__).parents[1] / "files"
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


def a_workbook(rows, *, sheet="Feuille1", form="xlsx", **changes):
    """Give what the reading child would, for one sheet."""
    page = {"name": sheet, "hidden": False, "dated": True, "rows": rows, "merged_lines": [], "notes": []}
    known = {key: changes.pop(key) for key in list(changes) if key in page}
    return {
        "format": form,
        "encoding": None,
        "delimiter": None,
        "date1904": False,
        "sheets": [page | known],
    } | changes


def reading_of(rows, **changes):
    people = changes.pop("people", False)
    (reading,) = understand(a_workbook(rows, **changes), people=people)
    return reading


def values_of(rows, **changes):
    return [dict(row.values) for row in reading_of(rows, **changes).rows]


def plainly(values):
    """Write values as the reading of a sheet gives them."""
    return {field: plain(value) for field, value in values.items()}


def a_zip(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def an_xlsx(path, **more):
    """Give the smallest container that has the look of an XLSX."""
    return a_zip(path, {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>"} | more)


def an_ods(path, **more):
    return a_zip(path, {"mimetype": SHEETS, "META-INF/manifest.xml": "<manifest/>", "content.xml": "<x/>"} | more)


def a_real_xlsx(path, rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path
