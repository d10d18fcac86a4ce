"""The eight worked examples of the method, and what holds for any number."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain import impact
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.figures import Figure
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import columns_of
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "impact.yaml").read_text("utf-8"))
BY_FORMULA = [
    pytest.param(case["formula"], each["with"], each["gives"], id=f"{case['example']}-{each['gives']}")
    for case in CASES
    if "formula" in case
    for each in case["cases"]
]
BY_DEVICE = [pytest.param(case, id=case["says"]) for case in CASES if "device" in case]
positive = st.floats(0.1, 1e6)


def rounded_as(expected, value):
    step = Decimal(1).scaleb(Decimal(expected).as_tuple().exponent)
    return str(Decimal(str(value)).quantize(step, ROUND_HALF_UP))


def facts_of(written):
    values = dict(written, category=DeviceCategory(written["category"]))
    if "in_service_on" in values:
        values["in_service_on"] = PartialDate.parse(values["in_service_on"])
    return DeviceFacts(**values)


def test_the_eight_examples_are_all_there():
    assert {case["example"] for case in CASES} == set(range(1, 9))


@pytest.mark.parametrize(("formula", "arguments", "expected"), BY_FORMULA)
def test_a_formula_gives_what_the_method_page_computes_by_hand(formula, arguments, expected):
    assert rounded_as(expected, getattr(impact, formula)(**arguments)) == expected


@pytest.mark.parametrize("case", BY_DEVICE)
def test_a_device_weighs_what_the_method_page_computes_by_hand(case):
    electricity = load_electricity(case["territory"], case["today"])
    columns = columns_of([facts_of(case["device"])], case["today"])
    figures = estimate_fleet(columns, load_factors(case["today"]), electricity)
    for key, expected in case["gives"].items():
        found = figures.estimate(Figure(key), 0)
        for bound, text in expected.items():
            assert rounded_as(text, getattr(found, bound)) == text, (key, bound)


def test_a_laptop_in_france_weighs_about_38_kg_a_year():
    today = date(2026, 11, 22)
    columns = columns_of([DeviceFacts(DeviceCategory.LAPTOP)], today)
    figures = estimate_fleet(columns, load_factors(today), load_electricity("FR", today))
    parts = [figures.estimate(figure, 0) for figure in (Figure.EMBODIED_PER_YEAR, Figure.USE_PER_YEAR)]
    assert round(sum(part.central for part in parts)) == 38


@given(positive)
def test_five_to_eight_years_cuts_the_embodied_part_by_three_eighths_whatever_the_factor(embodied):
    saved = impact.avoided_by_longer_life(1.0, embodied, 5, 8)
    assert saved / impact.embodied_yearly(embodied, 5.0) == pytest.approx(0.375)


@given(positive, st.floats(-1e3, 1e3), positive)
def test_break_even_exists_only_where_electricity_is_saved(embodied, extra, factor):
    years = impact.break_even_years(embodied, extra, factor)
    assert (years is None) == (extra * factor <= 0)


@given(st.lists(st.tuples(positive, positive), min_size=1))
def test_arrays_give_what_plain_numbers_give(pairs):
    lifetimes, ages = (np.array(values) for values in zip(*pairs, strict=True))
    assert list(impact.life_in_use(lifetimes, ages)) == [impact.life_in_use(*pair) for pair in pairs]


def test_a_young_device_is_never_divided_by_its_age():
    assert impact.life_in_use(5.0, 0.2) == 5.0


def test_an_unknown_age_leaves_the_reference_lifetime_and_no_lifetime_leaves_nothing():
    assert impact.life_in_use(5.0, float("nan")) == 5.0
    assert np.isnan(impact.life_in_use(float("nan"), 9.0))


def test_a_device_withdrawn_early_bears_its_making_over_one_year_at_least():
    assert impact.life_when_retired(0.3) == 1.0
    assert impact.life_when_retired(3.2) == 3.2


def test_stand_by_counts_for_the_rest_of_the_year():
    assert impact.energy_of_power(100.0, 2.0, 1760.0) == pytest.approx((176_000 + 14_000) / 1000)


def test_shares_of_a_year_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        impact.energy_of_modes([(1, 0.5), (2, 0.4)])


def test_refurbished_is_a_range_without_a_centre():
    low, high = impact.refurbished_yearly(185.1, 5, (0.43, 0.97))
    assert (low, high) == (pytest.approx(1.1106), pytest.approx(21.1014))
