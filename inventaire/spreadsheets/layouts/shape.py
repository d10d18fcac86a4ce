"""One list of one product: the headings that betray it, what they fill, how its rows are mended."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.columns import ALL_READ
from inventaire.spreadsheets.header import KNOWN
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.layouts.table import Table, table_of
from inventaire.spreadsheets.readings import Confidence, Layout

SURE = 0.7  # share of the headings that the product is known to write
LAST = (1_000, 0)  # after any rank
Rows = Sequence[list[Any]]


def split(headings: str) -> list[str]:
    """Give headings written one after the other, as they are compared."""
    return [found for heading in headings.split(",") if (found := heading_key(heading))]


def _nothing(_table: Table) -> None:
    """Mend nothing."""


@dataclass(frozen=True)
class Shape:
    """What is known of one list of one product.

    `signs`: one of them is enough; each asks for one heading of each of its parts (« a|b », « c »).
    `fields`: the headings that fill a field here, likeliest first, beside those that do everywhere unless
    `closed`. `reasons`: why some headings are not read. `proof` looks at the cells where headings are not
    enough. `refused` says why nothing is read of it at all.
    `beside` is what the same rows say of something else.
    """

    layout: Layout
    target: Target
    signs: tuple[tuple[str, ...], ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    mend: Callable[[Table], None] = _nothing
    proof: Callable[[Table], bool] | None = None
    usual: DeviceCategory | None = None
    closed: bool = False
    supposed: bool = False
    packages: bool = False
    refused: str | None = None
    beside: "Shape | None" = None

    @cached_property
    def known(self) -> Mapping[str, tuple[Column, int]]:
        """Give the column and the rank of each heading that is read here."""
        columns = {column.field: column for column in ALL_READ[self.target]}
        mine = {
            heading: (columns[name], rank - len(columns))
            for name, headings in self.fields.items()
            for rank, heading in enumerate(split(headings))
        }
        unread = dict.fromkeys(self.why)
        usual = {} if self.closed else {key: one for key, one in KNOWN[self.target].items() if key not in unread}
        return {**usual, **mine}

    @cached_property
    def why(self) -> Mapping[str, str]:
        """Give the reason of each heading that is not read here."""
        return {heading: why for why, headings in self.reasons.items() for heading in split(headings)}

    @cached_property
    def parts(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """Give the signs as sets of compared headings."""
        return tuple(tuple(frozenset(map(heading_key, part.split("|"))) for part in sign) for sign in self.signs)

    def matches(self, headings: frozenset[str]) -> bool:
        """Say whether these headings, as they are compared, are of this list."""
        return any(all(part & headings for part in sign) for sign in self.parts)

    def familiar(self, headings: frozenset[str]) -> float:
        """Give the share of these headings that this list is known to write."""
        mine = self.known.keys() | self.why.keys() | {one for sign in self.parts for part in sign for one in part}
        return len(headings & mine) / max(1, len(headings))

    def confidence(self, headings: frozenset[str]) -> Confidence:
        """Say how sure it is that this is the list."""
        if self.layout is Layout.GLPI_ASSETS:
            return Confidence.TO_CHECK
        sure = self.familiar(headings) >= SURE and not self.supposed
        return Confidence.CERTAIN if sure else Confidence.LIKELY

    def table(self, rows: Rows, line: int, sheet: str, lines: Sequence[int] | None = None) -> Table:
        """Lay the rows below the headings of a line out; `lines` when the rows are not lines of the file."""
        headings = [" ".join(str(cell).split()) for cell in rows[line - 1]]
        below = [list(row) for row in rows[line:]]
        placed = dict(self._placed(headings))
        at = lines if lines is not None else range(line + 1, line + 1 + len(below))
        return table_of(self.target, sheet, None if lines is not None else line, headings, placed, below, at)

    def _placed(self, headings: Sequence[str]) -> Iterator[tuple[int, Column]]:
        best: dict[str, tuple[int, int, Column]] = {}
        for index, heading in enumerate(headings):
            found = self.known.get(heading_key(heading)) if heading else None
            if found and (found[1], index) < best.get(found[0].field, LAST)[:2]:
                best[found[0].field] = (found[1], index, found[0])
        return ((index, column) for _, index, column in sorted(best.values(), key=lambda one: one[1]))
