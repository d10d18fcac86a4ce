"""A sheet to be written: plain cells, whatever the format."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from inventaire.domain.imports import Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Term
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.kinds import Value

Plain: TypeAlias = str | int | float | date | None
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the words of a closed list stand in the sheet « Listes »: its column, and how many they are."""

    column: int
    count: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A value to be mended: its cell has a ground of its own in a workbook."""

    value: Value | date | None


Written: TypeAlias = Value | date | Marked | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, headings, rows; `choices` by index of column, for sheets that people fill in."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Written]]
    choices: Mapping[int, Choices] = field(default_factory=dict)
    hidden: bool = False


def sheet_of(
    target: Target, records: Iterable[Mapping[str, Value | None]], hidden: Collection[str] = frozenset()
) -> Sheet:
    """Lay records out in the columns of the template, so that the export imports back; `hidden` fields stay out."""
    columns = [column for column in TABLES[target] if column.field not in hidden]
    rows = ([record.get(column.field) for column in columns] for record in records)
    return Sheet(target.label, [column.heading for column in columns], rows)


def plain(value: Written) -> Plain:
    """Turn a value into what a cell holds.

    A date that is not whole stays a text (« 03/2019 », « 2019 »); no tab, which ODS would lose.
    """
    if isinstance(value, Marked):
        return plain(value.value)
    if isinstance(value, PartialDate):
        return _date(value)
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, str):
        return UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return value


def _date(value: PartialDate) -> Plain:
    if value.month is None:
        return f"{value.year:04}"
    if value.day is None:
        return f"{value.month:02}/{value.year:04}"
    return value.first_day()
