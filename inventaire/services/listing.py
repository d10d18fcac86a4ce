"""A page of a long list, the same for every subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

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
    """Run a sorted query for one page; `counted` has the same filters and no order."""
    whole = select(func.count()).select_from(counted.subquery())
    total = db.session.scalar(whole.execution_options(**counted.get_execution_options())) or 0
    number = max(1, min(number, -(-total // SIZE) or 1))
    rows = db.session.execute(query.limit(SIZE).offset((number - 1) * SIZE)).all()
    return Page(rows, number, total)


def page_among(rows: Sequence[Any], number: int) -> Page:
    """Give a page of a list that is at hand."""
    number = max(1, min(number, -(-len(rows) // SIZE) or 1))
    return Page(rows[(number - 1) * SIZE : number * SIZE], number, len(rows))


def like(text: str) -> str:
    """Give the pattern that finds a text anywhere, its own % and _ taken as they are."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
