"""The fleet on a past day, by dates, by acts and by the trace."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from inventaire.domain.device_life import Act
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Device, db
from inventaire.models.base import now
from inventaire.services.device import create_device, get_device, update_device
from inventaire.services.device_life import record_act
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.fleet_on import HELD, IN_USE, fleet_on, left_undated
from inventaire.services.systems import systems_in_use

TODAY = now().date()
YEAR = date(2022, 12, 31)


def a_device(name, **facts):
    return create_device({"category": DeviceCategory.LAPTOP, "name": name, "quantity": 1} | facts)


def there(on, statuses=IN_USE):
    return set(db.session.scalars(select(Device.name).where(fleet_on(on, statuses))))


def act(device, what, on):
    said = {"happened_on": on, "note": "École", "proof": "Pièce 1", "cost_eur": None}
    record_act(device.id, get_device(device.id).version, what, said)


@pytest.fixture
def fleet(town):
    """Record a fleet whose every device says something else of its beginning and of its end."""
    a_device("ancien", in_service_on=PartialDate(2015))
    a_device("de l’année", in_service_on=PartialDate(2022))
    a_device("du dernier jour", in_service_on=PartialDate(2022, 12, 31))
    a_device("du lendemain", in_service_on=PartialDate(2023, 1, 1))
    a_device("acheté", purchased_on=PartialDate(2021, 6))
    a_device("acheté avant, servi après", purchased_on=PartialDate(2021), in_service_on=PartialDate(2023, 3))
    a_device("sans date")
    out = {"status": DeviceStatus.RETIRED, "in_service_on": PartialDate(2016)}
    a_device("sorti depuis", retired_on=PartialDate(2023), **out)
    a_device("réformé avant de sortir", decommissioned_on=PartialDate(2022, 5), retired_on=PartialDate(2023), **out)
    a_device("sorti l’année même", retired_on=PartialDate(2022), **out)
    a_device("sorti on ne sait quand", **out)
    a_device("en stock", status=DeviceStatus.IN_STOCK, in_service_on=PartialDate(2018))


def test_a_device_is_there_from_its_entry_until_it_leaves(fleet):
    assert there(YEAR) == {"ancien", "de l’année", "du dernier jour", "acheté", "sans date", "sorti depuis"}
    assert there(YEAR, HELD) - there(YEAR) == {"en stock"}


def test_what_no_date_tells_is_told_apart(fleet):
    assert fleet_counts(YEAR).undated == 1
    assert set(db.session.scalars(select(Device.name).where(left_undated(YEAR)))) == {"sorti on ne sait quand"}


def test_today_is_what_the_inventory_says(fleet):
    said = set(db.session.scalars(select(Device.name).where(Device.status.in_(IN_USE))))
    assert there(TODAY) == there(TODAY + timedelta(days=400)) == said


def test_a_change_of_state_is_undone_before_the_day_it_was_written(town):
    device = a_device("PC-1", in_service_on=PartialDate(2015))
    update_device(device.id, 1, {"status": DeviceStatus.IN_STOCK})
    update_device(device.id, 2, {"status": DeviceStatus.IN_REPAIR})
    assert (there(TODAY), there(YEAR)) == (set(), {"PC-1"})


def test_an_act_counts_from_its_own_date_whenever_it_was_noted(town):
    device = a_device("PC-1", in_service_on=PartialDate(2015))
    act(device, Act.STORE, PartialDate(2021, 3))
    act(device, Act.LEND, PartialDate(2023))
    days = [date(2020, 12, 31), YEAR, date(2023, 12, 31), TODAY]
    assert [there(day) for day in days] == [{"PC-1"}, set(), {"PC-1"}, {"PC-1"}]
    assert [there(day, [DeviceStatus.LENT]) for day in days] == [set(), set(), {"PC-1"}, {"PC-1"}]


def test_what_was_taken_back_was_out_in_between(town):
    device = a_device("PC-1", in_service_on=PartialDate(2015))
    act(device, Act.DECOMMISSION, PartialDate(2021))
    act(device, Act.RECALL, PartialDate(2023))
    assert [there(day, HELD) for day in (date(2020, 12, 31), YEAR, TODAY)] == [{"PC-1"}, set(), {"PC-1"}]


def test_what_left_since_was_in_the_state_it_had(town):
    device = a_device("PC-1", in_service_on=PartialDate(2015), status=DeviceStatus.IN_STOCK)
    act(device, Act.LOSE, PartialDate(2023))
    assert (there(YEAR), there(YEAR, HELD)) == (set(), {"PC-1"})


def systems(on):
    ((name, version),) = [(each.name, each.version) for each in systems_in_use(on)]
    return name, version


def test_a_system_is_the_one_before_the_first_change_since(town):
    device = a_device("PC-1", operating_system="Windows 10 Pro", operating_system_version="22H2")
    update_device(device.id, 1, {"operating_system": "Debian 12", "operating_system_version": None})
    update_device(device.id, 2, {"operating_system": "Debian 13"})
    assert systems(YEAR) == ("Windows 10 Pro", "22H2")
    assert systems(TODAY) == ("Debian 13", None)


def test_a_version_that_did_not_move_stays_and_one_that_was_filled_in_is_no_older(town):
    device = a_device("PC-1", operating_system="Windows 10", operating_system_version="22H2")
    update_device(device.id, 1, {"operating_system": "Windows 11"})
    assert systems(YEAR) == ("Windows 10", "22H2")


def test_what_was_filled_in_since_is_believed_of_the_past(town):
    device = a_device("PC-1")
    update_device(device.id, 1, {"operating_system": "Windows 10", "operating_system_version": "22H2"})
    assert systems(YEAR) == ("Windows 10", "22H2")


def test_every_device_is_in_one_state_at_most(fleet):
    counts = [len(there(YEAR, [status])) for status in DeviceStatus if status in HELD]
    assert (
        sum(counts)
        == len(there(YEAR, HELD))
        == db.session.scalar(select(func.count(Device.id)).where(fleet_on(YEAR, HELD)))
    )
