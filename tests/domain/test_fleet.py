"""A fleet is the sum of its machines, and admits what it does not know."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import ElectricityFactor
from inventaire.domain.figures import Figure, Origin, Reason, complete, machines, not_estimable, totals
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import columns_of
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource

TODAY = date(2026, 11, 22)
FACTORS = load_factors(TODAY)
FRANCE = load_electricity("FR", TODAY)
LAPTOP, SWITCH, NAS = DeviceCategory.LAPTOP, DeviceCategory.SWITCH, DeviceCategory.NAS

maybe = st.none() | st.floats(0, 5_000)
dates = st.none() | st.builds(PartialDate, st.integers(2005, 2026), st.integers(1, 12))
devices = st.builds(
    DeviceFacts,
    category=st.none() | st.sampled_from(DeviceCategory),
    quantity=st.integers(1, 40),
    in_service_on=dates,
    retired_on=dates,
    lifetime_years=st.none() | st.floats(1, 20),
    embodied_kgco2e=maybe,
    energy_kwh_per_year=maybe,
    energy_source=st.none() | st.sampled_from(EnergySource),
    label_kwh_per_1000h=maybe,
    power_on_w=maybe,
    power_standby_w=maybe,
    hours_per_day=st.none() | st.floats(0, 24),
    days_per_year=st.none() | st.floats(0, 366),
    pue=st.none() | st.floats(1, 3),
)
NOTHING = (None, None, None)
fleets = st.lists(devices, min_size=1, max_size=12)


def estimated(*facts, electricity=FRANCE, today=TODAY):
    return estimate_fleet(columns_of(facts, today), FACTORS, electricity)


def figure_of(figure, electricity=FRANCE, **facts):
    return estimated(DeviceFacts(**facts), electricity=electricity).estimate(figure, 0)


def reason_of(figure, electricity=FRANCE, **facts):
    return estimated(DeviceFacts(**facts), electricity=electricity).reason(figure, 0)


@given(fleets)
@settings(deadline=None)
def test_the_bounds_are_in_order_wherever_they_are_known(fleet):
    for column in estimated(*fleet).columns.values():
        for low, central, high in column.bounds:
            known = [value for value in (low, central, high) if not np.isnan(value)]
            assert known == sorted(known)


@given(fleets)
@settings(deadline=None)
def test_one_device_is_a_fleet_of_one(fleet):
    whole = estimated(*fleet)
    for line, facts in enumerate(fleet):
        alone = estimated(facts)
        for figure in Figure:
            assert whole.estimate(figure, line) == alone.estimate(figure, 0)
            assert whole.reason(figure, line) == alone.reason(figure, 0)
            assert whole.origin(figure, line) == alone.origin(figure, 0)


@given(fleets, st.data())
@settings(deadline=None)
def test_totals_equal_the_sum_of_any_split(fleet, data):
    figures = estimated(*fleet)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(fleet), max_size=len(fleet))))
    for key, total in totals(figures).items():
        sides = [bounds_of(figures, key, side) for side in (mask, ~mask)]
        lows, *others = zip(*sides, strict=True)
        known = [low for low in lows if low is not None]
        expected = (sum(known) if known else None, *(None if None in pair else sum(pair) for pair in others))
        assert (total.values() if total else NOTHING) == pytest.approx(expected) or not any(
            figures.columns[Figure(key)].reason == -1
        )
    assert machines(figures) == machines(figures, mask) + machines(figures, ~mask)


def bounds_of(figures, key, mask):
    """Give the bounds of one side of a split; a side where nothing is estimated adds nothing."""
    if not ((figures.columns[Figure(key)].reason == -1) & mask).any():
        return (None, 0, 0)
    total = totals(figures, mask)[key]
    return total.values() if total else NOTHING


def test_a_total_says_at_least_what_is_known_of_its_lows():
    figures = estimated(DeviceFacts(LAPTOP), DeviceFacts(DeviceCategory.NAS), DeviceFacts(SWITCH))
    assert totals(figures)["embodied_kgco2e"].values() == (130 + 124, None, None)


def test_a_total_keeps_no_high_that_one_machine_lacks():
    figures = estimated(DeviceFacts(LAPTOP), DeviceFacts(DeviceCategory.IP_PHONE))
    assert totals(figures)["embodied_kgco2e"].values() == (130, pytest.approx(185.1 + 17), None)


@given(devices)
@settings(deadline=None)
def test_doubling_the_quantity_doubles_every_bound(facts):
    double = DeviceFacts(**{name: getattr(facts, name) for name in facts.__slots__} | {"quantity": facts.quantity * 2})
    one, two = estimated(facts), estimated(double)
    for figure in Figure:
        assert two.columns[figure].bounds == pytest.approx(2 * one.columns[figure].bounds, nan_ok=True)


@given(devices)
@settings(deadline=None)
def test_every_machine_is_either_estimated_or_counted_out_with_a_reason(facts):
    figures = estimated(facts)
    out = {(each["figure"], each["count"]) for each in not_estimable(figures)}
    for figure in Figure:
        assert (figures.estimate(figure, 0) is None) == ((figure.value, facts.quantity) in out)


def test_the_relative_range_of_a_fleet_does_not_narrow_with_its_size():
    one, many = (totals(estimated(*[DeviceFacts(LAPTOP)] * size)) for size in (1, 500))
    spread = [total["embodied_kgco2e"].high / total["embodied_kgco2e"].low for total in (one, many)]
    assert spread[0] == pytest.approx(spread[1])


def test_an_empty_fleet_has_no_figure_and_nothing_left_out():
    figures = estimated()
    assert set(totals(figures).values()) == {None}
    assert not_estimable(figures) == []


@pytest.mark.parametrize(
    ("figure", "reason", "facts"),
    [
        (Figure.EMBODIED, Reason.NO_CATEGORY, {}),
        (Figure.ENERGY_PER_YEAR, Reason.NO_CATEGORY, {}),
        (Figure.EMBODIED, Reason.NO_FACTOR, {"category": DeviceCategory.SCANNER}),
        (Figure.EMBODIED_PER_YEAR, Reason.NO_FACTOR, {"category": DeviceCategory.UPS}),
        (Figure.EMBODIED_PER_YEAR, Reason.NO_LIFETIME, {"category": DeviceCategory.THIN_CLIENT}),
        (Figure.ENERGY_PER_YEAR, Reason.NO_ENERGY, {"category": SWITCH}),
        (Figure.USE_PER_YEAR, Reason.NO_ENERGY, {"category": SWITCH}),
    ],
)
def test_what_cannot_be_estimated_says_why(figure, reason, facts):
    assert figure_of(figure, **facts) is None
    assert reason_of(figure, **facts) is reason


def test_a_territory_without_a_factor_leaves_the_use_unestimated_and_the_energy_known():
    assert reason_of(Figure.USE_PER_YEAR, None, category=LAPTOP) is Reason.NO_ELECTRICITY_FACTOR
    assert figure_of(Figure.ENERGY_PER_YEAR, None, category=LAPTOP).central == 29.0


def test_a_factor_imposed_in_grams_is_the_one_that_counts():
    use = figure_of(Figure.USE_PER_YEAR, ElectricityFactor.given(100), category=LAPTOP)
    assert use.central == pytest.approx(2.9)


def test_a_lifetime_of_ones_own_wins_over_the_category():
    yearly = figure_of(Figure.EMBODIED_PER_YEAR, category=LAPTOP, lifetime_years=8)
    assert yearly.central == pytest.approx(185.1 / 8)


def test_a_device_withdrawn_early_is_spread_over_its_true_life():
    bought, gone = PartialDate(2021, 6, 1), PartialDate(2024, 6, 1)
    figures = estimated(DeviceFacts(LAPTOP, in_service_on=bought, retired_on=gone))
    assert figures.estimate(Figure.EMBODIED_PER_YEAR, 0).central == pytest.approx(185.1 / 3, rel=1e-3)
    assert figures.origin(Figure.EMBODIED_PER_YEAR, 0) is Origin.TRUE_LIFE


def test_a_withdrawal_still_to_come_changes_nothing():
    facts = DeviceFacts(LAPTOP, in_service_on=PartialDate(2024), retired_on=PartialDate(2027))
    assert estimated(facts).estimate(Figure.EMBODIED_PER_YEAR, 0).central == pytest.approx(185.1 / 5)


def test_a_measure_comes_first_and_has_no_range():
    found = figure_of(
        Figure.ENERGY_PER_YEAR,
        category=LAPTOP,
        energy_kwh_per_year=33,
        energy_source=EnergySource.MEASURED,
        power_on_w=90,
        power_standby_w=1,
        hours_per_day=8,
        days_per_year=220,
    )
    assert (found.values(), found.quality) == ((33, 33, 33), Quality.A)


def test_a_makers_consumption_keeps_the_bounds_of_the_category():
    found = figure_of(Figure.ENERGY_PER_YEAR, category=LAPTOP, energy_kwh_per_year=33)
    assert found.values() == (15.7, 33, 48)


def test_a_declared_power_comes_before_the_category():
    power = {"power_on_w": 100, "power_standby_w": 2, "hours_per_day": 8, "days_per_year": 220}
    found = figure_of(Figure.ENERGY_PER_YEAR, category=LAPTOP, **power)
    assert found.values() == (190, 190, 190)


def test_a_power_without_its_stand_by_leaves_the_category_or_gives_a_lower_bound():
    power = {"power_on_w": 100, "hours_per_day": 8, "days_per_year": 220}
    assert figure_of(Figure.ENERGY_PER_YEAR, category=LAPTOP, **power).values() == (15.7, 29.0, 48)
    found = figure_of(Figure.ENERGY_PER_YEAR, category=DeviceCategory.SCANNER, **power)
    assert found.values() == (176, None, None)


def test_the_label_of_a_display_counts_its_hours_and_comes_after_a_declared_power():
    monitor = {"category": DeviceCategory.MONITOR_22_24, "label_kwh_per_1000h": 18}
    used = monitor | {"hours_per_day": 7, "days_per_year": 220}
    assert figure_of(Figure.ENERGY_PER_YEAR, **used).values() == pytest.approx((27.72, 27.72, 27.72))
    powered = figure_of(Figure.ENERGY_PER_YEAR, **used, power_on_w=20, power_standby_w=0)
    assert powered.central == pytest.approx(30.8)
    assert figure_of(Figure.ENERGY_PER_YEAR, **monitor) == figure_of(
        Figure.ENERGY_PER_YEAR, category=monitor["category"]
    )


def test_what_is_never_switched_off_needs_no_hours():
    assert figure_of(Figure.ENERGY_PER_YEAR, category=SWITCH, power_on_w=40).central == pytest.approx(350.4)


def test_pue_multiplies_servers_and_network_only():
    assert figure_of(Figure.ENERGY_PER_YEAR, category=DeviceCategory.SERVER_RACK, pue=1.5).central == 1529 * 1.5
    assert figure_of(Figure.ENERGY_PER_YEAR, category=LAPTOP, pue=1.5).central == 29.0


@pytest.mark.parametrize(("given_kg", "bounds"), [(250, (130, 250, 386)), (90, (90, 90, 386)), (500, (130, 500, 500))])
def test_a_makers_value_replaces_the_centre_and_stretches_the_range_when_it_must(given_kg, bounds):
    found = figure_of(Figure.EMBODIED, category=LAPTOP, embodied_kgco2e=given_kg)
    assert (found.values(), found.quality) == (bounds, Quality.B)


def test_a_makers_value_alone_stays_alone():
    found = figure_of(Figure.EMBODIED, category=DeviceCategory.SCANNER, embodied_kgco2e=45)
    assert found.values() == (None, 45, None)


def test_a_bound_missing_on_one_device_is_missing_in_the_total_and_the_complete_part_stands_beside():
    figures = estimated(DeviceFacts(LAPTOP, quantity=3), DeviceFacts(NAS))
    total = totals(figures)["embodied_kgco2e"]
    assert (total.low, total.central, total.high, total.quality) == (514, None, None, Quality.D)
    part = complete(figures)["embodied_kgco2e"]
    assert part.estimate.values() == pytest.approx((390, 555.3, 1158))
    assert (part.estimate.quality, part.count) == (Quality.A, 3)


def test_a_device_left_out_is_counted_by_its_quantity():
    figures = estimated(DeviceFacts(LAPTOP), DeviceFacts(DeviceCategory.SCANNER, quantity=4))
    assert {"figure": "embodied_kgco2e", "reason": "no_factor", "count": 4} in not_estimable(figures)
    assert totals(figures)["embodied_kgco2e"].central == pytest.approx(185.1)
