"""The few shapes that charts are made of, in the colours of the product."""

import textwrap
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from inventaire.documents.xml import element

Part = Markup
Segment = tuple[float, float, float, float]

WIDTH = 420
INK, SOFT, RULE, ACCENT, TINT = "#1b1f24", "#4d5661", "#c4cad1", "#0b4f8a", "#c9d9e8"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
LINE_HEIGHT = 14


def strokes(segments: Iterable[Segment], stroke: str = INK, width: float = 1.5) -> Part:
    """Draw straight lines, each from x1 y1 to x2 y2."""
    drawn = "".join("M{} {}L{} {}".format(*map(_short, segment)) for segment in segments)
    return element("path", {"d": drawn, "stroke": stroke, "stroke-width": width, "fill": "none"})


def box(x: float, y: float, width: float, height: float, fill: str) -> Part:
    """Draw a filled rectangle."""
    sides = {"x": _short(x), "y": _short(y), "width": _short(width), "height": _short(height)}
    return element("rect", {**sides, "fill": fill})


def words(x: float, y: float, text: str, anchor: str = "start", **look: object) -> Part:
    """Write one line; `anchor` says which point of it stands at x: start, middle or end."""
    return element("text", {"x": _short(x), "y": _short(y), "text-anchor": anchor, **look}, text)


def small_words(x: float, y: float, text: str, anchor: str = "start") -> Part:
    """Write one small line in soft ink: graduations, units."""
    return words(x, y, text, anchor, **{"font-size": 11, "fill": SOFT})


def label(x: float, y: float, text: str, signs: int, anchor: str) -> Iterator[Part]:
    """Write a name on two lines at most; what does not hold there is read in the table beside the chart."""
    for place, part in enumerate(textwrap.wrap(text, signs, max_lines=2, placeholder=" …")):
        yield words(x, y + LINE_HEIGHT * place, part, anchor)


def _short(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")
