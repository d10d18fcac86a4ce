"""The lines that an import gives back, refused or to be settled: as they came, each with its reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.imports import Outcome
from inventaire.domain.partial_date import PartialDate
from inventaire.models import ImportRow, db
from inventaire.services.imports.batch import get_import
from inventaire.services.privacy import hidden_fields
from inventaire.services.wording import headings, in_words
from inventaire.spreadsheets.ignored import ADDED
from inventaire.spreadsheets.sheets import Marked, Sheet, Written

GIVEN_BACK = (Outcome.REFUSED, Outcome.ASKED)
NONE = "L’import n°\u00a0{} n’a aucune ligne refusée ni à trancher."
SEVERAL = "Plusieurs feuilles sont à corriger, et un CSV n’en tient qu’une\u00a0: demandez un .ods ou un .xlsx."
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # signs that XLSX refuses in the name of a sheet
LONGEST_NAME = 31


class Column(NamedTuple):
    """A column to be written: its heading, the field read under it, its place among the kept cells."""

    heading: str
    field: str | None = None
    place: int | None = None


def refused_sheets(number: int, form: str) -> list[Sheet]:
    """Lay out the lines to be mended, a sheet for each of the file's. Raises NotFound when there are none.

    Mended and imported again, the lines are understood: the columns added here are not read.
    """
    batch = get_import(number)
    lines = select(ImportRow).where(ImportRow.import_id == batch.id, ImportRow.outcome.in_(GIVEN_BACK))
    rows = db.session.scalars(lines.order_by(ImportRow.part, ImportRow.line, ImportRow.id)).all()
    parts = [(batch.files[part], list(found)) for part, found in groupby(rows, key=lambda row: row.part)]
    if not parts:
        raise NotFound(NONE.format(number))
    if form == "csv" and len(parts) > 1:
        raise Refusal(SEVERAL)
    names = _names(part for part, _ in parts)
    return [_sheet(name, part, found) for name, (part, found) in zip(names, parts, strict=True)]


def _names(parts: Iterator[Mapping[str, Any]]) -> list[str]:
    """Name the sheets as the file did, each once: the name of a sheet may say what is in it."""
    names: list[str] = []
    for part in parts:
        name = FORBIDDEN.sub(" ", part["sheet"] or Path(part["file"]).stem).strip(" '")[:LONGEST_NAME] or "Lignes"
        taken = name.casefold() in {each.casefold() for each in names}
        names.append(f"{name[: LONGEST_NAME - 4]} {len(names) + 1}" if taken else name)
    return names


def _sheet(name: str, part: Mapping[str, Any], rows: Sequence[ImportRow]) -> Sheet:
    columns = [*(told := _own_columns(part)), *_more_columns(told, rows)]
    laid = ([*_cells(row, columns), row.line, _faulty(row), row.reason] for row in rows)
    return Sheet(name, [*(column.heading for column in columns), *ADDED], laid)


def _own_columns(part: Mapping[str, Any]) -> list[Column]:
    """Give the columns of the file; those that were added to lines once refused are made anew."""
    kept = [Column(heading, field, place) for place, (heading, field) in enumerate(part.get("columns", ()))]
    added = set(ADDED) if set(ADDED) <= {column.heading for column in kept} else set()
    hidden = hidden_fields()
    return [column for column in kept if column.heading not in added and column.field not in hidden]


def _more_columns(told: Sequence[Column], rows: Sequence[ImportRow]) -> Iterator[Column]:
    """Give columns to what the file said elsewhere, such as a title of section, and to what it did not say."""
    words, known = headings(), {column.field for column in told} | hidden_fields()
    fields = {field: words.get(field, field) for row in rows for field in row.values if field not in known}
    yield from (Column(heading, field) for field, heading in fields.items())
    there = {column.heading for column in told} | {words.get(column.field or "") for column in told}
    faulty = dict.fromkeys(fault["column"] for row in rows for fault in row.faults)
    yield from (Column(heading) for heading in faulty if heading and heading not in {*there, *fields.values()})


def _cells(row: ImportRow, columns: Sequence[Column]) -> Iterator[Written]:
    words, faulty = headings(), {fault["column"] for fault in row.faults}
    for column in columns:
        value = _cell(row, column.place, column.field)
        yield Marked(value) if faulty & {column.heading, words.get(column.field or "")} else value


def _cell(row: ImportRow, place: int | None, field: str | None) -> Any:
    """Give a cell as it came; a date that was understood is written so that it is again, alone in its file."""
    known = in_words(row.target.value, field, row.values.get(field)) if field else None
    cell = row.cells[place] if row.cells and place is not None else None
    if isinstance(known, PartialDate) or cell in (None, ""):
        return known
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell


def _faulty(row: ImportRow) -> str:
    return ", ".join(dict.fromkeys(fault["column"] for fault in row.faults if fault["column"]))
