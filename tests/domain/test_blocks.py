"""Blocks refuse what no reader could follow, and a figure brings its own table."""

import pytest

from inventaire.domain.blocks import Heading, Paragraph, ParagraphKind
from tests.documents.sample import BARS, a_document, a_figure, a_table, an_age_figure


def test_a_table_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="Indicateurs du parc"):
        a_table(rows=(("P1", "Matériels en service", "412"),))


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4), (0,)])
def test_a_heading_that_skips_a_level_is_refused(levels):
    with pytest.raises(ValueError, match="level"):
        a_document(*(Heading(level, "Titre", f"titre-{place}") for place, level in enumerate(levels)))


def test_headings_may_come_back_up_by_several_levels():
    levels = (1, 2, 3, 1)
    a_document(*(Heading(level, "Titre", f"titre-{place}") for place, level in enumerate(levels)))


def test_two_blocks_cannot_bear_the_same_anchor():
    with pytest.raises(ValueError, match="fabrication"):
        a_document(Heading(1, "Fabrication", "fabrication"), a_figure())


def test_the_table_of_a_bar_chart_writes_each_figure_as_the_chart_does():
    table = a_figure().table()
    assert table.headings == ("Catégorie", "kgCO2e/an")
    assert table.rows == tuple((bar.label, bar.text) for bar in BARS)


def test_the_table_of_a_column_chart_aligns_its_counts():
    table = an_age_figure().table()
    assert table.rows[1] == ("3 à 4 ans", "1\u202f031")
    assert table.numeric == {1}


def test_a_warning_says_so_in_a_word_and_a_text_says_nothing():
    assert Paragraph("…", ParagraphKind.WARNING).opening == "Attention\u00a0: "
    assert Paragraph("…").opening == ""
