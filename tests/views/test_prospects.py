"""The list of computers to be prolonged."""

from datetime import date

import pytest

from inventaire.domain.partial_date import PartialDate
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
    page = visit("/materiels/a-prolonger")
    assert "n’a fini d’être suivi" in page.text
    assert not page.select(".lede")


def test_a_condemned_computer_is_listed_with_the_software_to_check(visit, condemned):
    with writing() as session:
        found = recognised("AutoCAD 2021", "Autodesk", None, {})
        session.add(Application(id=1, raw_name="AutoCAD 2021", publisher="Autodesk", **found))
        session.flush()
        session.add(Installation(application_id=1, device_id=condemned))
    page = visit("/materiels/a-prolonger?piste=free")
    (row,) = page.select("[aria-label='Ordinateurs dont le système n’est plus suivi'] tbody tr")
    assert row.th.a.text == "PC-1"
    assert [cell.text.strip() for cell in row.select("td")[2:5]] == [
        "Ubuntu LTS",
        "Windows 11\u00a0: processeur, puce TPM (inconnu)",
        "AutoCAD / AutoCAD LT",
    ]
    assert "Aucun ordinateur n’est dans ce cas." in visit("/materiels/a-prolonger?piste=upgrade").text


def test_the_ends_of_support_lead_to_the_machines(visit, condemned):
    page = visit("/materiels/fins-de-suivi")
    assert "1\u00a0matériel en service n’a plus de système suivi" in page.select_one(".lede").text
    (row,) = page.select("[aria-label='Systèmes en service'] tbody tr")
    assert [cell.text.strip() for cell in (row.th, *row.select("td"))][:2] == ["Windows 10 22H2", "14/10/2025 fini"]
    listed = visit(row.select_one("a")["href"])
    assert [each.text for each in listed.select("[aria-label=Matériels] tbody th")] == ["PC-1"]
    assert not visit("/materiels?systeme=Windows+7").select("[aria-label=Matériels] tbody th")


def test_a_system_that_nobody_recognises_is_said(visit, town):
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-2", "quantity": 1, "operating_system": "Maison 3"})
    page = visit("/materiels/fins-de-suivi")
    assert "Maison 3" in page.select_one("[aria-label='Systèmes qui ne sont pas reconnus']").text


def test_without_a_system_the_page_says_where_they_come_from(visit, town):
    assert "un fichier d’agent ou un tableur les donne" in visit("/materiels/fins-de-suivi").text


def test_ages_are_told_by_category_or_by_site(visit, town):
    for name, year, quantity in (("PC-1", 2014, 2), ("PC-2", date.today().year, 1)):  # noqa: DTZ011
        create_device(
            {"category": DeviceCategory.LAPTOP, "name": name, "quantity": quantity, "in_service_on": PartialDate(year)}
        )
    page = visit("/materiels/ages")
    (laptops, whole) = page.select("[aria-label='Âges par catégorie'] tbody tr")
    assert laptops.th.text == "Ordinateur portable"
    cells = [cell.text.strip() for cell in whole.select("td")]
    assert (cells[0], cells[2], cells[12]) == ("3", "1", "2")
    (site, _) = visit("/materiels/ages?par=site").select("[aria-label='Âges par site'] tbody tr")
    assert site.th.text == "Non renseigné"


def test_the_ages_of_nothing_say_where_to_begin(visit, town):
    assert "importez le tableur" in visit("/materiels/ages").text


def test_the_list_weighs_what_it_proposes_and_adds_it_up(visit, condemned):
    page = visit("/materiels/a-prolonger?annees=5&remplacement=laptop")
    (row,) = page.select("[aria-label='Ordinateurs dont le système n’est plus suivi'] tbody tr")
    cells = [cell.text.strip() for cell in row.select("td")]
    assert cells[5] == "Réinstaller avec un système libre"
    assert cells[7] == "190\u00a0kgCO2e (130 à 390) A"
    assert cells[8] == "non renseigné"
    assert "190\u00a0kgCO2e (130 à 390) A" in page.select_one("dl.facts").text
    assert "annees=5" in row.th.a["href"]
    assert "Aucun ordinateur" in visit("/materiels/a-prolonger?proposition=new").text


def test_the_round_is_printed_and_given_as_a_file(visit, condemned, signed_in):
    page = visit("/materiels/a-prolonger/tournee")
    assert "☐" in page.select_one("main table").text
    file = signed_in.get("/materiels/a-prolonger/tournee.odt")
    assert (file.status_code, file.mimetype) == (200, "application/vnd.oasis.opendocument.text")
    assert "revenez à la liste" in visit("/materiels/a-prolonger/tournee?proposition=new").text


def test_the_method_says_how_keeping_is_weighed_and_what_parts_weigh(visit, town):
    page = visit("/methode")
    parts = {row.th.text: row.text for row in page.select("[aria-label^='Pièces ajoutées'] tbody tr")}
    assert "10,7 à 41,0" in parts["SSD"]
    assert "non estimé" in parts["Batterie"]
    assert "43 à 97\u00a0%" in page.main.text
