"""The report as one HTML file that stands by itself: its stylesheet inside, nothing to fetch."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader

from inventaire.documents.html import add_filters
from inventaire.domain.blocks import Document
from inventaire.domain.formats import day


def html_page(document: Document) -> str:
    """Write a document as a whole page."""
    environment = Environment(loader=PackageLoader("inventaire"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    add_filters(environment)
    style = files("inventaire").joinpath("static/style.css").read_text(encoding="utf-8")
    page = environment.get_template("document/page.html")
    return page.render(document=document, day=day(document.date), style=style)
