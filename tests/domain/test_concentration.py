"""The index of concentration: by hand, at its bounds, and silent when too little is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.concentration import Concentration, Reading, concentration, read_index
from inventaire.domain.formats import THIN_NO_BREAK, number
from inventaire.domain.jurisdiction import Ring, ring_of


@pytest.mark.parametrize(
    ("amounts", "index"),
    [
        ({"A": 500}, 10_000),
        ({"A": 50, "B": 50}, 5_000),
        ({"A": 60, "B": 30, "C": 10}, 4_600),
        (dict.fromkeys("ABCDEFGHIJ", 1), 1_000),
    ],
)
def test_the_index_sums_the_squares_of_the_shares(amounts, index):
    found = concentration(amounts, known=5, total=9)
    assert found.index == pytest.approx(index)
    assert (found.known, found.total) == (5, 9)


def test_the_first_holder_is_named_with_its_share():
    found = concentration({"A": 60, "B": 30, "C": 10}, known=5, total=5)
    assert (found.first, found.first_share) == ("A", 0.6)


@pytest.mark.parametrize(("amounts", "known"), [({"A": 500, "B": 20}, 4), ({"A": 0}, 12), ({}, 0)])
def test_too_few_figures_give_no_index(amounts, known):
    found = concentration(amounts, known=known, total=12)
    assert (found.index, found.reading) == (None, None)


@pytest.mark.parametrize(
    ("index", "reading"),
    [
        (0, Reading.LOW),
        (999.9, Reading.LOW),
        (1_000, Reading.MODERATE),
        (2_000, Reading.MODERATE),
        (2_000.1, Reading.HIGH),
        (10_000, Reading.HIGH),
    ],
)
def test_an_index_reads_in_words(index, reading):
    assert read_index(index) is reading


@pytest.mark.parametrize(
    ("index", "shown", "reading"),
    [
        (None, None, None),
        (999.4, 999, Reading.LOW),
        (999.6, 1_000, Reading.MODERATE),
        (2_000.4, 2_000, Reading.MODERATE),
        (2_000.5, 2_001, Reading.HIGH),
    ],
)
def test_the_word_is_that_of_the_figure_shown(index, shown, reading):
    found = Concentration(index, known=5, total=9)
    assert (found.shown, found.reading) == (shown, reading)
    assert index is None or number(index).replace(THIN_NO_BREAK, "") == str(shown)


@given(st.dictionaries(st.text(), st.floats(0.01, 1e9), min_size=1, max_size=40))
def test_the_index_stays_between_equal_shares_and_one_holder(amounts):
    index = concentration(amounts, known=5, total=5).index
    assert 10_000 / len(amounts) - 1e-6 <= index <= 10_000 + 1e-6


@pytest.mark.parametrize(
    ("country", "ring"),
    [("FR", Ring.FRANCE), ("DE", Ring.UNION), ("EU", Ring.UNION), ("US", Ring.OUTSIDE), ("GB", Ring.OUTSIDE)],
)
def test_a_country_stands_in_one_ring(country, ring):
    assert ring_of(country) is ring
