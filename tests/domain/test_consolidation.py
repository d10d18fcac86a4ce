"""Sums over communes: what enters them, and what they must not tell."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.consolidation import AGGREGATES, CommuneFigures, consolidate, rounded
from inventaire.domain.estimate import Estimate, Quality, Unit

BY_KEY = {aggregate.key: aggregate for aggregate in AGGREGATES}


def a_commune(**changes):
    usual = {
        "machines": 100,
        "aged": 100,
        "mean_age": 5.0,
        "systems_known": 80,
        "systems_over": 20,
        "programs": {"match": 30, "free": 10, "ignored": 500},
        "unsupported": 4,
        "totals": {"energy_kwh_per_year": an_estimate(1_000, 2_000, 4_000)},
    }
    return CommuneFigures(**usual | changes)


def an_empty_commune():
    nothing = {"machines": 0, "aged": 0, "mean_age": None, "systems_known": 0, "systems_over": 0, "unsupported": 0}
    return a_commune(**nothing, programs={}, totals={})


def an_estimate(low, central, high, quality=Quality.B, unit=Unit.KWH_PER_YEAR):
    return Estimate(low, central, high, unit, quality)


def values(key, *communes):
    found = consolidate(BY_KEY[key], communes)
    return found and found.estimate.values()


def test_the_keys_are_each_there_once():
    assert len(BY_KEY) == len(AGGREGATES)


@pytest.mark.parametrize("key", ["machines", "systems_over", "programs", "proprietary", "energy_kwh_per_year"])
def test_two_communes_are_too_few_and_an_empty_inventory_makes_no_third(key):
    two = [a_commune(), a_commune()]
    assert consolidate(BY_KEY[key], two) is None
    assert consolidate(BY_KEY[key], [*two, an_empty_commune()]) is None
    assert consolidate(BY_KEY[key], [*two, an_empty_commune(), a_commune()]).communes == 3


def test_sums_add_up_bound_to_bound_with_the_worst_quality():
    worse = a_commune(totals={"energy_kwh_per_year": an_estimate(100, 200, 300, Quality.C)})
    found = consolidate(BY_KEY["energy_kwh_per_year"], [a_commune(), a_commune(), worse])
    assert found.estimate.values() == (2_100, 4_200, 8_300)
    assert found.estimate.quality is Quality.C


def test_a_high_that_one_commune_lacks_is_lacking_and_lows_stay_true():
    open_ended = a_commune(totals={"energy_kwh_per_year": an_estimate(1_000, None, None)})
    assert values("energy_kwh_per_year", a_commune(), a_commune(), open_ended) == (3_000, None, None)


def test_what_nobody_can_bound_is_not_known():
    one_sided = [
        a_commune(totals={"energy_kwh_per_year": an_estimate(*bounds)})
        for bounds in ((None, 5, None), (None, None, 9), (None, 5, None))
    ]
    assert values("energy_kwh_per_year", *one_sided) is None


def test_the_mean_age_is_no_mean_of_means():
    communes = [a_commune(aged=10, mean_age=2.0), a_commune(aged=10, mean_age=2.0), a_commune(aged=80, mean_age=7.0)]
    low, central, high = values("mean_age", *communes)
    assert (low, central, high) == pytest.approx((6.0, 6.0, 6.0))


def test_components_are_no_programs():
    assert values("programs", *[a_commune()] * 3) == (120, 120, 120)
    assert values("free", *[a_commune()] * 3) == (30, 30, 30)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, (None, None, 10)),
        (4, (None, None, 10)),
        (10, (10, 10, 10)),
        (37, (40, 40, 40)),
        (412, (410, 410, 410)),
        (98_765, (99_000, 99_000, 99_000)),
    ],
)
def test_a_count_is_rounded_to_two_digits_and_never_under_ten(value, shown):
    assert rounded(Estimate(value, value, value, Unit.MACHINES, Quality.A)).values() == shown


@given(st.lists(st.floats(0, 1e12), min_size=3, max_size=3).map(sorted))
def test_rounding_keeps_the_bounds_in_order_and_near(bounds):
    values = rounded(an_estimate(*bounds)).values()
    for exact, shown in zip(bounds, values, strict=True):
        assert shown is None or abs(shown - exact) <= max(10, exact * 0.051)


def test_one_machine_more_or_less_shows_at_most_one_time_in_ten():
    counts = [rounded(Estimate(n, n, n, Unit.MACHINES, Quality.A)).values() for n in range(100, 1_101)]
    changes = sum(before != after for before, after in pairwise(counts))
    assert changes <= len(counts) / 10
