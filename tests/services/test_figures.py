"""The figures of the organisation: one device, a fleet, the sentence above the list."""

from datetime import date

import pytest

from inventaire.domain.figures import Figure
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Device, db
from inventaire.services import estimates, figures
from inventaire.services.device import create_device, update_device

TODAY = date(2026, 11, 22)


def a_device(**facts):
    return create_device({"category": DeviceCategory.LAPTOP, "in_service_on": PartialDate(2025), **facts})


def embodied(report):
    return report.total.totals[Figure.EMBODIED.value]


def test_a_fleet_weighs_what_its_devices_weigh(town):
    a_device()
    a_device(quantity=9)
    report = figures.fleet_report(TODAY)
    assert report.total.count == 10
    assert embodied(report).values() == pytest.approx((1300, 1851, 3860))


def test_what_is_out_of_use_weighs_nothing_more(town):
    a_device()
    for status in (DeviceStatus.IN_STOCK, DeviceStatus.DECOMMISSIONED, DeviceStatus.RETIRED):
        a_device(status=status)
    assert figures.fleet_report(TODAY).total.count == 1


def test_the_command_and_the_report_estimate_the_same_fleet_of_a_past_day(town):
    a_device(in_service_on=PartialDate(2022, 3, 1))
    a_device(in_service_on=PartialDate(2026, 1, 5))
    a_device(
        in_service_on=PartialDate(2020, 1, 1),
        status=DeviceStatus.RETIRED,
        retired_on=PartialDate(2026, 2, 1),
        quantity=3,
    )
    past = date(2025, 12, 31)
    asked = estimates.of_inventory("FR", past)
    assert asked.total.count == 4
    assert asked.total.totals == figures.fleet_report(past).total.totals
    detailed = estimates.of_inventory("FR", past, detail=True)
    assert detailed.total.totals == asked.total.totals
    assert sorted(each.count for each in detailed.rows) == [1, 3]


def test_a_change_moves_the_figures_at_once(town):
    device = a_device()
    before = embodied(figures.fleet_report(TODAY)).central
    update_device(device.id, device.version, {"quantity": 2})
    assert embodied(figures.fleet_report(TODAY)).central == pytest.approx(2 * before)


def test_the_figures_of_a_device_open_down_to_their_source(town):
    explained = {each.figure: each for each in figures.explain_device(a_device(), TODAY)}
    use = explained[Figure.USE_PER_YEAR]
    assert use.estimate.central == pytest.approx(29.0 * 0.0461)
    assert use.formula_fr
    assert use.source_fr
    assert use.inputs


def test_the_summary_counts_machines_ages_and_systems(town):
    a_device(quantity=3, operating_system="Microsoft Windows 7 Professionnel")
    a_device(operating_system="Ubuntu 24.04.1 LTS", in_service_on=None)
    found = figures.summary(TODAY)
    assert (found.count, found.systems_known, found.systems_over) == (4, 4, 3)
    assert (found.ages.known, found.ages.unknown) == (3, 1)


def test_a_column_of_the_models_is_there_for_every_fact(town):
    assert set(figures.FACTS) <= set(Device.__table__.columns.keys())
    assert db.session.query(Device).count() == 0


def test_machines_alike_counted_together_weigh_what_they_weigh_one_by_one(demonstration, town):
    together = figures.fleet_report(TODAY).total
    one_by_one = estimates.of_inventory("FR", TODAY).total
    assert together.count == one_by_one.count
    assert together.not_estimable == one_by_one.not_estimable
    for figure in Figure:
        ours, theirs = together.totals[figure.value], one_by_one.totals[figure.value]
        assert ours.values() == pytest.approx(theirs.values())
