"""A meter from its first page to its readings, as a person enters them."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.device import create_device
from tests.members import add_member, browser_of

METER = {"name": "Salle serveur", "measures": "server_room", "reads": "index"}
LIST, PAGE, READ = "/materiels/releves", "/materiels/releves/1", "/materiels/releves/1/relever"


def told(page):
    return " ".join(page.main.text.split())


def errors(page):
    return " ".join(page.select_one(".notice-bad").text.split())


@pytest.fixture
def room(visit):
    visit(f"{LIST}/nouveau", status=302, **METER)


@pytest.fixture
def year(room, visit):
    for day, value in (("31/12/2024", "1 000"), ("31/12/2025", "8 300,5")):
        visit(READ, status=302, read_on=day, value=value)


def test_an_empty_list_says_what_to_read_first(visit):
    page = visit(LIST)
    assert "Commencez par la salle serveur" in told(page)
    assert page.select_one(f"a[href='{LIST}/nouveau']")


def test_a_meter_says_what_to_do_until_it_counts_something(room, visit):
    assert "la consommation se compte dès le deuxième relevé" in told(visit(PAGE))
    visit(READ, status=302, read_on="31/12/2024", value="1000")
    assert "Un seul index ne dit pas encore" in told(visit(PAGE))


def test_a_meter_shows_its_years_its_months_and_its_readings(year, visit):
    page = visit(PAGE)
    assert "2 relevés, le dernier le 31/12/2025." in told(page)
    years, months = page.select("figure table")
    assert [cell.text for cell in years.select("tbody tr")[0].select("th, td")][-1].strip() == "7\u202f301\u00a0kWh"
    assert len(months.select("tbody tr")) == 12
    assert page.select("svg")
    assert "Salle serveur" in told(visit(LIST))


def test_a_month_without_reading_is_said(room, visit):
    for day, value in (("31/01/2025", "0"), ("15/02/2025", "150")):
        visit(READ, status=302, read_on=day, value=value)
    months = told(visit(PAGE))
    assert "150 kWh (15 jours sur 28)" in months
    assert months.count("aucun relevé") >= 11


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"read_on": "30/06/2025", "value": "900"}, "est plus petit que celui du 31/12/2024"),
        ({"read_on": "31/12/2024", "value": "1200"}, "Deux relevés portent la date"),
        ({"read_on": "31/12/2099", "value": "9000"}, "n’est pas encore passé"),
        ({"read_on": "2025", "value": "9000"}, "le jour entier"),
        ({"read_on": "", "value": "9000"}, "Donnez le jour du relevé."),
        ({"read_on": "30/06/2025", "value": ""}, "Donnez la valeur relevée."),
        ({"read_on": "30/06/2025", "value": "-3"}, "doit être compris entre"),
    ],
)
def test_a_reading_that_cannot_be_says_why(year, visit, said, why):
    assert why in errors(visit(READ, status=422, **said))


def test_an_unusual_reading_is_asked_once_then_kept(year, visit):
    said = {"read_on": "31/01/2026", "value": "99000"}
    page = visit(READ, status=422, **said)
    assert "d’habitude" in errors(page)
    assert page.select_one("input[name=sure]")
    assert not visit(READ).select_one("input[name=sure]")
    visit(READ, status=302, **said, sure="y")
    assert "3 relevés" in told(visit(PAGE))


def test_a_reading_is_corrected_and_removed_after_a_question(year, visit):
    visit(f"{LIST}/lectures/2/modifier", status=302, value="8300")
    assert "7\u202f300\u00a0kWh" in visit(PAGE).main.text
    assert "la trace en garde la ligne" in told(visit(f"{LIST}/lectures/2/supprimer")).casefold()
    visit(f"{LIST}/lectures/2/supprimer", status=302, version="1")
    assert "1 relevé," in told(visit(PAGE))


def test_a_device_is_attached_by_its_name_and_taken_off(room, visit, app, signed_in):
    with app.app_context():
        set_scope(db.session(), 1)
        create_device({"category": DeviceCategory.SERVER_RACK, "name": "SRV-1"})
    form = {"csrf_token": visit(PAGE).select_one("input[name=csrf_token]")["value"]}
    assert signed_in.post(f"{PAGE}/materiels", data=form | {"word": "SRV-9"}).status_code == 422
    assert signed_in.post(f"{PAGE}/materiels", data=form | {"word": "srv-1"}).status_code == 302
    assert visit(PAGE).select_one("a[href='/materiels/1']")
    assert signed_in.post(f"{PAGE}/materiels/1/retirer", data=form).status_code == 302
    assert "Aucun matériel n’est rattaché" in told(visit(PAGE))


def test_a_meter_is_changed_then_removed_after_a_question(year, visit):
    assert "ne changent plus" in errors(visit(f"{PAGE}/modifier", status=422, measures="copier"))
    visit(f"{PAGE}/modifier", status=302, name="É" * 120)
    assert "2 relevés partent avec lui" in told(visit(f"{PAGE}/supprimer"))
    visit(f"{PAGE}/supprimer", status=302, version="1")
    visit(PAGE, status=404)


def test_a_reader_sees_a_meter_and_changes_nothing(year, app):
    browser = browser_of(app, add_member(app, Role.READER, "lecteur"))
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert "Corriger" not in page.text
    assert "relever" not in page.text
    assert browser.get(READ).status_code == 403


def test_the_year_of_a_meter_of_its_own_is_proposed_on_the_device_and_written_once_asked(year, visit, app, signed_in):
    with app.app_context():
        set_scope(db.session(), 1)
        create_device({"category": DeviceCategory.SERVER_RACK, "name": "SRV-1"})
    device, keep = "/materiels/1", f"{LIST}/materiel/1/retenir"
    form = {"csrf_token": visit(PAGE).select_one("input[name=csrf_token]")["value"], "version": "1"}
    assert signed_in.post(keep, data=form).status_code == 400
    assert signed_in.post(f"{PAGE}/materiels", data=form | {"word": "SRV-1"}).status_code == 302
    assert "Mesuré par Salle serveur : 7 300,5 kWh du 01/01/2025 au 31/12/2025." in told(visit(device))
    assert signed_in.post(keep, data=form | {"version": "9"}).status_code == 302
    assert visit(device).select_one(f"form[action='{keep}']")
    assert signed_in.post(keep, data=form).status_code == 302
    page = visit(device)
    assert not page.select_one(f"form[action='{keep}']")
    assert "consommation relevée par la collectivité" in told(page)


def test_a_meter_of_several_devices_says_nothing_of_one(year, visit, app, signed_in):
    with app.app_context():
        set_scope(db.session(), 1)
        for name in ("SRV-1", "SRV-2"):
            create_device({"category": DeviceCategory.SERVER_RACK, "name": name})
    form = {"csrf_token": visit(PAGE).select_one("input[name=csrf_token]")["value"]}
    for name in ("SRV-1", "SRV-2"):
        signed_in.post(f"{PAGE}/materiels", data=form | {"word": name})
    assert "Mesuré par" not in told(visit("/materiels/1"))
