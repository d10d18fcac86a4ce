"""Graduations are round, few, and hold every value and zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.documents.scale import Scale

AMOUNTS = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6)


@given(st.lists(AMOUNTS, max_size=12))
def test_every_value_and_zero_stand_between_the_ends(values):
    scale = Scale.over(values, 100, 400)
    for value in (*values, 0):
        assert 100 - 1e-6 <= scale.at(value) <= 400 + 1e-6


@given(st.lists(AMOUNTS, max_size=12))
def test_there_are_two_to_seven_graduations(values):
    assert 2 <= len(Scale.over(values, 0, 300).ticks()) <= 7


@pytest.mark.parametrize(
    ("values", "ticks", "digits"),
    [
        ([9800, 4100], [0, 5000, 10000], 0),
        ([1031], [0, 500, 1000, 1500], 0),
        ([0.3], [0, 0.1, 0.2, 0.3], 1),
        ([-40, 60], [-50, 0, 50, 100], 0),
        ([], [0, 0.5, 1], 1),
        ([0, 0], [0, 0.5, 1], 1),
    ],
)
def test_graduations_are_round(values, ticks, digits):
    scale = Scale.over(values, 0, 300)
    assert scale.ticks() == pytest.approx(ticks)
    assert scale.digits() == digits
