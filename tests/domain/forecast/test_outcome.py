"""Ten years of a fleet: nothing appears nor vanishes, ranges hold, what is not known is not counted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds
from inventaire.domain.forecast.causes import differences, verdict
from inventaire.domain.forecast.flows import YEARS, flows_of
from inventaire.domain.forecast.measures import Cause, Measure, Side, Verdict
from inventaire.domain.forecast.outcome import estimate, outcome_of
from inventaire.domain.forecast.policy import Group, Policy, SystemRule
from inventaire.domain.vocabulary import DeviceCategory
from tests.domain.forecast.fleets import (
    FACTORS,
    FRANCE,
    STAFF,
    SWITCH,
    TOWER,
    YEAR,
    a_fleet,
    line,
    rates,
    ten_years,
)

lines = st.builds(
    line,
    category=st.none() | st.sampled_from(DeviceCategory),
    began=st.none() | st.integers(2008, YEAR),
    quantity=st.integers(1, 50),
    publisher=st.just(np.inf) | st.integers(2020, 2040),
    free=st.just(np.inf) | st.integers(2020, 2040),
    theirs=st.booleans(),
    energy_kwh_per_year=st.none() | st.floats(0, 2_000),
    power_on_w=st.none() | st.floats(0, 500),
    power_standby_w=st.none() | st.floats(0, 50),
    hours_per_day=st.none() | st.floats(0, 24),
    days_per_year=st.none() | st.floats(0, 366),
    pue=st.none() | st.floats(1, 3),
)
fleets = st.lists(lines, min_size=1, max_size=8)
policies = st.builds(
    Policy,
    name=st.just("politique"),
    ages=st.dictionaries(st.sampled_from(Group), st.integers(1, 15)),
    systems=st.sampled_from(SystemRule),
    refurbished=st.floats(0, 1),
    per_agent=st.none() | st.floats(0, 3),
    years=st.integers(1, 10),
    hours=st.dictionaries(st.sampled_from(Group), st.floats(0, 24)),
)


def at(age, **more):
    return Policy(f"{age} ans", ages={Group.COMPUTERS: age}, **more)


def total(outcome, *measures):
    return outcome.total(*measures)[2]


def laptops_of_every_age(years, quantity=10):
    """A fleet that replaces as many each year: its steady state."""
    return a_fleet(*[line(began=YEAR - age, quantity=quantity) for age in range(years)])


@given(fleets, policies)
def test_what_is_bought_and_withdrawn_balances_the_stock(found, policy):
    fleet = a_fleet(*found)
    flows = flows_of(fleet, policy, STAFF)
    before = fleet.cohorts.weighed(fleet.cohorts.quantity)
    for rank in range(YEARS):
        assert flows.stock[rank] == pytest.approx(before + flows.bought[rank] - flows.withdrawn[rank])
        before = flows.stock[rank]
    assert (flows.bought >= 0).all()
    assert (flows.withdrawn >= 0).all()
    assert (flows.stock > -1e-9).all()


@given(fleets, policies)
def test_a_fleet_keeps_its_size_unless_the_policy_says_otherwise(found, policy):
    fleet = a_fleet(*found)
    alike = Policy(policy.name, policy.ages, policy.systems, policy.refurbished, hours=policy.hours)
    stock = flows_of(fleet, alike, STAFF).stock
    start = fleet.cohorts.weighed(fleet.cohorts.quantity)
    assert all(row == pytest.approx(start) for row in stock)
    assert start.sum() + fleet.unplaced == pytest.approx(sum(facts.quantity for facts, *_ in found))


@given(fleets, policies)
def test_ranges_are_ordered_and_never_lack_a_bound(found, policy):
    outcome = ten_years(a_fleet(*found), policy)
    for measure in Measure:
        for values in outcome.years[measure]:
            told = estimate(values, measure.unit, Quality.B)  # raises when out of order
            assert told is None or None not in (told.low, told.high)


@given(fleets, policies)
def test_twice_the_fleet_is_twice_of_everything(found, policy):
    agents = None if policy.per_agent is None else STAFF
    once = ten_years(a_fleet(*found), policy, staff=agents)
    twice = ten_years(a_fleet(*found, *found), policy, staff=agents and 2 * agents)
    for measure in Measure:
        assert twice.years[measure] == pytest.approx(2 * once.years[measure], nan_ok=True)


@given(fleets, policies)
def test_a_policy_beside_itself_gives_no_difference(found, policy):
    fleet = a_fleet(*found)
    outcome = ten_years(fleet, policy)
    for found_difference in differences(outcome, policy, lambda each: ten_years(fleet, each)).values():
        assert verdict(found_difference.whole) in (Verdict.NONE, Verdict.UNKNOWN)


@given(fleets, policies, policies)
def test_the_causes_add_up_to_the_difference_scenario_by_scenario(found, one, other):
    fleet = a_fleet(*found)
    before, after = ten_years(fleet, one), ten_years(fleet, other)
    for side, each in differences(before, other, lambda step: ten_years(fleet, step)).items():
        expected = sum(after.total(measure) - before.total(measure) for measure in side.measures if measure)
        assert sum(each.causes.values()) == pytest.approx(each.whole, nan_ok=True)
        if not np.isnan(expected).any():
            assert each.whole == pytest.approx(expected, abs=1e-6)


@given(st.floats(1, 2_000), st.floats(1, 3), st.floats(1, 3))
def test_from_5_to_8_years_the_yearly_making_falls_by_37_5_percent_whatever_the_factor(low, central, high):
    factors = a_factor((low, low * central, low * central * high))
    five = ten_years(a_fleet(*[line(began=YEAR - age, quantity=8) for age in range(5)], factors=factors), at(5))
    eight = ten_years(a_fleet(*[line(began=YEAR - age, quantity=5) for age in range(8)], factors=factors), at(8))
    for rank in range(YEARS):
        ratio = eight.years[Measure.SHARE][rank] / five.years[Measure.SHARE][rank]
        assert ratio == pytest.approx(np.full(6, 5 / 8))


def a_factor(embodied):
    return {"laptop": replace(FACTORS["laptop"], embodied=Bounds(*embodied))}


def test_a_hundred_laptops_kept_eight_years_rather_than_five():
    """Worked example 3 of the method: 1 388 kg a year (975 to 2 895)."""
    five, eight = (ten_years(laptops_of_every_age(years, 100 / years), at(years)) for years in (5, 8))
    gain = five.years[Measure.SHARE][0] - eight.years[Measure.SHARE][0]
    assert [round(gain[place]) for place in (0, 2, 4)] == [975, 1388, 2895]


def test_machines_already_due_leave_in_the_first_year_and_their_successors_in_their_turn():
    flows = flows_of(a_fleet(line(began=2015, quantity=4), line(began=2025, quantity=1)), at(5), None)
    assert flows.withdrawn.sum(axis=1).tolist() == [4, 0, 0, 1, 0, 4, 0, 0, 1, 0]
    assert flows.bought.sum(axis=1).tolist() == flows.withdrawn.sum(axis=1).tolist()


def test_what_is_bought_is_worth_its_whole_making_the_year_it_is_bought():
    outcome = ten_years(a_fleet(line(began=2025, quantity=10)), at(5))
    assert outcome.years[Measure.EMBODIED][:, 2].tolist() == pytest.approx([0, 0, 0, 1851, 0, 0, 0, 0, 1851, 0])
    assert outcome.years[Measure.PURCHASES][:, 0].tolist() == [0, 0, 0, 8000, 0, 0, 0, 0, 8000, 0]
    assert outcome.years[Measure.USE][0, 2] == pytest.approx(10 * 29.0 * FRANCE)


def test_an_old_machine_that_draws_more_is_worth_replacing_by_its_electricity_alone():
    fleet = a_fleet(line(TOWER, began=2021, energy_kwh_per_year=400.0))
    kept, replaced = ten_years(fleet, at(8)), ten_years(fleet, at(5))
    assert total(kept, Measure.ENERGY) - total(replaced, Measure.ENERGY) == pytest.approx(2 * (400 - 153.3))
    told = differences(replaced, at(8), lambda each: ten_years(fleet, each))[Side.ENERGY]
    assert told.causes[Cause.OLDER][2] == pytest.approx(2 * (400 - 153.3))


def test_keeping_what_draws_more_turns_negative_where_electricity_emits_much():
    fleet = a_fleet(line(TOWER, began=2021, energy_kwh_per_year=900.0))
    found = {}
    for place, factor in (("France", FRANCE), ("Guadeloupe", 0.702)):
        five = ten_years(fleet, at(5), kg_per_kwh=factor)
        told = differences(five, at(8), lambda each, kg=factor: ten_years(fleet, each, kg_per_kwh=kg))
        found[place] = told[Side.FOOTPRINT].whole[2]
    assert found["France"] < 0 < found["Guadeloupe"]


def test_a_system_that_its_publisher_leaves_shortens_a_life_unless_a_free_one_fits():
    fleet = a_fleet(line(began=2024, publisher=2027), line(began=2024, publisher=2027, free=2028))
    by_rule = {rule: flows_of(fleet, at(10, systems=rule), None).withdrawn.sum(axis=1) for rule in SystemRule}
    assert by_rule[SystemRule.AGE].tolist() == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0]
    assert by_rule[SystemRule.PUBLISHER].tolist() == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert by_rule[SystemRule.FREE].tolist() == [0, 1, 0, 0, 0, 0, 0, 1, 0, 0]


def test_a_refurbished_purchase_has_a_range_and_no_central_value():
    outcome = ten_years(a_fleet(line(began=2025, quantity=10)), at(5, refurbished=1.0))
    told = estimate(outcome.total(Measure.EMBODIED), Measure.EMBODIED.unit, Quality.B)
    assert told.central is None
    assert (told.low, told.high) == pytest.approx((20 * 130 * 0.03, 20 * 386 * 0.57))
    assert total(outcome, Measure.PURCHASES) == 20 * 350


def test_fewer_devices_per_agent_are_reached_by_not_replacing_and_never_by_throwing_away():
    policy = at(5, per_agent=0.5, years=2)
    fleet = a_fleet(line(began=2026, quantity=60, theirs=True), line(began=2022, quantity=40, theirs=True), line())
    flows = flows_of(fleet, policy, STAFF)
    assert flows.stock.sum(axis=1)[:5] == pytest.approx([76, 76, 76, 76, 51])
    assert flows.bought[0].sum() == 15
    assert (flows_of(fleet, policy, None).stock.sum(axis=1) == 101).all()


def test_what_is_always_on_spares_its_hours_and_an_office_machine_only_its_declared_stand_by():
    power = {"power_on_w": 30.0, "power_standby_w": 2.0, "hours_per_day": 8.0, "days_per_year": 365.0}
    fleet = a_fleet(
        line(DeviceCategory.WIFI_AP, began=2026, energy_kwh_per_year=60.0, energy_source=None),
        line(began=2026, **power),
        line(TOWER, began=2026),
    )
    off = Policy("la nuit", hours={Group.NETWORK: 12.0, Group.COMPUTERS: 8.0})
    spared = ten_years(fleet, Policy("rien")).years[Measure.ENERGY][0] - ten_years(fleet, off).years[Measure.ENERGY][0]
    assert spared == pytest.approx(np.full(6, 8 * 365 * 2 / 1000), abs=1e-6)  # the access point's range is not whole


def test_switching_off_all_day_draws_nothing_more():
    fleet = a_fleet(line(DeviceCategory.ROUTER, began=2026))
    assert not ten_years(fleet, Policy("", hours={Group.NETWORK: 24.0})).years[Measure.ENERGY].any()


def test_machines_without_a_date_are_spread_like_those_of_their_category():
    fleet = a_fleet(line(began=2025, quantity=3), line(began=2022, quantity=1), line(began=None, quantity=8))
    assert fleet.undated == 8
    assert flows_of(fleet, at(5), None).withdrawn.sum(axis=1)[:4] == pytest.approx([3, 0, 0, 9])


def test_a_category_without_any_date_or_lifetime_is_never_withdrawn():
    fleet = a_fleet(line(began=None, quantity=3), line(DeviceCategory.DOCK, quantity=2), line(None, quantity=1))
    assert flows_of(fleet, at(5), None).withdrawn.sum() == 0
    assert fleet.unplaced == 1


def test_a_price_that_lacks_leaves_the_euros_unknown_and_the_rest_known():
    fleet = a_fleet(line(began=2022), line(SWITCH, began=2010))
    outcome = outcome_of(fleet, at(5), rates(), STAFF)
    assert np.isnan(outcome.total(Measure.PURCHASES)).all()
    assert outcome.total(Measure.BOUGHT)[0] > 0
    assert estimate(outcome.total(Measure.PURCHASES), Measure.PURCHASES.unit, Quality.A) is None
