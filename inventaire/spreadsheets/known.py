"""A list of a known product, read: its rows mended, then understood as any other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from inventaire.spreadsheets.corrections import NOTHING_SAID, SheetCorrection
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.ignored import USERS, ignored_columns
from inventaire.spreadsheets.kinds import DAY, DAY_1904, Kind
from inventaire.spreadsheets.layouts.registry import headings_of
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.originals import Original, original_of
from inventaire.spreadsheets.readings import Confidence, Layout, SheetReading
from inventaire.spreadsheets.rows import RowReader
from inventaire.spreadsheets.sections import Section

SUPPOSED = (
    "Ce format est supposé d’après sa documentation, aucun fichier réel n’a encore été vu : vérifiez l’aperçu, et si "
    "vous le pouvez, envoyez un exemple anonymisé à votre interlocuteur du logiciel."
)
UNKNOWN_KIND = (
    "Rien ne dit ce que liste ce fichier de GLPI : mettez-le dans son nom (« ordinateurs », « moniteurs », "
    "« imprimantes », « réseau », « téléphones ») et recommencez si les catégories ne conviennent pas."
)
Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reading must know from elsewhere: are people kept, where are days counted from, what was corrected."""

    people: bool
    since_1904: bool
    correction: SheetCorrection = NOTHING_SAID


def read_known(
    about: SheetReading, sheet: Mapping[str, Any], rows: Rows, known: tuple[Shape, int], asked: Asked
) -> list[SheetReading]:
    """Read the rows of a known list, and beside them what they say of something else."""
    shape, line = known
    if shape.refused:
        return [replace(about, left_out=shape.refused, top=())]
    headings = headings_of(rows[line - 1])
    found = []
    for each in (shape, shape.beside) if shape.beside else (shape,):
        table = each.table(rows, line, sheet["name"], sheet.get("lines"))
        table.date_order = asked.correction.date_order
        each.mend(table)
        sure = Confidence.CERTAIN if "listing" in sheet else each.confidence(headings)
        told = replace(about, layout=each.layout, confidence=sure, supposed=each.supposed, packages=each.packages)
        found.append(_read(told, sheet, table, each, asked, rows))
    return [reading for rank, reading in enumerate(found) if reading.rows or not rank]


def _read(
    about: SheetReading, sheet: Mapping[str, Any], table: Table, shape: Shape, asked: Asked, received: Rows
) -> SheetReading:
    header = table.header()
    private = [index for index, column in header.placed.items() if column.personal and not asked.people]
    reasons = {**table.reasons, **dict.fromkeys(private, USERS)}
    kinds = kinds_of(header, reasons, since_1904=asked.since_1904)
    as_received = Original() if "lines" in sheet else original_of(header, received, kinds, reasons, shape.why)
    reader = RowReader(header, kinds, shape.usual)
    return replace(
        about,
        target=table.target,
        header_row=table.line,
        read=tuple((header.headings[index], header.placed[index].field) for index in kinds),
        ignored=ignored_columns(header, reasons, shape.why),
        rows=tuple(reader.read(table.rows, zip(table.lines, repeat(Section()), strict=False))),
        skipped=tuple(table.skipped),
        notes=_notes(sheet, table, shape),
        unsettled_dates=tuple(table.unsettled),
        original=as_received,
        machines=(asked.correction.machine,) if asked.correction.machine else tuple(sheet.get("machines", ())),
    )


def _notes(sheet: Mapping[str, Any], table: Table, shape: Shape) -> tuple[str, ...]:
    supposed = [SUPPOSED] if shape.supposed else []
    unknown = [UNKNOWN_KIND] if shape.layout is Layout.GLPI_ASSETS else []
    return (*sheet["notes"], *supposed, *unknown, *dict.fromkeys(table.notes))


def kinds_of(header: Header, reasons: Mapping[int, str], *, since_1904: bool) -> Mapping[int, Kind]:
    """Give how each column that is read is understood."""
    kinds = {index: column.kind for index, column in header.placed.items() if index not in reasons}
    return {index: DAY_1904 if since_1904 and kind is DAY else kind for index, kind in kinds.items()}
