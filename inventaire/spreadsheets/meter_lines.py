"""Readings of meters in a spreadsheet: one a row, under headings found among the first rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from inventaire.domain import written_dates
from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.domain.formats import number as written
from inventaire.domain.values import boolean, is_empty, number, text
from inventaire.spreadsheets.cells import read_cells
from inventaire.spreadsheets.container import check_upload
from inventaire.spreadsheets.escaping import unguard
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.limits import HEADER_ZONE

HEADINGS = {
    "meter": "Compteur",
    "read_on": "Date du relevé",
    "value": "Valeur",
    "unit": "Unité",
    "begins_on": "Début de la période",
    "replaced": "Compteur remplacé",
}
SYNONYMS = {
    "meter": ("nom du compteur", "nom", "point de mesure"),
    "read_on": ("date", "relevé le", "fin de la période", "fin", "jour"),
    "value": ("index", "consommation", "kwh", "pages", "quantité"),
    "unit": ("unités",),
    "begins_on": ("début", "depuis le"),
    "replaced": ("remplacé", "remise à zéro"),
}
KNOWN = {heading_key(word): name for name, own in HEADINGS.items() for word in (own, *SYNONYMS[name])}
NEEDED = ("meter", "read_on", "value")
MOST = 1_000  # rows that a page can show and be confirmed from
NO_HEADING = (
    "Ce fichier n’a pas les colonnes «\u00a0Compteur\u00a0», «\u00a0Date du relevé\u00a0» et «\u00a0Valeur\u00a0»"
    "\u00a0: ajoutez-les, ou partez de l’export des relevés."
)
TOO_MANY = "Ce fichier a plus de {} relevés\u00a0: partagez-le et recommencez."
MISSING = "Il manque «\u00a0{}\u00a0» sur cette ligne."


@dataclass(frozen=True, slots=True)
class MeterLine:
    """A row of a file: where it stands, what it says, and why it cannot be read if it cannot."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str | None = None


def read_meter_lines(path: Path, filename: str) -> list[MeterLine]:
    """Read the readings of every sheet that has some. Raises UnreadableFile or TooLarge with a sentence."""
    check_upload(path, filename)
    workbook = read_cells(path, filename)
    books = workbook.get("members", [workbook])
    found = [lines for book in books for sheet in book["sheets"] if (lines := _sheet(sheet["rows"], book)) is not None]
    if not found:
        raise UnreadableFile(NO_HEADING)
    lines = [line for some in found for line in some]
    if len(lines) > MOST:
        raise TooLarge(TOO_MANY.format(written(MOST)))
    return lines


def _sheet(rows: Sequence[Sequence[Any]], book: Mapping[str, Any]) -> list[MeterLine] | None:
    for rank, row in enumerate(rows[:HEADER_ZONE]):
        names = [KNOWN.get(heading_key(str(cell))) for cell in row]
        places = {name: place for place, name in reversed(list(enumerate(names))) if name}
        if all(name in places for name in NEEDED):
            return list(_lines(rows[rank + 1 :], rank + 2, places, since_1904=bool(book.get("date1904"))))
    return None


def _lines(
    rows: Sequence[Sequence[Any]], first: int, places: Mapping[str, int], *, since_1904: bool
) -> Iterator[MeterLine]:
    for line, row in enumerate(rows, start=first):
        cells = {name: _cell(row[place]) for name, place in places.items() if place < len(row)}
        known = {name: cell for name, cell in cells.items() if not is_empty(cell)}
        if known:
            yield _line(line, known, since_1904=since_1904)


def _line(line: int, cells: Mapping[str, Any], *, since_1904: bool) -> MeterLine:
    def day(cell: Any) -> Any:
        return written_dates.day(cell, system_1904=since_1904)

    kinds: dict[str, Callable[[Any], Any]] = {
        "meter": lambda cell: text(cell, 120),
        "read_on": day,
        "value": lambda cell: number(cell, {}),
        "unit": lambda cell: text(cell, 40),
        "begins_on": day,
        "replaced": boolean,
    }
    missing = next((name for name in NEEDED if name not in cells), None)
    if missing:
        return MeterLine(line, fault=MISSING.format(HEADINGS[missing]))
    try:
        return MeterLine(line, {name: kinds[name](cell) for name, cell in cells.items()})
    except ValueError as why:
        return MeterLine(line, {"meter": str(cells["meter"])[:120]}, str(why))


def _cell(cell: Any) -> Any:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["date"][:10])
    return unguard(cell) if isinstance(cell, str) else cell
