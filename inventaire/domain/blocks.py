"""What a printed document is made of: neutral blocks, plain text, no markup.

Each renderer of `documents/` turns the same blocks into a page or a file: all hold the same figures.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from inventaire.domain.formats import number
from inventaire.domain.vocabulary import Term


class ParagraphKind(Term):
    """What a paragraph is for; the label opens it, so that no colour alone carries the meaning."""

    TEXT = "text", ""
    NOTE = "note", "Note"
    WARNING = "warning", "Attention"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section: level 1 is the first under the document's own title. `anchor` is its id.

    One that is `apart` starts a page when it is printed.
    """

    level: int
    text: str
    anchor: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def opening(self) -> str:
        """Give the word that opens it: « Attention : », or nothing."""
        return f"{self.kind.label}\u00a0: " if self.kind.label else ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Short items, without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings; the first cell of a row names it.

    `numeric` holds the indexes of the columns of figures, aligned right. Raises ValueError when a row
    has not one cell a heading.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    footnote: str = ""

    def __post_init__(self) -> None:
        """Refuse a ragged table: its figures would stand under the wrong heading."""
        if not self.headings or any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError(f"ragged table: {self.caption}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its range, None for what is not known; `text` is how it is written, range included."""

    label: str
    low: float | None
    central: float | None
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Figures to compare, one bar each. `heading` says what the labels are; `unit` is printed on the axis."""

    heading: str
    unit: str
    bars: tuple[Bar, ...]

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Give the same figures as words."""
        return tuple((bar.label, bar.text) for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Column:
    """How many fall into one class of an ordered scale."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Counts by class, in the order of the scale: ages, years. `unit` says what is counted."""

    heading: str
    unit: str
    columns: tuple[Column, ...]

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Give the same figures as words."""
        return tuple((column.label, number(column.count)) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table. `description` says what is to be seen; `anchor` prefixes its ids."""

    title: str
    description: str
    chart: BarChart | ColumnChart
    anchor: str

    def table(self) -> Table:
        """Give the table that stands beside the chart, made of the same figures."""
        chart = self.chart
        figures = frozenset({1}) if isinstance(chart, ColumnChart) else frozenset()  # a range reads as words
        return Table(f"{self.title} (tableau)", (chart.heading, chart.unit), chart.rows(), figures)


Block = Heading | Paragraph | BulletList | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is printed; `date` is that of the state it shows.

    Raises ValueError when a heading skips a level or when two anchors are the same.
    """

    title: str
    subtitle: str
    date: date
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        """Refuse what no reader, and no screen reader, could find a way through."""
        levels = [0, *(block.level for block in self.blocks if isinstance(block, Heading))]
        if any(not 1 <= after <= before + 1 for before, after in pairwise(levels)):
            raise ValueError(f"a heading skips a level: {levels[1:]}")
        anchors = [block.anchor for block in self.blocks if isinstance(block, Heading | Figure)]
        if len(set(anchors)) < len(anchors):
            raise ValueError(f"the same anchor twice: {sorted(anchors)}")
