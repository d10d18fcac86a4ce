"""What keeping avoids: the worked examples of the method, overseas, parts, and what holds for any number."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.balance import balance, break_even, weight_of
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.factors import Bounds
from inventaire.domain.figures import Reason
from inventaire.domain.fleet_columns import codes_of, columns_of
from inventaire.domain.keeping import Verdict, estimate_of, keep, verdict
from inventaire.domain.longer_life import Part
from inventaire.domain.model_sheet import ModelSheet, known_as
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.proposals import Option, Proposal, Standing
from inventaire.domain.vocabulary import DeviceCategory, EnergySource

TODAY = date(2026, 11, 22)
LAPTOP, TOWER = DeviceCategory.LAPTOP, DeviceCategory.DESKTOP_TOWER
KNOWN = load_longer_life(TODAY)
FACTORS = load_factors(TODAY)


def kept(territory="FR", years=3, bought=LAPTOP, **facts):
    lines = [DeviceFacts(**{"category": TOWER} | facts)]
    electricity = load_electricity(territory, TODAY)
    return keep(columns_of(lines, TODAY), codes_of([bought]), FACTORS, electricity, years)


def outcome(option, parts=(), **facts):
    column = balance(kept(**facts), Proposal(option, Standing.POSSIBLE, parts), KNOWN)
    return column and estimate_of(column, 0)


@pytest.mark.parametrize(("territory", "expected"), [("FR", 93.9), ("GP", -150.7)])
def test_a_tower_kept_three_years_against_a_laptop_is_example_4(territory, expected):
    assert kept(territory).estimate(0).central == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("territory", "expected"), [("FR", 32), ("GP", 2.1)])
def test_the_break_even_of_that_laptop_is_example_5(territory, expected):
    found = break_even(kept(territory), load_electricity(territory, TODAY), 0)
    assert found.central == pytest.approx(expected, rel=0.02)
    assert found.low < found.central < found.high


@pytest.mark.parametrize("territory", ["GP", "MQ", "GF", "RE", "YT", "NC"])
def test_overseas_keeping_a_tower_against_a_laptop_emits_more(territory):
    found = kept(territory).estimate(0)
    assert found.central < 0
    assert verdict(found) in (Verdict.EMITS, Verdict.LEANS)


def test_in_france_keeping_that_tower_avoids_emissions_beyond_doubt():
    assert verdict(kept().estimate(0)) is Verdict.AVOIDS


def test_a_gain_whose_range_holds_nothing_shows_nothing():
    same = Estimate(-1, 2, 4, Unit.KG_CO2E, Quality.A)
    assert verdict(same) is Verdict.SAME
    assert verdict(Estimate(-4, -2, -1, Unit.KG_CO2E, Quality.A)) is Verdict.EMITS
    assert verdict(Estimate(None, None, 4, Unit.KG_CO2E, Quality.D)) is Verdict.SAME


@pytest.mark.parametrize("territory", ["FR", "GP"])
def test_the_same_category_draws_the_same_wherever_it_stands(territory):
    found = kept(territory, bought=TOWER, years=1).estimate(0)
    assert found.values() == pytest.approx((148 / 6, 211.5 / 6, 495 / 6))


def test_the_machine_bought_takes_nothing_from_the_sheet_of_the_one_kept():
    ours = DeviceFacts(LAPTOP, manufacturer="Atelier", model="Portable 14")
    sheet = ModelSheet("Atelier", "Portable 14", Bounds(None, 380, None), 40, "exemple.invalid", PartialDate(2024))
    columns = columns_of([ours], TODAY, {known_as("Atelier", "Portable 14"): sheet})
    found = keep(columns, codes_of([LAPTOP]), FACTORS, load_electricity("FR", TODAY), 1).estimate(0)
    assert found.central == pytest.approx(185.1 / 5 - (40 - 29.0) * 0.0461, abs=0.01)


def test_a_measured_machine_is_compared_with_the_factor_of_the_other():
    measured = {"energy_kwh_per_year": 400.0, "energy_source": EnergySource.MEASURED}
    assert kept(bought=TOWER, **measured).estimate(0).central < kept(bought=TOWER).estimate(0).central


def test_three_years_of_formula_5_are_eight_years_of_formula_4():
    """The two views of one gain are never added: they are the same."""
    by_keeping = kept(category=LAPTOP, years=3).estimate(0).central
    assert by_keeping == pytest.approx(8 * 185.1 * (1 / 5 - 1 / 8))


def test_a_part_fitted_weighs_in_the_balance_low_with_high():
    plain, fitted = outcome(Option.FREE_SYSTEM), outcome(Option.REINFORCE, (Part.SSD,))
    ssd = KNOWN.parts[Part.SSD].embodied
    assert fitted.low == pytest.approx(plain.low - ssd.high)
    assert fitted.high == pytest.approx(plain.high - ssd.low)
    assert (fitted.central, fitted.quality) == (None, Quality.C)


def test_a_part_that_nobody_weighed_leaves_a_higher_bound_alone():
    found = outcome(Option.BATTERY, (Part.BATTERY,), category=LAPTOP)
    plain = outcome(Option.KEEP, category=LAPTOP)
    assert (found.low, found.central, found.high) == (None, None, plain.high)
    assert weight_of([KNOWN.parts[Part.BATTERY]]).values() == (0, None, None)


def test_a_second_hand_avoids_the_published_range_without_a_centre():
    found = outcome(Option.REFURBISHED, years=1, category=LAPTOP)
    assert found.low == pytest.approx(0.43 * 130 / 5)
    assert found.high == pytest.approx(0.97 * 386 / 5)
    assert found.central is None
    assert outcome(Option.REFURBISHED, bought=DeviceCategory.SERVER_RACK) is None


def test_the_method_says_nothing_of_another_use_nor_of_leaving():
    assert [outcome(option) for option in (Option.OTHER_USE, Option.DISPOSE, Option.NEW)] == [None, None, None]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"bought": DeviceCategory.COMPUTER}, Reason.NO_LIFETIME),
        ({"bought": DeviceCategory.SCANNER}, Reason.NO_FACTOR),
        ({"category": DeviceCategory.SCANNER}, Reason.NO_ENERGY),
        ({"territory": "PM"}, Reason.NO_ELECTRICITY_FACTOR),
    ],
)
def test_what_cannot_be_estimated_says_why(facts, reason):
    found = kept(**facts)
    assert (found.estimate(0), found.reason(0)) == (None, reason)


@given(st.integers(1, 500), st.integers(1, 10))
def test_the_gain_grows_with_the_machines_and_the_years(quantity, years):
    whole, one = kept(quantity=quantity, years=years).estimate(0), kept(years=1).estimate(0)
    assert whole.values() == pytest.approx([quantity * years * value for value in one.values()])


@given(st.lists(st.sampled_from([LAPTOP, TOWER, DeviceCategory.MINI_PC]), min_size=1, max_size=6))
def test_a_fleet_weighs_what_its_machines_weigh_one_by_one(categories):
    lines = columns_of([DeviceFacts(category) for category in categories], TODAY)
    electricity = load_electricity("FR", TODAY)
    fleet = keep(lines, codes_of([LAPTOP] * len(categories)), FACTORS, electricity, 3)
    alone = np.array([kept(category=category).avoided.bounds[0] for category in categories])
    assert np.allclose(fleet.avoided.bounds, alone)
    ordered = np.diff(fleet.avoided.bounds, axis=1)
    assert (ordered >= 0).all()
