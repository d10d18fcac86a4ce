"""Columns share the width of the page by what their words need."""

from hypothesis import given
from hypothesis import strategies as st

from inventaire.documents.odt_table import PAGE, column_widths, table_styles
from tests.documents.sample import a_table

CELL = st.text(st.characters(categories=["L", "Zs"]), max_size=120)
SENTENCE = "une phrase assez longue pour remplir la page deux fois de suite " * 2


def of_columns(*columns, numeric=()):
    headings, *rows = zip(*columns, strict=True)
    return a_table(headings=headings, rows=tuple(rows), numeric=frozenset(numeric))


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=9))
def test_a_table_never_leaves_the_page(columns):
    widths = column_widths(of_columns(*columns))
    assert sum(widths) <= PAGE
    assert min(widths) > 0


def test_a_small_table_takes_no_more_than_its_words():
    assert sum(column_widths(of_columns(("Âge", "0 à 2 ans"), ("Nombre", "84")))) < PAGE / 3


def test_a_full_table_takes_the_whole_page():
    widths = column_widths(of_columns(("A", SENTENCE), ("B", SENTENCE), ("C", SENTENCE)))
    assert PAGE - 3 <= sum(widths) <= PAGE


def test_a_figure_is_not_broken_where_words_would_be():
    text = ("2026", "12\u202f400 à 61\u202f000 kgCO2e/an")
    pushed = of_columns(("A", SENTENCE), ("B", SENTENCE), ("C", SENTENCE), text)
    held = of_columns(("A", SENTENCE), ("B", SENTENCE), ("C", SENTENCE), text, numeric=[3])
    assert column_widths(held)[3] > column_widths(pushed)[3]


def test_each_width_has_its_style_once():
    small, large = of_columns(("Âge", "0 à 2 ans"), ("Nombre", "84")), a_table()
    styles = table_styles([small, large, small])
    assert len(styles) == len(set(styles)) == 2 + len({*column_widths(small), *column_widths(large)})


def test_a_short_table_stays_on_one_page_and_a_long_one_goes_on():
    short, long = a_table(), a_table(rows=a_table().rows * 20)
    kept = [style for style in table_styles([short, long]) if "may-break-between-rows" in style]
    assert ['"false"' in style for style in kept] == [True, False]
