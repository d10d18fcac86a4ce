"""What the templates of `templates/document/` need to turn blocks into a page."""

from jinja2 import Environment

from inventaire.documents.charts import draw
from inventaire.documents.drawing import Part
from inventaire.domain.blocks import Block, BulletList, Figure, Heading, Paragraph, Table

NAMES = {
    Heading: "heading",
    Paragraph: "paragraph",
    BulletList: "bullet_list",
    Table: "table",
    Figure: "figure",
}


def add_filters(environment: Environment) -> None:
    """Give the templates the filters below, by their names."""
    environment.filters.update(block_name=block_name, drawing=drawing, table_columns=table_columns)


def block_name(block: Block) -> str:
    """Say which macro of blocks.html writes a block."""
    return NAMES[type(block)]


def drawing(figure: Figure) -> Part:
    """Give the SVG of a figure, to stand inside the page."""
    return draw(figure).svg


def table_columns(table: Table) -> list[dict[str, str | int | bool]]:
    """Describe the columns of a table as components/table.html asks: label, place in the row, numeric."""
    return [
        {"label": heading, "key": place, "numeric": place in table.numeric}
        for place, heading in enumerate(table.headings)
    ]
