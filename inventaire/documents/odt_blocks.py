"""Each block as the body of an OpenDocument text; the styles are those of modele.fodt."""

from markupsafe import Markup

from inventaire.documents.charts import draw
from inventaire.documents.odt_table import paragraph, table_parts
from inventaire.documents.xml import element
from inventaire.domain.blocks import Block, BulletList, Figure, Heading, Paragraph, ParagraphKind, Table

PIXELS_PER_CM = 96 / 2.54
APART = "Titre_20_à_20_part"
STYLES = {
    ParagraphKind.TEXT: "Text_20_body",
    ParagraphKind.NOTE: "Note",
    ParagraphKind.WARNING: "Avertissement",
}


def block_parts(block: Block) -> list[Markup]:
    """Write one block, as one element or several."""
    match block:
        case Heading():
            return [_heading(block)]
        case Paragraph():
            return [_paragraph(block)]
        case BulletList():
            return [_bullets(block)]
        case Table():
            return table_parts(block)
        case Figure():
            return [paragraph("Caption", block.title), _picture(block), *table_parts(block.table())]


def picture_name(figure: Figure) -> str:
    """Say where the drawing of a figure stands in the file."""
    return f"Pictures/{figure.anchor}.svg"


def _heading(block: Heading) -> Markup:
    style = APART if block.apart else f"Heading_20_{block.level}"
    attributes = {"text:style-name": style, "text:outline-level": block.level}
    return element("text:h", attributes, block.text)


def _paragraph(block: Paragraph) -> Markup:
    opening = element("text:span", {"text:style-name": "Fort"}, block.opening) if block.opening else ""
    return paragraph(STYLES[block.kind], opening, block.text)


def _bullets(block: BulletList) -> Markup:
    styles = ["List_20_1"] * (len(block.items) - 1) + ["List_20_1_20_End"]
    items = zip(styles, block.items, strict=True)
    written = (element("text:list-item", {}, paragraph(style, item)) for style, item in items)
    return element("text:list", {"text:style-name": "Puces"}, *written)


def _picture(figure: Figure) -> Markup:
    drawing = draw(figure)
    link = {"xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
    image = {"xlink:href": picture_name(figure), **link, "draw:mime-type": "image/svg+xml"}
    frame = {
        "draw:name": figure.anchor,
        "draw:style-name": "Cadre",
        "text:anchor-type": "as-char",
        "svg:width": f"{drawing.width / PIXELS_PER_CM:.2f}cm",
        "svg:height": f"{drawing.height / PIXELS_PER_CM:.2f}cm",
    }
    words = element("svg:title", {}, figure.title), element("svg:desc", {}, figure.description)
    return paragraph("Figure", element("draw:frame", frame, element("draw:image", image), *words))
