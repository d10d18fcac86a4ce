"""What a line is taken to say of the inventory."""

import pytest
from sqlalchemy import select

from inventaire.models import Application, Device, Installation, Site, db
from tests.services.inventories import a_part, outcomes, picture, software, take_in


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def the_device():
    db.session.expire_all()
    return db.session.scalars(select(Device)).one()


def test_a_change_is_told_field_by_field_before_and_after():
    take_in(a_part({"serial": "ABC123", "model": "5490", "quantity": 1}))
    part = a_part({"serial": "ABC123", "model": "5500", "status": "in_stock", "manufacturer": "Dell"})
    take_in(part)
    (record,) = part.records
    assert record.changes == {
        "model": ["5490", "5500"],
        "status": ["in_service", "in_stock"],
        "manufacturer": [None, "Dell"],
    }
    assert (the_device().model, the_device().status.value) == ("5500", "in_stock")


def test_an_empty_cell_never_erases():
    take_in(a_part({"serial": "ABC123", "model": "5490", "site": "Mairie", "comment": "À garder"}))
    part = a_part({"serial": "ABC123"})
    take_in(part)
    assert outcomes(part) == ["unchanged"]
    assert (the_device().model, the_device().site.name, the_device().comment) == ("5490", "Mairie", "À garder")


def test_computer_never_overwrites_a_more_precise_category():
    take_in(a_part({"serial": "ABC123", "category": "laptop"}))
    part = a_part({"serial": "ABC123", "category": "computer"})
    take_in(part)
    assert outcomes(part) == ["unchanged"]
    take_in(a_part({"serial": "ABC123", "category": "tablet"}))
    assert the_device().category.value == "tablet"


def test_case_and_spacing_change_nothing():
    take_in(a_part({"serial": "ABC123", "model": "Latitude 5490", "site": "Hôtel de ville", "department": "Voirie"}))
    part = a_part({"serial": "abc123", "model": "latitude  5490", "site": "HÔTEL DE VILLE", "department": "VOIRIE"})
    once = picture()
    take_in(part)
    assert outcomes(part) == ["unchanged"]
    assert picture() == once


def test_the_kind_of_a_site_is_set_once_and_never_changed_by_a_line():
    take_in(a_part({"serial": "ABC123", "site": "Jaurès"}))
    part = a_part({"serial": "ABC123", "site": "Jaurès", "site_kind": "primary_school"})
    take_in(part)
    assert part.records[0].changes == {"site_kind": [None, "primary_school"]}
    other = a_part({"serial": "ABC123", "site": "Jaurès", "site_kind": "library"})
    take_in(other)
    assert outcomes(other) == ["unchanged"]
    assert db.session.scalar(select(Site.kind)).value == "primary_school"


def test_twelve_identical_lines_without_any_key_stay_twelve():
    lines = [{"category": "monitor_22_24", "quantity": 1}] * 12
    first, second = a_part(*lines), a_part(*lines)
    take_in(first)
    take_in(second)
    assert outcomes(first) == ["created"] * 12
    assert outcomes(second) == ["unchanged"] * 12
    assert {record.object_id for record in first.records} == {record.object_id for record in second.records}


def test_a_thirteenth_identical_line_is_one_more():
    line = {"category": "monitor_22_24", "quantity": 1}
    take_in(a_part(*[line] * 12))
    more = a_part(*[line] * 13)
    take_in(more)
    assert outcomes(more) == ["unchanged"] * 12 + ["created"]


def test_a_lot_without_name_nor_number_comes_back_unchanged():
    line = {"category": "monitor_22_24", "quantity": 12, "site": "École Jean-Jaurès"}
    take_in(a_part(line))
    again = a_part(line)
    take_in(again)
    assert outcomes(again) == ["unchanged"]


@pytest.mark.parametrize("times", [1, 2])
def test_two_lines_that_say_the_same_machine_are_asked_however_often(times):
    for _ in range(times):
        part = a_part({"serial": "ABC123", "model": "5490"}, {"serial": "ABC123", "model": "5500"})
        take_in(part)
    assert outcomes(part) == ["created" if times == 1 else "unchanged", "asked"]
    assert "la ligne 2 de « parc.csv »" in part.records[1].reason
    assert the_device().model == "5490"


def test_the_same_line_of_two_sheets_says_which_sheet():
    mairie = a_part({"serial": "ABC123"}, {"serial": "XYZ789"}, sheet="Mairie")
    ecoles = a_part({"serial": "JKL456"}, {"serial": "ABC123"}, sheet="Écoles")
    take_in(mairie, ecoles)
    assert outcomes(mairie, ecoles) == ["created", "created", "created", "asked"]
    assert "la ligne 2 de la feuille « Mairie »" in ecoles.records[1].reason


def test_a_line_that_gives_a_machine_its_number_tells_it_from_the_next():
    take_in(a_part({"name": "PC-01"}))
    for expected in (["updated", "created"], ["unchanged", "unchanged"]):
        part = a_part({"name": "PC-01", "serial": "ABC123"}, {"name": "PC-01", "serial": "XYZ789"})
        take_in(part)
        assert outcomes(part) == expected


def test_software_goes_on_the_machine_that_its_line_names():
    take_in(
        a_part({"name": "PC-01", "serial": "ABC123"}),
        software({"raw_name": "LibreOffice", "device": "abc123", "version": "7.5"}),
    )
    row = db.session.execute(
        select(Application.raw_name, Installation.raw_version, Device.serial)
        .join(Installation, Installation.application_id == Application.id)
        .join(Device, Device.id == Installation.device_id)
    ).one()
    assert tuple(row) == ("LibreOffice", "7.5", "ABC123")


