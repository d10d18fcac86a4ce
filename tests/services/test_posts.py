"""The machines and what is installed on them, as columns."""

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Application, Device, db
from inventaire.models.base import now
from inventaire.services.catalogue import machines_by_tool
from inventaire.services.database import writing
from inventaire.services.posts import posts
from inventaire.services.software import free_shares
from tests.services.inventories import a_part, software, take_in

OFFICE = {"raw_name": "Microsoft Office 2016", "publisher": "Microsoft Corporation"}
DEBIAN = "Debian GNU/Linux 13 (trixie)"


def take_in_three_machines():
    """A lot of four with two versions of one tool, a machine in stock with one, a machine with a free system."""
    take_in(
        a_part(
            {"name": "PC-1", "serial": "AAA111", "quantity": 4},
            {"name": "PC-2", "serial": "BBB222", "status": "in_stock"},
            {"name": "PC-3", "serial": "CCC333", "operating_system": DEBIAN},
        ),
        software(
            *(OFFICE | {"device": serial} for serial in ("AAA111", "BBB222")),
            OFFICE | {"raw_name": "Microsoft Office 2019", "device": "AAA111"},
            {"raw_name": "LibreOffice", "publisher": "The Document Foundation", "device": "CCC333"},
        ),
    )


def test_a_machine_with_two_versions_of_a_tool_counts_once_with_its_whole_lot(town):
    take_in_three_machines()
    assert machines_by_tool()["microsoft-office-perpetuel"] == 5


def test_shares_are_of_the_machines_in_use_that_have_some_program(town):
    take_in_three_machines()
    offices = next(share for share in free_shares() if share.function == "bureautique")
    assert (offices.machines, offices.free, offices.proprietary) == (5, 1, 4)
    systems = next(share for share in free_shares() if share.function == "os-poste")
    assert (systems.machines, systems.free) == (5, 1)


def test_what_is_in_the_bin_stands_nowhere(town):
    take_in_three_machines()
    with writing():
        db.session.query(Device).filter_by(name="PC-1").one().deleted_at = now()
        db.session.query(Application).filter_by(raw_name="LibreOffice").one().deleted_at = now()
    found = posts()
    assert found.count(found.having(found.programs)) == 1
    assert found.count(found.in_use) == 1
    assert set(found.systems) == {(None, DeviceCategory.LAPTOP), (DEBIAN, DeviceCategory.LAPTOP)}


def test_an_empty_inventory_counts_nothing(town):
    found = posts()
    assert (found.count(found.in_use), machines_by_tool()) == (0, {})
