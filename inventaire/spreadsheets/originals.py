"""A sheet as it was received, so that the rows that are refused can be given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.domain.values import Cell
from inventaire.spreadsheets.header import KNOWN, Header
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.ignored import PERSONAL, REASONS, USERS, is_secret
from inventaire.spreadsheets.kinds import Kind

PRIVATE = frozenset((USERS, PERSONAL))
NO_REASON: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Original:
    """The columns that may be given back: place, heading, the field read there if any; and the rows as they came.

    Names of users are not among the cells: they are kept with what was read, and go with it. Nor are secrets.
    """

    columns: tuple[tuple[int, str, str | None], ...] = ()
    personal: frozenset[int] = frozenset()
    rows: Sequence[Sequence[Cell]] = ()

    def headings(self) -> list[list[str | None]]:
        """Give each column its heading and its field."""
        return [[heading, field] for _, heading, field in self.columns]

    def cells(self, line: int) -> list[Any]:
        """Give the cells of a line (from 1) as JSON keeps them."""
        row = self.rows[line - 1]
        return [_kept(row[place]) if self._has(row, place) else None for place, _, _ in self.columns]

    def _has(self, row: Sequence[Cell], place: int) -> bool:
        return place < len(row) and place not in self.personal


def original_of(
    header: Header,
    rows: Sequence[Sequence[Cell]],
    kinds: Mapping[int, Kind],
    reasons: Mapping[int, str],
    of_layout: Mapping[str, str] = NO_REASON,
) -> Original:
    """Say what may be given back of a sheet.

    `kinds` has the columns that are read, `reasons` why others are not, `of_layout` why some headings are not in
    the lists of a known product.
    """
    width = max((len(row) for row in rows), default=0)
    headings = (*header.headings, *[""] * (width - len(header.headings)))[:width]  # without those that were deduced
    kept = [
        (place, _heading(header, place, heading), header.placed[place].field if place in kinds else None)
        for place, heading in enumerate(headings)
        if not is_secret(heading)
        and PRIVATE.isdisjoint(
            (reasons.get(place), REASONS.get(heading_key(heading)), of_layout.get(heading_key(heading)))
        )
    ]
    personal = frozenset(place for place in kinds if header.placed[place].personal)
    return Original(tuple(kept), personal, rows)


def _heading(header: Header, place: int, heading: str) -> str:
    """Give a heading on one row: one that stood on two is known again only under our own name."""
    column = header.placed.get(place)
    known = KNOWN[header.target].get(heading_key(heading))
    return heading if column is None or (known and known[0] is column) else column.heading


def _kept(cell: Cell) -> Any:
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell
