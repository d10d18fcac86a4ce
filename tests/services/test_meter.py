"""Meters and their readings: kept as a meter gives them, corrected, removed, with the devices measured."""

from datetime import date

import pytest

from inventaire.domain.errors import Conflict, Doubtful, NotFound, Overtaken, Refusal
from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AuditLine, Meter, MeteredDevice, MeterReading, db
from inventaire.services.device import create_device
from inventaire.services.measured import KWH, PAGES, measured
from inventaire.services.meter import (
    create_meter,
    devices_of,
    get_meter,
    link_device,
    list_meters,
    remove_meter,
    unlink_device,
    update_meter,
)
from inventaire.services.meter_reading import add_reading, readings_of, remove_reading, update_reading
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person

TODAY = date(2027, 1, 15)
ROOM = {
    "name": "Salle serveur",
    "measures": MeterKind.SERVER_ROOM,
    "reads": ReadingKind.INDEX,
    "site_id": None,
    "comment": None,
}


def a_meter(**changes):
    return create_meter(ROOM | changes).id


def read(meter, day, value, *, sure=False, begins=None, replaced=False):
    said = {"read_on": PartialDate.parse(day), "value": value, "replaced": replaced}
    said["begins_on"] = PartialDate.parse(begins) if begins else None
    add_reading(meter, said, TODAY, sure=sure)


@pytest.fixture
def room(town):
    return a_meter()


def test_readings_are_kept_in_the_order_of_time_and_traced(room):
    read(room, "2026-12-31", 8_300)
    read(room, "2025-12-31", 1_000)
    assert [each.value for each in readings_of(room)] == [1_000, 8_300]
    told = [line.subject for line in db.session.query(AuditLine).order_by(AuditLine.id)]
    assert told[-3:] == ["meter", "meter_reading", "meter_reading"]


@pytest.mark.parametrize(
    ("day", "value", "told"),
    [
        ("2026-06-30", 900, "est plus petit que celui du 31/12/2025"),
        ("2025-12-31", 1_200, "Deux relevés portent la date"),
        ("2027-02-01", 1_200, "n’est pas encore passé"),
        ("2026-06", 1_200, "le jour entier"),
    ],
)
def test_what_a_meter_cannot_give_is_refused_and_writes_nothing(room, day, value, told):
    read(room, "2025-12-31", 1_000)
    with pytest.raises(Refusal, match=told):
        read(room, day, value, sure=True)
    assert len(readings_of(room)) == 1


def test_an_index_that_falls_is_kept_once_the_meter_was_replaced(room):
    read(room, "2025-12-31", 1_000)
    read(room, "2026-06-30", 5, replaced=True)
    read(room, "2026-12-31", 105)
    (year,) = measured(KWH, date(2026, 12, 31)).meters
    assert (year.used.amount, year.used.days) == (100, 184)
    assert year.told == "100\u00a0kWh, du 01/07/2026 au 31/12/2026, 184 jours sur 365"


def test_an_unusual_value_waits_for_somebody_to_be_sure(room):
    for day, value in (("2026-01-31", 0), ("2026-02-28", 280), ("2026-03-31", 590)):
        read(room, day, value)
    with pytest.raises(Doubtful, match="d’habitude"):
        read(room, "2026-04-30", 8_900)
    read(room, "2026-04-30", 8_900, sure=True)
    assert len(readings_of(room)) == 4


def test_a_period_follows_the_one_before_unless_it_says_its_first_day(town):
    invoices = a_meter(name="Factures", reads=ReadingKind.PERIOD)
    with pytest.raises(Refusal, match="premier jour de la période"):
        read(invoices, "2026-01-31", 310)
    read(invoices, "2026-01-31", 310, begins="2026-01-01")
    read(invoices, "2026-02-28", 280)
    assert [str(each.begins_on) for each in readings_of(invoices)] == ["2026-01-01", "2026-02-01"]
    (year,) = measured(KWH, date(2026, 2, 28)).meters
    assert (year.used.amount, year.used.days, year.days) == (590, 59, 59)


def test_a_reading_is_corrected_on_the_version_that_was_seen(room):
    read(room, "2025-12-31", 1_000)
    said = {"read_on": PartialDate(2025, 12, 31), "value": 1_010, "replaced": False}
    (row,) = readings_of(room)
    update_reading(row.id, row.version, said, TODAY, sure=False)
    assert readings_of(room)[0].value == 1_010
    with pytest.raises(Overtaken):
        update_reading(row.id, 1, said | {"value": 1_020}, TODAY, sure=False)


def test_a_reading_that_holds_the_series_together_is_not_removed(room):
    read(room, "2025-12-31", 1_000)
    read(room, "2026-06-30", 5, replaced=True)
    read(room, "2026-12-31", 105)
    _, replaced, last = readings_of(room)
    with pytest.raises(Refusal, match="est plus petit"):
        remove_reading(replaced.id)
    assert remove_reading(last.id) == room
    assert len(readings_of(room)) == 2


def test_two_meters_bear_two_names_and_a_meter_read_keeps_its_nature(room):
    with pytest.raises(Conflict, match="s’appelle déjà"):
        a_meter(name="salle serveur")
    read(room, "2025-12-31", 1_000)
    with pytest.raises(Conflict, match="a déjà des relevés"):
        update_meter(room, 1, ROOM | {"measures": MeterKind.COPIER})
    update_meter(room, 1, ROOM | {"name": "Salle du premier"})
    with pytest.raises(Overtaken):
        update_meter(room, 1, ROOM)
    assert get_meter(room).name == "Salle du premier"


def test_a_meter_measures_the_devices_that_people_name(room):
    first = create_device({"category": DeviceCategory.SERVER_RACK, "name": "SRV-1", "serial": "XYZ1"}).id
    create_device({"category": DeviceCategory.SERVER_RACK, "name": "SRV-1"})
    for word, told in (("SRV-1", "Plusieurs matériels"), ("SRV-9", "Aucun matériel"), ("", "Aucun matériel")):
        with pytest.raises(Refusal, match=told):
            link_device(room, word)
    link_device(room, " xyz1 ")
    with pytest.raises(Refusal, match="déjà parmi"):
        link_device(room, "XYZ1")
    assert [device.id for device in devices_of(room)] == [first]
    (line,) = list_meters(1).rows
    assert (line.meter.id, line.readings, line.last, line.devices) == (room, 0, None, 1)
    unlink_device(room, first)
    assert list(devices_of(room)) == []


def test_a_meter_goes_with_its_readings_each_told_in_the_trace(room):
    create_device({"category": DeviceCategory.SERVER_RACK, "name": "SRV-1"})
    read(room, "2025-12-31", 1_000)
    link_device(room, "SRV-1")
    assert remove_meter(room) == "Salle serveur"
    assert not any(db.session.query(model).count() for model in (Meter, MeterReading, MeteredDevice))
    gone = [line.subject for line in db.session.query(AuditLine) if line.action == "deleted"]
    assert sorted(gone) == ["meter", "meter_reading", "metered_device"]
    with pytest.raises(NotFound):
        get_meter(room)


def test_pages_and_kilowatt_hours_are_never_added(room):
    copier = a_meter(name="Copieur", measures=MeterKind.COPIER)
    for meter in (room, copier):
        read(meter, "2025-12-31", 0)
        read(meter, "2026-12-31", 365)
    assert measured(PAGES, date(2026, 12, 31)).amount == measured(KWH, date(2026, 12, 31)).amount == 365
    assert measured(KWH, date(2026, 12, 31)).coverage == 1
    assert measured(KWH, date(2024, 12, 31)).amount is None


def test_a_person_named_in_a_meter_is_found_and_erased(town):
    meter = a_meter(name="Prise de Zoé Marchepied", comment="chez Zoé Marchepied")
    places = find_person("zoé marchepied")
    assert {place.table for place in places} == {"meter", "audit_line"}
    erase_person(places, ("zoe", "marchepied"))
    assert get_meter(meter).name == "(effacé)"
    assert find_person("zoé marchepied") == []
