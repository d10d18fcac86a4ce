"""Upright columns: how many fall into each class of an ordered scale."""

from collections.abc import Iterator

from inventaire.documents.drawing import ACCENT, INK, WIDTH, Part, box, label, small_words, strokes, words
from inventaire.domain.blocks import Column, ColumnChart
from inventaire.domain.formats import number

TALLEST, HEAD, FOOT = 150, 40, 42
WIDEST = 64
LETTER = 7.0  # the width of a letter, about


def column_chart(chart: ColumnChart) -> tuple[int, list[Part]]:
    """Draw each column under its count and over its class; give the height and the parts."""
    base = HEAD + TALLEST
    most = max((column.count for column in chart.columns), default=0) or 1
    pitch = WIDTH / (len(chart.columns) or 1)
    parts = [small_words(0, 12, chart.unit)]
    for place, column in enumerate(chart.columns):
        parts += _column(column, (place + 0.5) * pitch, pitch, column.count * TALLEST / most)
    parts.append(strokes([(0, base, WIDTH, base)], INK, 1))
    return base + FOOT, parts


def _column(column: Column, middle: float, pitch: float, height: float) -> Iterator[Part]:
    base, width = HEAD + TALLEST, min(pitch * 0.7, WIDEST)
    yield box(middle - width / 2, base - height, width, height, ACCENT)
    yield words(middle, base - height - 6, number(column.count), "middle")
    yield from label(middle, base + 17, column.label, max(int(pitch / LETTER), 4), "middle")