def test_a_software_line_on_an_unknown_machine_is_refused_with_its_reason():
    part = software({"raw_name": "LibreOffice", "device": "PC-99"})
    take_in(part)
    (record,) = part.records
    assert record.outcome.value == "refused"
    assert record.faults[0] | {"reason": ""} == {"line": 2, "column": "Installé sur", "value": "PC-99", "reason": ""}
    assert "PC-99" in record.reason
    assert picture() == []


def test_a_name_that_two_machines_of_the_inventory_bear_is_asked():
    take_in(a_part({"name": "PC-01", "serial": "ABC123"}, {"name": "PC-01", "serial": "XYZ789"}))
    part = software({"raw_name": "LibreOffice", "device": "PC-01"})
    take_in(part)
    assert outcomes(part) == ["asked"]
    assert part.records[0].question["devices"] == [1, 2]


def test_a_name_that_two_machines_of_the_batch_bear_is_refused_rather_than_guessed():
    machines = a_part({"name": "PC-01", "serial": "ABC123"}, {"name": "PC-01", "serial": "XYZ789"}, sheet="Mairie")
    part = software({"raw_name": "LibreOffice", "device": "PC-01"})
    take_in(machines, part)
    assert outcomes(machines, part) == ["created", "created", "refused"]


def test_two_machines_on_the_same_line_of_two_sheets_are_not_one():
    sheets = [a_part({"name": "PC-01", "serial": serial}, sheet=serial) for serial in ("ABC123", "XYZ789")]
    part = software({"raw_name": "LibreOffice", "device": "PC-01"}, {"raw_name": "LibreOffice", "device": "XYZ789"})
    take_in(*sheets, part)
    assert outcomes(part) == ["refused", "created"]


def test_software_of_a_machine_that_is_asked_about_is_refused():
    take_in(a_part({"name": "PC-01", "serial": "ABC123"}), a_part({"name": "PC-02", "serial": "XYZ789"}))
    clash = a_part(
        {"serial": "ABC123", "uuid": "4c4c4544-0031-3010-8052-b4c04f4a4b31"}, {"serial": "ABC123", "name": "PC-03"}
    )
    part = software({"raw_name": "LibreOffice", "device": "PC-03"})
    take_in(clash, part)
    assert outcomes(clash, part) == ["updated", "asked", "refused"]


def test_software_finds_a_machine_that_the_same_batch_renames():
    take_in(a_part({"name": "ANCIEN", "serial": "ABC123"}))
    part = software({"raw_name": "LibreOffice", "device": "ANCIEN"})
    take_in(a_part({"name": "NOUVEAU", "serial": "ABC123"}), part)
    assert outcomes(part) == ["created"]


def test_application_lines_that_contradict_each_other_are_asked():
    for expected in (["created", "asked"], ["unchanged", "asked"]):
        part = software({"raw_name": "Zoom Pro", "seats": 5}, {"raw_name": "Zoom Pro", "seats": 8})
        take_in(part)
        assert outcomes(part) == expected
        assert "La ligne 2 de « parc.csv »" in part.records[1].reason
    assert db.session.scalar(select(Application.seats)) == 5


def test_two_versions_of_a_program_on_one_machine_are_asked():
    for expected in (["created", "asked"], ["unchanged", "asked"]):
        part = software(
            {"raw_name": "Java", "device": "ABC123", "version": "8"},
            {"raw_name": "Java", "device": "ABC123", "version": "17"},
        )
        take_in(a_part({"serial": "ABC123"}), part)
        assert outcomes(part) == expected


def test_lines_that_complete_each_other_make_one_application():
    part = software({"raw_name": "Zoom Pro", "seats": 5}, {"raw_name": "Zoom Pro", "delivery": "saas"})
    take_in(part)
    assert outcomes(part) == ["created", "updated"]
    found = db.session.scalars(select(Application)).one()
    assert (found.seats, found.delivery.value) == (5, "saas")
    again = software({"raw_name": "Zoom Pro", "seats": 5}, {"raw_name": "Zoom Pro", "delivery": "saas"})
    take_in(again)
    assert outcomes(again) == ["unchanged", "unchanged"]


def test_a_version_said_on_a_second_line_is_kept():
    part = software({"raw_name": "Java", "device": "ABC123"}, {"raw_name": "Java", "device": "ABC123", "version": "17"})
    take_in(a_part({"serial": "ABC123"}), part)
    assert db.session.scalar(select(Installation.raw_version)) == "17"


def test_the_department_of_an_application_is_compared_without_its_case():
    take_in(software({"raw_name": "Zoom Pro", "department": "Finances"}))
    again = software({"raw_name": "Zoom Pro", "department": "FINANCES"})
    take_in(again)
    assert outcomes(again) == ["unchanged"]


def test_a_raw_name_stays_as_it_was_written():
    take_in(software({"raw_name": "  Zoom   PRO", "publisher": "Zoom Video"}))
    found = db.session.scalars(select(Application)).one()
    assert (found.raw_name, found.publisher) == ("  Zoom   PRO", "Zoom Video")


def test_a_program_found_on_a_machine_never_changes_how_the_town_is_served():
    take_in(a_part({"serial": "ABC123"}), software({"raw_name": "Zoom", "delivery": "saas"}))
    part = software({"raw_name": "Zoom", "delivery": "installed", "device": "ABC123"})
    take_in(part)
    assert outcomes(part) == ["created"]
    db.session.expire_all()
    assert db.session.scalars(select(Application)).one().delivery.value == "saas"
