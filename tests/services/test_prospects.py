"""Computers whose system is no longer followed, and what each can become."""

from datetime import date

import pytest
from sqlalchemy import event

from inventaire.domain.prospects import Prospect
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Fit, SiteKind
from inventaire.models import Site, db
from inventaire.services.blocking import software_to_check
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.fleet_changes import written
from inventaire.services.opinion import decide
from inventaire.services.outlooks import counted, outlooks
from inventaire.services.prolonging import advised, all_lines, narrowed
from inventaire.services.prolonging_papers import advised_sheet
from inventaire.services.prospects import machines_of, prolongable
from tests.services.inventories import software, take_in

TODAY = date(2026, 11, 22)


@pytest.fixture
def computer(town):
    """Record a computer that Windows 10 runs, with a few facts changed."""

    def made(name, **changes):
        facts = {
            "category": DeviceCategory.DESKTOP_TOWER,
            "quantity": 1,
            "operating_system": "Microsoft Windows 10 Professionnel",
            "operating_system_version": "22H2",
            "processor": "Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz",
            "memory_gb": 8.0,
            "storage_gb": 256.0,
            "tpm_version": "2.0",
        }
        return create_device(facts | {"name": name} | changes).id

    return made


def prospects():
    return {line.machine.name: line.kind.found.outlook.prospect for line in all_lines(advised(TODAY, 3, None))}


def test_each_computer_has_its_way_out(computer):
    computer("condamné")
    computer("récent", processor="Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz")
    computer("sans mémoire", memory_gb=1.0)
    computer("mal connu", memory_gb=None)
    assert prospects() == {
        "condamné": Prospect.FREE,
        "récent": Prospect.UPGRADE,
        "sans mémoire": Prospect.REINFORCE,
        "mal connu": Prospect.UNKNOWN,
    }


def test_machines_alike_are_found_without_walking_all_of_them_by_name(computer):
    for name in ("b", "a", "c"):
        computer(name)
    (kind,) = prolongable(TODAY)
    asked = []
    listening = (db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    event.listen(*listening)
    found = machines_of(kind, 1, 2)
    event.remove(*listening)
    assert [row.name for row in found] == ["b", "c"]
    assert not any("ORDER BY device.name" in statement for statement in asked)


def test_only_computers_in_use_with_an_abandoned_system_are_listed(computer):
    computer("suivi", operating_system="Debian GNU/Linux 13 (trixie)", operating_system_version=None)
    computer("en stock", status=DeviceStatus.IN_STOCK)
    computer("téléphone", category=DeviceCategory.SMARTPHONE, operating_system="Android", operating_system_version="9")
    computer("inconnu", operating_system="Système maison", operating_system_version=None)
    assert not prospects()


def test_machines_are_counted_with_their_lots_and_narrowed(computer):
    computer("lot", quantity=12)
    computer("récent", processor="Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz")
    assert counted(outlooks(TODAY))[Prospect.FREE] == 12
    found = advised(TODAY, 3, None)
    assert [line.machine.name for line in all_lines(narrowed(found, None, Prospect.UPGRADE))] == ["récent"]
    assert not advised(TODAY, 3, None, site=1)


def test_the_sheet_says_the_free_system_and_what_lacks(computer):
    computer("condamné")
    computer("sans mémoire", memory_gb=1.0, operating_system="Windows 7", operating_system_version=None)
    rows = list(advised_sheet(advised(TODAY, 3, None), 3).rows)
    assert [(row[0], row[7], row[9], row[10]) for row in rows] == [
        ("sans mémoire", date(2020, 1, 14), None, "Mémoire"),
        ("condamné", date(2025, 10, 14), "Ubuntu LTS", ""),
    ]


def test_what_the_town_set_aside_no_longer_frees_a_machine(computer):
    number = computer("condamné")
    take_in(software({"raw_name": "Microsoft Project", "device": "condamné"}))
    assert software_to_check(written([number])) == {}
    decide("microsoft-project", "projectlibre", 0, {"fit": Fit.NONE, "reason": "Essayé au service urbanisme."})
    assert software_to_check(written([number])) == {number: ["Microsoft Project"]}


def test_a_school_is_offered_the_system_made_for_schools(computer, town):
    with writing() as session:
        session.add(Site(id=1, name="École du Moulin", kind=SiteKind.PRIMARY_SCHOOL))
    computer("classe", site_id=1)
    (found,) = prolongable(TODAY)
    assert found.outlook.free_system.system.label == "PrimTux"
