"""Sheets of labels as SVG, one unit being one millimetre: codes drawn as paths, text as text."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from inventaire.documents.drawing import FONT, INK
from inventaire.documents.xml import element
from inventaire.domain.labels import A4_HEIGHT, A4_WIDTH, Label, LabelSheet

PADDING = 3.0  # mm, of which the blank that a code needs around it
QUIET = 4  # modules of blank around a code, inside the square that it is given
BIG, SMALL, LEADING, LETTER = 3.2, 2.5, 1.25, 0.56  # mm, mm, × the size, × the size
LOW = 25.0  # mm: under this height, letters are smaller
LOW_SCALE = 0.75


def draw_labels(sheet: LabelSheet, labels: Iterable[tuple[int, Label]], title: str) -> Markup:
    """Draw one sheet of labels, each at its rank."""
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {A4_WIDTH:g} {A4_HEIGHT:g}",
        "width": f"{A4_WIDTH:g}mm",
        "height": f"{A4_HEIGHT:g}mm",
        "role": "img",
        "aria-label": title,
        "font-family": FONT,
        "fill": INK,
    }
    return element("svg", attributes, *(_label(sheet, rank, label) for rank, label in labels))


def _label(sheet: LabelSheet, rank: int, label: Label) -> Markup:
    left, top = sheet.place(rank)
    side = sheet.height - 2 * PADDING if label.code else 0
    code = [_code(label.code, PADDING, PADDING, side)] if label.code else []
    text = _text(label.lines, PADDING + side + (PADDING / 2 if side else 0), sheet)
    return element("g", {"transform": f"translate({left:g} {top:g})"}, *code, *text)


def _code(text: str, left: float, top: float, side: float) -> Markup:
    """Draw a code in a square [mm]; it is still read when dirt hides a part of it (level M)."""
    import segno

    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=0)]
    size = len(rows) + 2 * QUIET
    strokes = "".join(_runs(rows))
    box = {"x": f"{left:g}", "y": f"{top:g}", "width": f"{side:g}", "height": f"{side:g}"}
    path = element("path", {"d": strokes, "stroke": "#000"})
    return element("svg", {**box, "viewBox": f"{-QUIET} {-QUIET - 0.5} {size} {size}"}, path)


def _runs(rows: Sequence[Sequence[int]]) -> Iterator[str]:
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}"
            x += length


def _text(lines: Sequence[str], left: float, sheet: LabelSheet) -> Iterator[Markup]:
    scale = LOW_SCALE if sheet.height < LOW else 1
    room, baseline = sheet.width - left - PADDING / 2, PADDING
    for rank, line in enumerate(lines):
        size = (SMALL if rank else BIG) * scale
        weight = {} if rank else {"font-weight": "bold"}
        for part in textwrap.wrap(line, max(int(room / (size * LETTER)), 4)):
            baseline += size * LEADING
            if baseline < sheet.height - 1:
                yield element(
                    "text", {"x": f"{left:g}", "y": f"{baseline:g}", "font-size": f"{size:g}", **weight}, part
                )
