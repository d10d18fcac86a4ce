"""What a workbook says, as far as it can be understood: pure, over the JSON of the reading child."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from inventaire.domain.values import Cell, key
from inventaire.spreadsheets import glpi
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.escaping import unguard
from inventaire.spreadsheets.header import Header, find_header
from inventaire.spreadsheets.ignored import USERS, ignored_columns
from inventaire.spreadsheets.kinds import DAY, DAY_1904, Kind
from inventaire.spreadsheets.limits import HEADER_ZONE
from inventaire.spreadsheets.readings import Layout, RowReading, SheetReading
from inventaire.spreadsheets.rows import RowReader
from inventaire.spreadsheets.sections import Section, Sorter
from inventaire.spreadsheets.words import exact_category

EXPLANATIONS = frozenset(map(key, ("Légende", "Listes", "Paramètres", "Lisez-moi", "Mode d’emploi")))
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
Rows = list[list[Any]]


def understand(workbook: Mapping[str, Any], *, people: bool = False) -> list[SheetReading]:
    """Read every sheet; `people` says that the organisation keeps the users of its machines."""
    return [_sheet(workbook, sheet, people=people) for sheet in workbook["sheets"]]


def _sheet(workbook: Mapping[str, Any], sheet: Mapping[str, Any], *, people: bool) -> SheetReading:
    about = SheetReading(workbook["format"], sheet["name"], workbook["encoding"], workbook["delimiter"])
    rows = [[_decoded(cell, workbook["format"]) for cell in row] for row in sheet["rows"]]
    header = find_header(rows, sheet["name"])
    if sheet["hidden"] or header is None or key(sheet["name"]) in EXPLANATIONS:
        return replace(about, left_out=_left_out(sheet))
    layout = _layout(header)
    rows, reasons = _mended(rows, header, layout, people=people)
    kinds = _kinds(header, reasons, since_1904=workbook["date1904"])
    read = tuple((header.headings[index], header.placed[index].field) for index in kinds)
    about = replace(about, target=header.target, layout=layout, header_row=header.line, read=read)
    about = replace(about, ignored=ignored_columns(header, reasons), notes=_notes(sheet, workbook, layout))
    sorter = Sorter(header, frozenset(sheet["merged_lines"]))
    usual = glpi.usual_category(header) if layout is Layout.GLPI_COMPUTERS else None
    return _with_rows(about, rows, RowReader(header, kinds, usual), sorter)


def _left_out(sheet: Mapping[str, Any]) -> str:
    if sheet["hidden"]:
        return HIDDEN
    if key(sheet["name"]) in EXPLANATIONS:
        return EXPLAINS
    return NO_HEADING if sheet["rows"] else BLANK


def _decoded(cell: Any, form: str) -> Cell:
    if isinstance(cell, dict):
        moment = datetime.fromisoformat(cell["date"])
        return date(moment.year, moment.month, moment.day)
    return unguard(cell) if form == "csv" and isinstance(cell, str) else cell


def _layout(header: Header) -> Layout:
    ours = {column.heading for column in TABLES[header.target]}
    if all(heading in ours for heading in header.headings if heading):
        return Layout.TEMPLATE
    return Layout.GLPI_COMPUTERS if glpi.is_glpi(header) else Layout.MUNICIPAL


def _mended(rows: Rows, header: Header, layout: Layout, *, people: bool) -> tuple[Rows, Mapping[int, str]]:
    """Mend what is known of the layout, and say why columns that we know are not read all the same."""
    unsure: frozenset[int] = frozenset()
    if layout is Layout.GLPI_COMPUTERS:
        rows, unsure = glpi.mend(rows, header.placed)
    private = [index for index, column in header.placed.items() if column.personal and not people]
    return rows, {**dict.fromkeys(unsure, glpi.UNSURE), **dict.fromkeys(private, USERS)}


def _kinds(header: Header, reasons: Mapping[int, str], *, since_1904: bool) -> Mapping[int, Kind]:
    kinds = {index: column.kind for index, column in header.placed.items() if index not in reasons}
    return {index: DAY_1904 if since_1904 and kind is DAY else kind for index, kind in kinds.items()}


def _notes(sheet: Mapping[str, Any], workbook: Mapping[str, Any], layout: Layout) -> tuple[str, ...]:
    coloured = layout is Layout.MUNICIPAL and workbook["format"] != "csv"
    return (*sheet["notes"], *([COLOURS] if coloured else []))


def _with_rows(about: SheetReading, rows: Rows, reader: RowReader, sorter: Sorter) -> SheetReading:
    """Read what is below the headings; what is not data is told line by line."""
    category = exact_category(about.sheet)
    section = Section(category, None, category)
    skipped = [(line, TITLE) for line, row in enumerate(rows[: sorter.header.line - 1], start=1) if row]
    read: list[RowReading] = []
    for line, row in enumerate(rows[sorter.header.line :], start=sorter.header.line + 1):
        why = sorter.skipped(row)
        title = None if why else sorter.title(row, line, section)
        if title:
            section = section.under(title)
            why = HEADING.format(text=title)
        if why:
            skipped.append((line, why))
        else:
            read.append(reader.read(row, line, section))
    return replace(about, rows=tuple(read), skipped=tuple(skipped))
