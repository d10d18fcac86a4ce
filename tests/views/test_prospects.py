"""The list of computers to be prolonged."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Application, Installation
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.recognition import recognised


@pytest.fixture
def condemned(town):
    facts = {
        "operating_system": "Windows 10 Pro",
        "operating_system_version": "22H2",
        "processor": "Intel Core i5-6500",
    }
    sizes = {"memory_gb": 8.0, "storage_gb": 256.0}
    return create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "quantity": 1} | facts | sizes).id


def test_an_empty_list_says_so(visit, town):
    assert "n’a fini d’être suivi" in visit("/materiels/a-prolonger").text


def test_a_condemned_computer_is_listed_with_the_software_to_check(visit, condemned):
    with writing() as session:
        found = recognised("AutoCAD 2021", "Autodesk", None)
        session.add(Application(id=1, raw_name="AutoCAD 2021", publisher="Autodesk", **found))
        session.flush()
        session.add(Installation(application_id=1, device_id=condemned))
    page = visit("/materiels/a-prolonger?piste=free")
    (row,) = page.select("[aria-label='Ordinateurs dont le système n’est plus suivi'] tbody tr")
    assert row.th.text == "PC-1"
    assert [cell.text.strip() for cell in row.select("td")[4:]] == [
        "Ubuntu LTS",
        "Windows 11\u00a0: processeur, puce TPM (inconnu)",
        "AutoCAD / AutoCAD LT",
    ]
    assert "Aucun ordinateur n’est dans ce cas." in visit("/materiels/a-prolonger?piste=upgrade").text
