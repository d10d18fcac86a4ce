"""Sheets written as ODS, row after row: a zip and a few lines of XML, with nothing kept in memory."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import BinaryIO

from inventaire.spreadsheets.sheets import Marked, Plain, Sheet, Written, plain

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = re.compile(r"(?<= ) +|^ +| +$")
CHOSEN_ROWS = 1_000  # rows that offer the choices of a list
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
STYLES = (
    '<office:automatic-styles><number:date-style style:name="jour"><number:day number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="date" style:family="table-cell" style:data-style-name="jour"/>'
    '<style:style style:name="titre" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="faute" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#fff2cc"/></style:style>'
    '<style:style style:name="date-fausse" style:family="table-cell" style:data-style-name="jour">'
    '<style:table-cell-properties fo:background-color="#fff2cc"/></style:style>'
    '<style:style style:name="large" style:family="table-column">'
    '<style:table-column-properties style:column-width="4.5cm"/></style:style>'
    '<style:style style:name="visible" style:family="table"><style:table-properties table:display="true"/>'
    '</style:style><style:style style:name="masquee" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
START = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
    f"{STYLES}<office:body><office:spreadsheet>"
)
COLUMNS = '<table:table-column table:style-name="large" table:number-columns-repeated="{count}"/>'
TEXT = '<table:table-cell office:value-type="string">{text}</table:table-cell>'
HEADING = '<table:table-cell table:style-name="titre" office:value-type="string">{text}</table:table-cell>'
DAY = '<table:table-cell table:style-name="date" office:value-type="date" office:date-value="{day:%Y-%m-%d}"/>'
NUMBER = '<table:table-cell office:value-type="float" office:value="{number!r}"/>'
CHOSEN = '<table:table-cell table:content-validation-name="{rule}"/>'
BLANK = "<table:table-cell/>"
CELL, MARKED_CELL = "<table:table-cell", '<table:table-cell table:style-name="faute"'
STYLED_DAY, MARKED_DAY = ' table:style-name="faute" table:style-name="date"', ' table:style-name="date-fausse"'
END = "</office:spreadsheet></office:body></office:document-content>"


def write_ods(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write sheets; a text cell is typed as such, so that it never is a formula."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)  # first and not compressed, says the format
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        with archive.open("content.xml", "w") as content:
            for piece in _content(sheets):
                content.write(piece.encode())


def _content(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield START + _validations(sheets)
    for sheet in sheets:
        style = "masquee" if sheet.hidden else "visible"
        yield f'<table:table table:name="{escape(sheet.name)}" table:style-name="{style}">'
        yield COLUMNS.format(count=len(sheet.headings))
        yield _row(HEADING.format(text=_paragraphs(heading)) for heading in sheet.headings)
        yield from (_row(_cell(value) for value in row) for row in sheet.rows)
        yield _chosen_rows(sheet) + "</table:table>"
    yield END


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Written) -> str:
    cell = _plain_cell(plain(value))
    if not isinstance(value, Marked):
        return cell
    return cell.replace(CELL, MARKED_CELL, 1).replace(STYLED_DAY, MARKED_DAY, 1)


def _plain_cell(value: Plain) -> str:
    if value is None or value == "":
        return BLANK
    if isinstance(value, str):
        return TEXT.format(text=_paragraphs(value))
    return DAY.format(day=value) if isinstance(value, date) else NUMBER.format(number=value)


def _paragraphs(text: str) -> str:
    """Write a text, whose lines and repeated spaces have elements of their own."""
    return "".join(f"<text:p>{SPACES.sub(_space, escape(line))}</text:p>" for line in text.split("\n"))


def _space(found: re.Match[str]) -> str:
    return f'<text:s text:c="{len(found[0])}"/>'


def _validations(sheets: Sequence[Sheet]) -> str:
    from openpyxl.utils import get_column_letter

    rules = [
        f'<table:content-validation table:name="{_rule(sheet, index)}" table:allow-empty-cell="true" '
        'table:display-list="unsorted" table:condition="of:cell-content-is-in-list('
        f'[$Listes.${(letter := get_column_letter(choices.column + 1))}$2:.${letter}${choices.count + 1}])"/>'
        for sheet in sheets
        for index, choices in sheet.choices.items()
    ]
    return f"<table:content-validations>{''.join(rules)}</table:content-validations>" if rules else ""


def _rule(sheet: Sheet, index: int) -> str:
    return f"{escape(sheet.name)}-{index}"


def _chosen_rows(sheet: Sheet) -> str:
    """Leave blank rows that offer the choices."""
    if not sheet.choices:
        return ""
    columns = range(len(sheet.headings))
    cells = [CHOSEN.format(rule=_rule(sheet, index)) if index in sheet.choices else BLANK for index in columns]
    return f'<table:table-row table:number-rows-repeated="{CHOSEN_ROWS}">{"".join(cells)}</table:table-row>'
