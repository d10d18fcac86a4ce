"""Labels on A4 sheets: the sheets that are sold, by their measures, and where each label stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

A4_WIDTH, A4_HEIGHT = 210.0, 297.0  # mm


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels alike, known by the size of a label [mm]; the margins share what is left of the page."""

    id: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    gap: float

    @property
    def count(self) -> int:
        """Count the labels of a sheet."""
        return self.columns * self.rows

    def place(self, rank: int) -> tuple[float, float]:
        """Give the left and the top of a label by its rank on the sheet, from 0, line after line [mm]."""
        row, column = divmod(rank, self.columns)
        left = (A4_WIDTH - self.columns * self.width - (self.columns - 1) * self.gap) / 2
        top = (A4_HEIGHT - self.rows * self.height) / 2
        return left + column * (self.width + self.gap), top + row * self.height


SHEETS = {
    sheet.id: sheet
    for sheet in (
        LabelSheet("63x38", "21 par feuille (63,5\u00a0×\u00a038,1\u00a0mm)", 3, 7, 63.5, 38.1, 2.5),
        LabelSheet("70x37", "24 par feuille (70\u00a0×\u00a037\u00a0mm)", 3, 8, 70.0, 37.0, 0.0),
        LabelSheet("38x21", "65 par feuille (38,1\u00a0×\u00a021,2\u00a0mm)", 5, 13, 38.1, 21.2, 2.5),
    )
}


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: the text that a telephone reads, if any, and its lines, the first of them the largest."""

    code: str
    lines: tuple[str, ...]


def by_sheet(labels: Sequence[Label], sheet: LabelSheet, start: int) -> Iterator[list[tuple[int, Label]]]:
    """Share labels between sheets, each with its rank there; the first sheet begins at a rank, from 0."""
    placed = [(rank, label) for rank, label in enumerate(labels, start=start)]
    for first in range(0, start + len(labels), sheet.count):
        yield [(rank - first, label) for rank, label in placed if first <= rank < first + sheet.count]
