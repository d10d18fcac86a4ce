"""An estimate admits what it does not know, and refuses what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.estimate import Estimate, Quality, Unit

values = st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=3).map(sorted)


def an_estimate(low=10.0, central=20.0, high=40.0, quality=Quality.B, sources=("fiche",)):
    return Estimate(low, central, high, Unit.KG_CO2E, quality, sources)


def test_an_estimate_without_any_value_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        an_estimate(None, None, None)


@pytest.mark.parametrize("bounds", [(3, 2, 4), (1, 5, 4), (9, None, 4)])
def test_bounds_out_of_order_are_refused(bounds):
    with pytest.raises(ValueError, match="out of order"):
        an_estimate(*bounds)


@pytest.mark.parametrize("bounds", [(1, None, None), (None, 1, None), (None, None, 1), (2, 2, 2)])
def test_one_known_value_is_enough_and_equal_bounds_are_in_order(bounds):
    assert an_estimate(*bounds).values() == bounds


@given(values, st.floats(0, 1e6))
def test_scaling_keeps_the_order_the_quality_and_the_sources(bounds, factor):
    scaled = an_estimate(*bounds).scaled(factor, Unit.KG_CO2E_PER_YEAR)
    assert scaled.values() == tuple(value * factor for value in bounds)
    assert (scaled.unit, scaled.quality, scaled.sources) == (Unit.KG_CO2E_PER_YEAR, Quality.B, ("fiche",))


def test_scaling_leaves_unknown_what_is_unknown():
    assert an_estimate(None, 20.0, None).scaled(2, Unit.KG_CO2E).values() == (None, 40.0, None)


def test_a_negative_factor_is_refused_because_it_would_swap_the_bounds():
    with pytest.raises(ValueError, match="negative"):
        an_estimate().scaled(-1, Unit.KG_CO2E)


def test_a_chain_is_worth_its_weakest_link():
    assert Quality.worst(Quality.A, Quality.C, Quality.B) is Quality.C


def test_the_opposite_of_a_range_keeps_its_bounds_in_order():
    assert Estimate(-3.0, None, 5.0, Unit.KG_CO2E, Quality.B).opposite().values() == (-5.0, None, 3.0)
