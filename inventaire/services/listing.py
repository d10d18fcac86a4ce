"""A page of a long list, the same for every subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from inventaire.models import db

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Fifty rows of a list, and where they stand in it (number from 1)."""

    rows: Sequence[Any]
    number: int
    total: int

    @property
    def first(self) -> int:
        """Give the rank of the first row shown, from 1."""
        return (self.number - 1) * SIZE + 1

    @property
    def last(self) -> int:
        """Give the rank of the last row shown."""
        return min(self.number * SIZE, self.total)

    @property
    def previous(self) -> int | None:
        """Give the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Give the page after."""
        return self.number + 1 if self.last < self.total else None


def page_of(query: Select[*tuple[Any, ...]], number: int, counted: Select[*tuple[Any, ...]]) -> Page:
    """Run a sorted query for one page; `counted` has the same filters and no order.

    A first page that is not full is the whole: nothing is counted.
    """
    first = db.session.execute(query.limit(SIZE)).all() if number <= 1 else ()
    if number <= 1 and len(first) < SIZE:
        return Page(first, 1, len(first))
    whole = select(func.count()).select_from(counted.subquery())
    total = db.session.scalar(whole.execution_options(**counted.get_execution_options())) or 0
    number = max(1, min(number, -(-total // SIZE) or 1))
    rows = first or db.session.execute(query.limit(SIZE).offset((number - 1) * SIZE)).all()
    return Page(rows, number, total)


def page_among(rows: Sequence[Any], number: int) -> Page:
    """Give a page of a list that is at hand."""
    number = max(1, min(number, -(-len(rows) // SIZE) or 1))
    return Page(rows[(number - 1) * SIZE : number * SIZE], number, len(rows))


def holding(columns: Sequence[Any], text: str) -> ColumnElement[bool]:
    """Say that one of these columns holds a text anywhere, whatever its case; its own % and _ are taken as they are."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # LIKE minds no case on SQLite: to write both sides small first would take three times as long
    compare = "like" if db.engine.dialect.name == "sqlite" else "ilike"
    return or_(*(getattr(column, compare)(f"%{escaped}%", escape="\\") for column in columns))
