"""Tables of an OpenDocument text: as wide as their words need, headings repeated on each page."""

from collections.abc import Iterable, Iterator
from itertools import chain

from markupsafe import Markup

from inventaire.documents.xml import element
from inventaire.domain.blocks import Table

PAGE = 170  # between the margins of modele.fodt [mm]
SIGN = 1.8  # the width of a small letter at 9.5 points, bold, about [mm]
PADDING = 6  # left free in a cell [mm]
SHORT = 8  # a table of so many rows stays on one page
LONGEST = 72  # beyond these signs, a cell goes on to a second line
WORDS, FIGURES = "Table_20_Contents", "Chiffres"
HEADS = {WORDS: "Table_20_Heading", FIGURES: "Titre_20_de_20_chiffres"}


def paragraph(style: str, *content: str) -> Markup:
    """Write a paragraph in a named style."""
    return element("text:p", {"text:style-name": style}, *content)


def table_parts(table: Table) -> list[Markup]:
    """Write a caption, the table and its footnote."""
    footnote = [paragraph("Pied_20_de_20_tableau", table.footnote)] if table.footnote else []
    if not table.rows:
        return [paragraph("Text_20_body", f"{table.caption}\u00a0: aucune ligne."), *footnote]
    return [paragraph("Caption", table.caption), _table(table), *footnote]


def _table(table: Table) -> Markup:
    widths = column_widths(table)
    styles = [FIGURES if column in table.numeric else WORDS for column in range(len(widths))]
    columns = [element("table:table-column", {"table:style-name": _column_style(width)}) for width in widths]
    head = _row("Tete", table.headings, [HEADS[style] for style in styles])
    rows = [_row("Case", row, styles) for row in table.rows]
    style = {"table:style-name": _table_style(table)}
    return element("table:table", style, *columns, element("table:table-header-rows", {}, head), *rows)


def _row(style: str, cells: Iterable[str], styles: Iterable[str]) -> Markup:
    attributes = {"table:style-name": style, "office:value-type": "string"}
    written = (
        element("table:table-cell", attributes, paragraph(words, cell))
        for cell, words in zip(cells, styles, strict=True)
    )
    return element("table:table-row", {"table:style-name": "Rang"}, *written)


def column_widths(table: Table) -> list[int]:
    """Share the page between the columns [mm].

    Each gets what its longest cell needs; when that is more than the page, the least that breaks no word and
    no figure, and its part of what is left.
    """
    columns = list(zip(table.headings, *table.rows, strict=True))
    wanted = [_width(min(max(map(_signs, cells)), LONGEST)) for cells in columns]
    least = [min(_width(signs), want) for signs, want in zip(_unbroken(table), wanted, strict=True)]
    if sum(least) >= PAGE:
        return [int(width * PAGE / sum(least)) for width in least]
    share = min(1.0, (PAGE - sum(least)) / ((sum(wanted) - sum(least)) or 1))
    return [int(low + (want - low) * share) for low, want in zip(least, wanted, strict=True)]


def _width(signs: float) -> float:
    return signs * SIGN + PADDING


def _signs(text: str) -> float:
    """Count small letters; a capital is a third wider."""
    return len(text) + sum(map(str.isupper, text)) / 3


def _unbroken(table: Table) -> Iterator[float]:
    """Count the signs of each column that must stay on one line."""
    for place, heading in enumerate(table.headings):
        cells = [row[place] for row in table.rows]
        runs = cells if place in table.numeric else chain.from_iterable(cell.split(" ") for cell in cells)
        yield max(map(_signs, chain(heading.split(" "), runs)))


def table_styles(tables: Iterable[Table]) -> list[Markup]:
    """Write the styles that give tables and columns their widths, each once."""
    tables = [table for table in tables if table.rows]
    wholes = {_table_style(table): _whole(table) for table in tables}
    columns = {_column_style(width): _column(width) for table in tables for width in column_widths(table)}
    return [*wholes.values(), *columns.values()]


def _whole(table: Table) -> Markup:
    properties = {
        "style:width": f"{sum(column_widths(table))}mm",
        "table:align": "left",
        "fo:margin-bottom": "3mm",
        "style:may-break-between-rows": str(len(table.rows) > SHORT).lower(),
    }
    return _style(_table_style(table), "table", element("style:table-properties", properties))


def _column(width: int) -> Markup:
    properties = element("style:table-column-properties", {"style:column-width": f"{width}mm"})
    return _style(_column_style(width), "table-column", properties)


def _style(name: str, family: str, properties: Markup) -> Markup:
    return element("style:style", {"style:name": name, "style:family": family}, properties)


def _table_style(table: Table) -> str:
    return f"Tableau-{sum(column_widths(table))}{'-long' if len(table.rows) > SHORT else ''}"


def _column_style(width: int) -> str:
    return f"Colonne-{width}"
