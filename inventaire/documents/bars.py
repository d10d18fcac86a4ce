"""Horizontal bars with their range: figures to compare."""

import math
from collections.abc import Iterator
from itertools import chain

from inventaire.documents.drawing import (
    ACCENT,
    INK,
    SOFT,
    TINT,
    WIDTH,
    Part,
    Segment,
    box,
    label,
    small_words,
    strokes,
    words,
)
from inventaire.documents.scale import Scale
from inventaire.domain.blocks import Bar, BarChart
from inventaire.domain.formats import number

LEFT = 156  # where the bars start, after their labels
LABEL_SIGNS = 23  # what the labels hold on a line
ROW, BAR, TOP, AXIS = 36, 14, 8, 40
ARROW = 22  # how far « au moins » points on


def bar_chart(chart: BarChart) -> tuple[int, list[Part]]:
    """Draw bars from zero, ranges as whiskers, figures underneath; give the height and the parts."""
    values = chain.from_iterable((bar.low, bar.central, bar.high) for bar in chart.bars)
    scale = Scale.over((value for value in values if value is not None), LEFT, WIDTH - ARROW - 4)
    bottom = TOP + ROW * len(chart.bars)
    parts = list(_axis(scale, bottom, chart.unit))
    for row, bar in enumerate(chart.bars):
        parts += _bar(bar, TOP + row * ROW, scale)
    return bottom + AXIS, parts


def _axis(scale: Scale, bottom: int, unit: str) -> Iterator[Part]:
    """Draw the zero and the graduations. Each bar bears its figure: no line need cross the drawing."""
    places = [scale.at(tick) for tick in scale.ticks()]
    graduations = [(x, bottom, x, bottom + 4) for x in places]
    yield strokes([(scale.left, bottom, scale.right, bottom), *graduations], SOFT, 1)
    yield strokes([(scale.at(0), TOP - 4, scale.at(0), bottom)], INK, 1)
    for x, tick in zip(places, scale.ticks(), strict=True):
        yield small_words(x, bottom + 16, number(tick, scale.digits()), "middle")
    yield small_words(WIDTH, bottom + 32, unit, "end")


def _bar(bar: Bar, top: int, scale: Scale) -> Iterator[Part]:
    yield from label(LEFT - 10, top + 11, bar.label, LABEL_SIGNS, "end")
    if bar.central is not None:
        start, end = sorted((scale.at(0), scale.at(bar.central)))
        yield box(start, top, end - start, BAR, TINT)
        yield strokes([(scale.at(bar.central), top, scale.at(bar.central), top + BAR)], ACCENT, 3)
    if whisker := _whisker(bar, top + BAR / 2, scale):
        yield strokes(whisker)
    yield words(LEFT + 4, top + BAR + 14, bar.text)


def _whisker(bar: Bar, y: float, scale: Scale) -> list[Segment]:
    bounds = [scale.at(value) for value in (bar.low, bar.high) if value is not None]
    caps = [(x, y - 5, x, y + 5) for x in bounds]
    if not bounds:
        return []
    if bar.central is None and len(bounds) == 1:
        return caps + _arrow(bounds[0], bounds[0] + ARROW if bar.high is None else scale.at(0), y)
    ends = bounds if bar.central is None else [*bounds, scale.at(bar.central)]
    return [*caps, (min(ends), y, max(ends), y)]


def _arrow(x: float, tip: float, y: float) -> list[Segment]:
    """Point to where the figure may lie: on beyond « au moins », down to zero below « au plus »."""
    barb = tip - math.copysign(5, tip - x)
    return [(x, y, tip, y), (barb, y - 4, tip, y), (barb, y + 4, tip, y)]
