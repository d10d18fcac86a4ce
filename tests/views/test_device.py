"""The form of a machine, and two people saving it at once."""

import pytest
from sqlalchemy import update

from inventaire.domain.vocabulary import DeviceCategory, EnergySource
from inventaire.models import Organisation, db
from inventaire.services.device import create_device, get_device
from tests.conftest import checked, fields_of


@pytest.fixture
def laptop(town):
    return create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "quantity": 1}).id


def test_a_new_machine_is_recorded(visit, town):
    visit("/materiels/nouveau", status=302, category="tablet", name="TAB-1", quantity="3", purchased_on="03/2021")
    found = get_device(1)
    assert (found.name, found.quantity, str(found.purchased_on)) == ("TAB-1", 3, "2021-03")


def test_a_fault_is_said_beside_its_field_and_nothing_is_saved(visit, laptop):
    page = visit(f"/materiels/{laptop}/modifier", status=422, quantity="0", purchased_on="31/02/2021")
    assert page.select_one("#quantity-error").text.strip()
    assert page.select_one("#purchased_on-error").text.strip()
    db.session.expire_all()
    assert get_device(laptop).quantity == 1


def test_the_second_of_two_people_is_told_what_the_first_one_saved(signed_in, laptop):
    address = f"/materiels/{laptop}/modifier"
    first, second = (fields_of(signed_in.get(address).text) for _ in range(2))
    assert signed_in.post(address, data=first | {"model": "5490"}).status_code == 302
    refused = signed_in.post(address, data=second | {"model": "5500"})
    assert refused.status_code == 422
    page = checked(refused.text)
    (row,) = page.select("main table tbody tr")
    assert [cell.text.strip() for cell in (row.th, *row.select("td"))[:2]] == ["Modèle", "5490"]
    assert row.select("td")[1].text.strip() == "5500"
    assert row.select("td")[2].text.startswith("Service informatique le ")
    assert page.select_one("input[name=model]")["value"] == "5500"
    db.session.expire_all()
    assert get_device(laptop).model == "5490"
    assert signed_in.post(address, data=fields_of(refused.text)).status_code == 302
    db.session.expire_all()
    assert get_device(laptop).model == "5500"


@pytest.mark.parametrize("version", ["", "-1", "un", "9" * 30])
def test_a_form_without_a_version_that_can_be_read_is_a_stale_one(visit, laptop, version):
    visit(f"/materiels/{laptop}/modifier", status=422, version=version, model="5500")
    db.session.expire_all()
    assert get_device(laptop).model is None


def test_what_the_form_does_not_hold_cannot_be_written(visit, laptop):
    visit(f"/materiels/{laptop}/modifier", status=302, organisation_id="2", uuid="x", id="7", model="5500")
    db.session.expire_all()
    found = get_device(laptop)
    assert (found.organisation_id, found.uuid, found.model) == (1, None, "5500")


def test_the_history_shows_what_changed(visit, laptop):
    visit(f"/materiels/{laptop}/modifier", status=302, model="5490")
    assert "5490" in visit(f"/materiels/{laptop}").text


def row_of(page, system):
    region = page.select_one("[aria-label='Systèmes que cette machine peut recevoir']")
    (row,) = (row for row in region.select("tbody tr") if row.th.text.startswith(system))
    return row


def test_the_page_says_which_systems_a_computer_can_receive_and_why(visit, town):
    old = create_device(
        {
            "category": DeviceCategory.LAPTOP,
            "name": "PC-6500",
            "quantity": 1,
            "processor": "Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz",
            "memory_gb": 8.0,
            "storage_gb": 256.0,
        }
    )
    page = visit(f"/materiels/{old.id}")
    assert row_of(page, "Windows 11").td.text == "non"
    assert "antérieur à la 8e génération" in row_of(page, "Windows 11").text
    assert row_of(page, "Debian").td.text == "oui"
    assert "PrimTux" not in page.text


def test_the_end_of_a_system_its_source_and_its_note_are_sentences(visit, town):
    facts = {"operating_system": "Windows 10 Pro", "operating_system_version": "22H2"}
    made = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-10", "quantity": 1} | facts)
    text = " ".join(visit(f"/materiels/{made.id}").main.text.split())
    assert "depuis le 14/10/2025. Source. Prolongation ESU" in text


def test_what_nobody_said_leaves_it_unknown(visit, laptop):
    assert {row_of(visit(f"/materiels/{laptop}"), system).td.text for system in ("Windows 11", "Debian")} == {"inconnu"}


def test_a_screen_receives_no_system(visit, town):
    screen = create_device({"category": DeviceCategory.MONITOR, "name": "ECR-1", "quantity": 1})
    assert not visit(f"/materiels/{screen.id}").select("[aria-label='Systèmes que cette machine peut recevoir']")


def test_a_machine_shows_what_it_can_become(visit, town):
    machine = create_device(
        {
            "category": DeviceCategory.DESKTOP_TOWER,
            "name": "PC-9",
            "quantity": 1,
            "operating_system": "Windows 10 Pro",
            "operating_system_version": "22H2",
            "processor": "Intel Core i5-6500",
            "memory_gb": 8.0,
            "storage_gb": 256.0,
        }
    )
    page = visit(f"/materiels/{machine.id}?annees=3&remplacement=laptop")
    rows = page.select("[aria-label='Ce que cette machine peut devenir'] > table > tbody > tr")
    told = {row.th.text.strip(): row for row in rows}
    free = told["Réinstaller avec un système libre"]
    cells = free.find_all("td", recursive=False)
    assert "94\u00a0kgCO2e" in cells[1].text
    assert "garder évite des émissions" in free.text
    assert free.select_one("a[href^='https://']")
    assert "non renseigné" in cells[3].text
    assert "n’est plus suivi" in told["Garder tel quel"].text
    assert "32\u00a0ans" in page.select_one("#devenir + p").text


@pytest.mark.parametrize(
    ("territory", "measured", "said"),
    [
        ("FR", None, ""),
        ("GP", None, "Au repère, garder ce matériel émet davantage que le remplacer"),
        ("GP", 400.0, "Garder ce matériel émet davantage que le remplacer."),
    ],
)
def test_where_keeping_emits_more_the_page_says_it_before_anything_else(visit, town, territory, measured, said):
    db.session.execute(update(Organisation).values(territory=territory))
    db.session.commit()
    given = {"energy_kwh_per_year": measured, "energy_source": EnergySource.MEASURED} if measured else {}
    machine = create_device({"category": DeviceCategory.DESKTOP_TOWER, "name": "PC-9", "quantity": 1, **given})
    told = visit(f"/materiels/{machine.id}?annees=3&remplacement=laptop").select_one("#devenir + p").text.strip()
    assert told.startswith(said or "Les meilleures raisons")


@pytest.mark.parametrize("asked", ["annees=999&remplacement=rien", "annees=-3", "annees=0", "annees=abc"])
def test_what_is_asked_of_the_ways_beyond_reason_is_brought_back(visit, town, asked):
    machine = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-9", "quantity": 1})
    page = visit(f"/materiels/{machine.id}?{asked}")
    assert 1 <= int(page.select_one("#annees")["value"]) <= 10
