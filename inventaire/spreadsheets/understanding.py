"""What a workbook says, as far as it can be understood: pure, over the JSON of the reading child."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from inventaire.domain.values import Cell, is_ditto, key
from inventaire.spreadsheets.by_content import with_category
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.corrections import Corrections
from inventaire.spreadsheets.escaping import unguard
from inventaire.spreadsheets.examples import NAMES
from inventaire.spreadsheets.header import Header, find_header, header_at
from inventaire.spreadsheets.ignored import ADDED, USERS, ignored_columns
from inventaire.spreadsheets.kinds import DAY
from inventaire.spreadsheets.known import Asked, kinds_of, read_known
from inventaire.spreadsheets.layouts.dates import DAY_FIRST, MONTH_FIRST, day_first, orders_proved
from inventaire.spreadsheets.layouts.registry import LISTINGS, recognise
from inventaire.spreadsheets.limits import HEADER_ZONE
from inventaire.spreadsheets.originals import original_of
from inventaire.spreadsheets.persons import STAFF, is_staff
from inventaire.spreadsheets.readings import Confidence, Layout, SheetReading
from inventaire.spreadsheets.rows import RowReader
from inventaire.spreadsheets.sections import Section, Sorter
from inventaire.spreadsheets.side_by_side import side_by_side
from inventaire.spreadsheets.tables import AGAIN, COUNTS, SUMMARY, Table, is_summary, only_counts, tables_of, titled

EXPLANATIONS = frozenset(
    map(key, ("Légende", "Listes", "Paramètres", "Lisez-moi", "Mode d’emploi", "Exemples", *NAMES.values()))
)
HIDDEN = "Feuille masquée : affichez-la dans votre tableur pour l’importer."
EXPLAINS = "Feuille d’explications : elle n’est pas importée."
BLANK = "Feuille vide."
NO_HEADING = (
    f"Aucun titre de colonne reconnu dans les {HEADER_ZONE} premières lignes : "
    "il en faut deux au moins, par exemple « Nom » et « Catégorie »."
)
COLOURS = "Les couleurs et les commentaires de cellule ne sont pas lus : seules les valeurs le sont."
TITLE = "Titre, au-dessus des colonnes."
HEADING = "Titre de section ou note : « {text} »."
HALF = 0.5
SHOWN = HEADER_ZONE + 5  # first rows that a correction is made from
UNSURE_DATES = (
    "Des dates de ce fichier semblent écrites le mois d’abord : dites-le en corrigeant la lecture de la feuille."
)
NOT_WANTED = "Feuille laissée de côté, comme vous l’avez demandé."
Rows = list[list[Any]]


def understand(
    workbook: Mapping[str, Any], *, people: bool = False, corrections: Corrections | None = None
) -> list[SheetReading]:
    """Read every sheet; `people` says that the organisation keeps the users of its machines."""
    books = workbook.get("members", [workbook])
    sheets = [(book, sheet) for book in books for sheet in book["sheets"]]
    said = corrections or Corrections()
    return [
        replace(reading, rank=rank)
        for rank, (book, sheet) in enumerate(sheets)
        for reading in _sheet(book, sheet, rank, said, people=people)
    ]


def _sheet(
    workbook: Mapping[str, Any], sheet: Mapping[str, Any], rank: int, said: Corrections, *, people: bool
) -> list[SheetReading]:
    about = SheetReading(workbook["format"], sheet["name"], workbook["encoding"], workbook["delimiter"])
    if sheet.get("left_out"):
        return [replace(about, left_out=sheet["left_out"])]
    rows = [_dated(row) for row in sheet["rows"]] if sheet["dated"] else sheet["rows"]
    if workbook["format"] == "csv":
        rows = [_unguarded(row) for row in rows]
    correction, line = said.of_sheet(rank, rows)
    about = replace(about, top=tuple(map(tuple, rows[:SHOWN])), correction=correction, is_remembered=line is not None)
    if correction.ditto:
        rows = list(copied_down(rows))
    if correction.left_out or sheet["hidden"]:
        return [replace(about, left_out=NOT_WANTED if correction.left_out else HIDDEN)]
    asked = Asked(people, workbook["date1904"], correction)
    if correction.target:
        header = header_at(rows, line or correction.header_row or 1, correction.target, correction.fields)
        return _tables(about, workbook, sheet, rows, header, asked)
    return _recognised(about, workbook, sheet, rows, asked)


def _recognised(
    about: SheetReading, workbook: Mapping[str, Any], sheet: Mapping[str, Any], rows: Rows, asked: Asked
) -> list[SheetReading]:
    """Read a sheet as what it is recognised to be."""
    if "listing" in sheet:
        return read_known(about, sheet, rows, (LISTINGS[sheet["listing"]], 1), asked)
    if key(sheet["name"]) in EXPLANATIONS and workbook["delimiter"] is None:
        return [replace(about, left_out=EXPLAINS)]
    header = find_header(rows, sheet["name"])
    is_template = header is not None and _is_template(header)
    known = None if is_template else recognise(rows, sheet["name"])
    if not known and any(map(is_staff, rows[:HEADER_ZONE])):
        return [replace(about, left_out=STAFF, top=())]
    if known:
        return read_known(about, sheet, rows, known, asked)
    if header is None:
        return [replace(about, left_out=NO_HEADING if rows else BLANK)]
    return _tables(about, workbook, sheet, rows, header, asked)


def _tables(
    about: SheetReading,
    workbook: Mapping[str, Any],
    sheet: Mapping[str, Any],
    rows: Rows,
    header: Header,
    asked: Asked,
) -> list[SheetReading]:
    """Read the tables of a sheet; those of a sheet of ours are one, whatever its rows say."""
    if _is_template(header):
        return [_read(about, workbook, sheet, rows, Table(header, 0, len(rows)), asked)]
    if only_counts(header) and is_summary(about.sheet) and not asked.correction.target:
        return [replace(about, left_out=SUMMARY)]
    tables = tables_of(rows, header, about.sheet)
    placed = [
        each
        for table in tables
        for each in ([(rows, table)] if asked.correction.target else side_by_side(rows, table, about.sheet))
    ]
    first, *others = placed
    return [
        _read(about, workbook, sheet, *first, asked),
        *(
            replace(about, left_out=COUNTS.format(line=each.header.line))
            if only_counts(each.header)
            else _again(_read(about, workbook, sheet, its_rows, each, asked))
            for its_rows, each in others
        ),
    ]


def _again(reading: SheetReading) -> SheetReading:
    """Tell a table that is not the first of its sheet."""
    return replace(reading, notes=(AGAIN.format(line=reading.header_row),))


def _read(
    about: SheetReading,
    workbook: Mapping[str, Any],
    sheet: Mapping[str, Any],
    rows: Rows,
    table: Table,
    asked: Asked,
) -> SheetReading:
    """Read a table of our own template, or one that is kept by hand."""
    if not asked.correction.target:
        table = table._replace(header=with_category(table.header, rows[table.header.line : table.bottom]))
    header = table.header
    ours = _is_template(header)
    layout = Layout.TEMPLATE if ours else Layout.MUNICIPAL
    private = [index for index, column in header.placed.items() if column.personal and not asked.people]
    reasons = dict.fromkeys(private, USERS)
    days = [index for index, column in header.placed.items() if column.kind is DAY]
    proved = orders_proved(rows[header.line : table.bottom], days)
    if proved == {MONTH_FIRST} and not asked.correction.date_order:
        reasons |= dict.fromkeys(days, UNSURE_DATES)
        about = replace(about, unsettled_dates=tuple(header.headings[index] for index in days))
    kinds = kinds_of(header, reasons, since_1904=asked.since_1904)
    about = replace(about, original=original_of(header, rows, kinds, reasons))
    if asked.correction.date_order == MONTH_FIRST and proved != {DAY_FIRST}:
        rows = _day_first(rows, days)
    read = tuple((header.headings[index], header.placed[index].field) for index in kinds)
    about = replace(about, target=header.target, layout=layout, header_row=header.line, read=read)
    about = replace(about, confidence=_confidence(header, layout), ignored=ignored_columns(header, reasons))
    about = replace(about, notes=_notes(sheet, workbook, layout))
    return _with_rows(
        about,
        rows,
        table,
        RowReader(header, kinds, ours=ours, by_hand=not ours),
        Sorter(header, frozenset(sheet["merged_lines"]), ours),
    )


def _day_first(rows: Rows, places: Sequence[int]) -> Rows:
    """Write the dates of some columns, month first, the other way round."""
    return [
        [day_first(cell, MONTH_FIRST) if index in places else cell for index, cell in enumerate(row)] for row in rows
    ]


def copied_down(rows: Rows) -> Iterator[list[Cell]]:
    """Give each « idem » the value of the row above; one that has nothing above stays."""
    above: list[Cell] = []
    for row in rows:
        row = [
            above[at] if is_ditto(cell) and at < len(above) and above[at] != "" else cell for at, cell in enumerate(row)
        ]
        above = row or above
        yield row


def _unguarded(row: list[Cell]) -> list[Cell]:
    return [unguard(cell) if cell.__class__ is str else cell for cell in row]


def _dated(row: list[Any]) -> list[Cell]:
    if dict not in map(type, row):
        return row
    return [datetime.fromisoformat(cell["date"]).date() if cell.__class__ is dict else cell for cell in row]


def _is_template(header: Header) -> bool:
    ours = {column.heading for column in TABLES[header.target]} | set(ADDED)
    return all(heading in ours for heading in header.headings if heading)


def _confidence(header: Header, layout: Layout) -> Confidence:
    """Be sure of our own headings; of others, by the share of them that is understood."""
    if layout is Layout.TEMPLATE:
        return Confidence.CERTAIN
    understood = len(header.placed) / max(1, sum(map(bool, header.headings)))
    return Confidence.LIKELY if understood >= HALF else Confidence.TO_CHECK


def _notes(sheet: Mapping[str, Any], workbook: Mapping[str, Any], layout: Layout) -> tuple[str, ...]:
    coloured = layout is Layout.MUNICIPAL and workbook["format"] != "csv"
    return (*sheet["notes"], *([COLOURS] if coloured else []))


def _with_rows(about: SheetReading, rows: Rows, table: Table, reader: RowReader, sorter: Sorter) -> SheetReading:
    """Read what is below the headings; what is not data is told line by line."""
    section, first = titled(rows, table, about.sheet), table.header.line
    above = enumerate(rows[table.top : first - 1], start=table.top + 1)
    skipped = [(line, TITLE) for line, row in above if row]
    data: Rows = []
    places: list[tuple[int, Section]] = []
    for line, row in enumerate(rows[first : table.bottom], start=first + 1):
        why = sorter.skipped(row)
        title = None if why else sorter.title(row, line, section)
        if title:
            section = section.under(title)
            why = HEADING.format(text=title)
        if why:
            skipped.append((line, why))
        else:
            data.append(row)
            places.append((line, section))
    return replace(about, rows=tuple(reader.read(data, places)), skipped=tuple(skipped))
