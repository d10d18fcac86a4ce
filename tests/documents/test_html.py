"""The same blocks on a page: headings, captions, scopes, and nothing inline."""

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, PackageLoader

from inventaire.documents.html import add_filters
from tests.documents.sample import ODD, a_document, a_figure, a_table

PAGE = '{% from "document/blocks.html" import render %}{{ render(blocks) }}'


def page_of(*blocks):
    environment = Environment(loader=PackageLoader("inventaire"), autoescape=True)
    add_filters(environment)
    return BeautifulSoup(environment.from_string(PAGE).render(blocks=blocks), "html.parser")


@pytest.fixture(scope="module")
def page():
    return page_of(*a_document().blocks)


def test_headings_stand_under_the_title_of_the_page_with_their_anchors(page):
    headings = [(heading.name, heading["id"]) for heading in page.select("h1, h2, h3")]
    assert headings == [("h2", "parc"), ("h3", "parc-indicateurs"), ("h2", "energie")]


def test_every_table_has_a_caption_and_scoped_headings(page):
    tables = page.select("table")
    assert len(tables) == 3
    for table in tables:
        assert table.caption.text.strip()
        assert all(heading["scope"] == "col" for heading in table.select("thead th"))
        assert all(row.th["scope"] == "row" for row in table.select("tbody tr"))


def test_figures_are_aligned_right_and_words_are_not(page):
    row = page.select_one("table tbody tr")
    assert [cell.text for cell in row.select(".num")] == ["412", "non renseigné"]


def test_every_drawing_has_its_table_beside_it(page):
    assert [figure["id"] for figure in page.select("figure")] == ["ages", "fabrication"]
    for figure in page.select("figure"):
        assert figure.svg["role"] == "img"
        assert figure.table


def test_the_page_holds_nothing_inline(page):
    assert not page.select("[style], style, script")


def test_ids_are_unique(page):
    ids = [part["id"] for part in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_warning_is_a_word_before_it_is_a_colour(page):
    assert page.select_one("p.warning").text == "Attention\u00a0: Données incomplètes."
    assert page.select_one("p.note").text.startswith("Note\u00a0: ")


def test_what_people_wrote_is_never_markup():
    page = page_of(a_table(caption=ODD), a_figure(title="<b>gras</b>"))
    assert page.caption.text == ODD
    assert not page.select("b")
    assert page.svg.title.text == "<b>gras</b>"


def test_an_empty_table_says_so():
    page = page_of(a_table(rows=(), footnote=""))
    assert not page.select("table")
    assert "Indicateurs du parc\u00a0: aucune ligne." in page.text
