"""Charts as SVG: presentation attributes only, real text, readable in black and white.

A drawing is 420 units wide, one unit being one CSS pixel (1/96 inch): it stands at that size on a screen and
on paper, and shrinks on a telephone.
"""

from typing import NamedTuple

from inventaire.documents.bars import bar_chart
from inventaire.documents.columns import column_chart
from inventaire.documents.drawing import FONT, INK, WIDTH, Part
from inventaire.documents.xml import element
from inventaire.domain.blocks import BarChart, Figure


class Drawing(NamedTuple):
    """A chart as SVG, and its size [pixels]."""

    width: int
    height: int
    svg: Part


def draw(figure: Figure) -> Drawing:
    """Draw the chart of a figure; its title and description are inside, under ids of its own."""
    chart = figure.chart
    height, parts = bar_chart(chart) if isinstance(chart, BarChart) else column_chart(chart)
    ids = f"{figure.anchor}-title", f"{figure.anchor}-desc"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH} {height}",
        "width": WIDTH,
        "height": height,
        "role": "img",
        "aria-labelledby": " ".join(ids),
        "font-family": FONT,
        "font-size": 13,
        "fill": INK,
    }
    title = element("title", {"id": ids[0]}, figure.title)
    description = element("desc", {"id": ids[1]}, figure.description)
    return Drawing(WIDTH, height, element("svg", attributes, title, description, *parts))
