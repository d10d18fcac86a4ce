"""What keeping and reusing avoided in a year: by hand, and what holds for any fleet."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.factors import load_electricity, load_factors
from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Quality
from inventaire.domain.fleet import estimate_fleet
from inventaire.domain.fleet_columns import columns_of
from inventaire.domain.gain import Gain, added, postponed, refurbished
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, EnergySource

ON = date(2026, 12, 31)
FACTORS = load_factors(ON)
LAPTOP = DeviceFacts(DeviceCategory.LAPTOP, in_service_on=PartialDate(2018, 12, 31))


def kept(*facts, territory="FR", factors=FACTORS):
    columns, electricity = columns_of(facts, ON), load_electricity(territory, ON)
    return postponed(columns, estimate_fleet(columns, factors, electricity), factors, electricity).gain()


def facts(**changes):
    known = {field: getattr(LAPTOP, field) for field in DeviceFacts.__dataclass_fields__}
    return DeviceFacts(**known | changes)


def test_an_old_laptop_avoids_a_fifth_of_the_making_of_a_new_one():
    gain = kept(LAPTOP)
    assert gain.count == 1
    assert gain.estimate.values() == pytest.approx((26.0, 37.02, 77.2), abs=0.05)


def test_a_machine_within_its_reference_lifetime_avoids_nothing_yet():
    assert kept(facts(in_service_on=PartialDate(2022, 6, 1))) == Gain(0, 0, None)
    assert kept(facts(in_service_on=None)) == Gain(0, 0, None)


def test_what_it_draws_beyond_a_new_one_is_taken_away_and_may_turn_the_gain_negative():
    measured = {"energy_kwh_per_year": 150, "energy_source": EnergySource.MEASURED}
    france, islands = (kept(facts(**measured), territory=code).estimate for code in ("FR", "GP"))
    factor = FACTORS["laptop"]
    assert france.central == pytest.approx(37.02 - (150 - factor.energy.central) * 0.0461, abs=0.05)
    assert islands.high < 0 or islands.central < 0
    assert france.low < france.central < france.high


def test_the_grade_is_that_of_the_electricity_too_where_it_does_not_cancel_out():
    guessed = FACTORS | {"laptop": replace(FACTORS["laptop"], energy_quality=Quality.D)}
    measured = facts(energy_kwh_per_year=150, energy_source=EnergySource.MEASURED)
    assert kept(LAPTOP, factors=guessed).estimate.quality is FACTORS["laptop"].quality
    assert kept(measured, factors=guessed).estimate.quality is Quality.D


def test_without_a_factor_of_electricity_only_what_does_not_need_it_is_estimated():
    measured = facts(energy_kwh_per_year=150, energy_source=EnergySource.MEASURED)
    assert kept(measured, territory=None) == Gain(0, 1, None)
    assert kept(LAPTOP, territory=None).count == 1


def test_a_category_without_factor_is_left_out_and_counted():
    old = facts(category=DeviceCategory.DOCK, lifetime_years=5, quantity=3)
    assert kept(old) == Gain(0, 3, None)


def test_the_whole_is_the_sum_of_its_categories():
    kinds = (DeviceCategory.LAPTOP, DeviceCategory.TABLET, DeviceCategory.DOCK)
    columns = columns_of([facts(category=kind) for kind in kinds], ON)
    found = postponed(columns, estimate_fleet(columns, FACTORS, None), FACTORS, None)
    parts = found.by_category()
    assert set(parts) == {DeviceCategory.LAPTOP, DeviceCategory.TABLET}
    assert added(*parts.values()).estimate.low == pytest.approx(found.gain().estimate.low)


@given(st.integers(1, 500), st.floats(0, 3_000))
def test_the_gain_grows_with_the_quantity_and_keeps_its_bounds_in_order(quantity, kwh):
    measured = {"energy_kwh_per_year": kwh, "energy_source": EnergySource.MEASURED}
    one, many = kept(facts(**measured)).estimate, kept(facts(**measured, quantity=quantity)).estimate
    assert many.values() == pytest.approx([value * quantity for value in one.values()])
    assert many.low <= many.central <= many.high


def test_a_refurbished_purchase_avoids_a_published_range_without_a_middle():
    known = load_longer_life(ON).refurbished["laptop"]
    share = (known.low, known.high)
    gain = refurbished(2, FACTORS["laptop"], None, share)
    low, _, high = FACTORS["laptop"].embodied.values()
    assert gain.estimate.values() == (pytest.approx(2 * 0.43 * low / 5), None, pytest.approx(2 * 0.97 * high / 5))
    assert refurbished(2, FACTORS["monitor"], None, None) == Gain(0, 2, None)


def test_gains_of_different_machines_add_up_without_a_middle_where_one_has_none():
    whole = added(kept(LAPTOP), refurbished(1, FACTORS["laptop"], None, (0.43, 0.97)), Gain(0, 4, None))
    assert (whole.count, whole.left_out, whole.estimate.central) == (2, 4, None)
    assert added(Gain(0, 1, None)) == Gain(0, 1, None)
