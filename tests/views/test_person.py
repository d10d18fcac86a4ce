"""What is held about a person, on its page; and the users of machines, kept only on request."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import AuditLine, Device, ImportRow, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.device import create_device
from inventaire.services.imports.batch import confirm_import
from inventaire.services.organisation import current_organisation, update_organisation
from inventaire.services.trace_check import installation_faults
from tests.conftest import checked, fields_of, token_of
from tests.services.inventories import a_part, prepare_import, take_in

PAGE = "/administration/personnes"


@pytest.fixture
def at_home(app):
    """Do something in the database, held to the town: pages have a session of their own."""

    def do(act):
        with app.app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("test")
            return act()

    return do


def fill():
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-DUPONT", "comment": "Poste d’Émilie Dupont"})
    take_in(a_part({"name": "dupont-2", "site": "Mairie"}, file="parc-dupont.csv"))


def search(client, text, **more):
    values = {"csrf_token": token_of(client.get(PAGE).text), "text": text} | more
    return client.post(PAGE, data=values)


def test_a_search_lists_each_place_with_its_link(at_home, signed_in):
    at_home(fill)
    page = checked(search(signed_in, "Dupont").text)
    links = {link.get_text(strip=True).replace("\u00a0", " "): link["href"] for link in page.select("tbody a")}
    assert links["Matériel n° 1"] == "/materiels/1"
    assert links["Import n° 1"] == links["Ligne d’import n° 1"] == "/imports/1"
    assert any(address.startswith("/administration/trace?ligne=") for address in links.values())
    assert all(box.has_attr("checked") for box in page.select("input[name=place]"))


def test_no_name_ever_stands_in_an_address(at_home, signed_in):
    at_home(fill)
    page = checked(search(signed_in, "Dupont").text)
    addresses = [
        tag.get("href") or tag.get("action") or tag.get("formaction") for tag in page.select("a, form, button")
    ]
    assert not [address for address in addresses if address and "upont" in address]


@pytest.mark.parametrize(
    ("text", "told"), [("", "Donnez un nom"), ("ab", "au moins 3 lettres"), ("Nemo", "Rien de ce nom")]
)
def test_a_search_that_finds_nothing_says_what_to_do(signed_in, text, told):
    assert told in search(signed_in, text).text


def test_the_list_goes_out_as_a_file(at_home, signed_in):
    at_home(fill)
    token = token_of(signed_in.get(PAGE).text)
    with signed_in.post(f"{PAGE}/export.xlsx", data={"csrf_token": token, "text": "dupont"}) as answer:
        rows = list(load_workbook(io.BytesIO(answer.data), read_only=True).active.values)
        assert "upont" not in answer.headers["Content-Disposition"]
    assert rows[0] == ("Où", "Numéro", "Champ", "Valeur")
    assert ("Matériel", 1, "Nom, Commentaire", "PC-DUPONT") in rows


def erase(client, page, *kept, **more):
    boxes = [box["value"] for box in page.select("input[name=place]") if box["value"] not in kept]
    values = {"csrf_token": token_of(str(page)), "text": "Dupont", "place": boxes} | more
    return client.post(f"{PAGE}/effacer", data=values, follow_redirects=True)


def test_an_erasure_asks_for_assent_then_erases_what_is_ticked(at_home, signed_in):
    at_home(fill)
    page = checked(search(signed_in, "Dupont").text)
    refused = erase(signed_in, page, "device:1")
    assert refused.status_code == 422
    assert "Cochez cette case" in refused.text
    again = checked(refused.text)
    assert [box["value"] for box in again.select("input[name=place]:not([checked])")] == ["device:1"]
    assert "effacés" in erase(signed_in, page, "device:1", agreed="y").text
    names = at_home(lambda: db.session.scalars(select(Device.name).order_by(Device.id)).all())
    assert names == ["PC-DUPONT", "(effacé)"]
    assert at_home(installation_faults) == []


def test_nothing_ticked_erases_nothing(at_home, signed_in):
    at_home(fill)
    values = {"csrf_token": token_of(signed_in.get(PAGE).text), "text": "Dupont", "agreed": "y"}
    assert "rien n’a été effacé" in signed_in.post(f"{PAGE}/effacer", data=values, follow_redirects=True).text


def test_the_last_administrator_is_not_erased(signed_in):
    values = {"csrf_token": token_of(signed_in.get(PAGE).text), "text": "dsi@valbrume", "agreed": "y"}
    answer = signed_in.post(f"{PAGE}/effacer", data=values | {"place": ["account:1"]})
    assert "dernier administrateur" in answer.text


@pytest.mark.parametrize("reader", [Role.READER, Role.CONTRIBUTOR, Role.MANAGER])
def test_only_an_administrator_looks_for_people(signed_in, role, reader):
    role(reader)
    assert signed_in.get(PAGE).status_code == 403
    assert signed_in.get("/administration/utilisateurs-des-materiels").status_code == 403


def keep_names(wanted):
    def act():
        update_organisation(current_organisation().version, {"keeps_user_names": wanted})

    return act


def test_users_are_absent_from_forms_pages_and_files_unless_asked_for(at_home, visit, signed_in):
    at_home(keep_names(True))
    at_home(lambda: create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "user_label": "Mme Dupont"}))
    pages = ("/materiels/1", "/materiels/1/modifier", "/materiels/export.csv", "/administration/trace")
    assert all("Dupont" in signed_in.get(page).text for page in pages)
    at_home(keep_names(False))
    for page in pages:
        text = signed_in.get(page).text
        assert "Dupont" not in text, page
        assert "Utilisateur\n" not in text, page
    visit("/materiels/1/modifier", status=302, name="PC-2", user_label="Mme Durand")
    assert at_home(lambda: db.session.scalar(select(Device.user_label))) == "Mme Dupont"


def test_a_file_brings_no_user_in_and_the_preview_says_so(at_home, tmp_path):
    path = tmp_path / "parc.csv"
    path.write_text("Nom;Catégorie;Utilisateur\nPC-1;Ordinateur portable;Mme Dupont\n")

    def act():
        batch = prepare_import([(path, path.name)])
        stored = [db.session.scalars(select(ImportRow.values)).all(), batch.files]
        lines = [line.sides() for line in db.session.scalars(select(AuditLine))]
        return batch.files[0]["notes"], str(stored + lines)

    notes, stored = at_home(act)
    assert any("Utilisateur" in note and "n’est pas reprise" in note and "Administration" in note for note in notes)
    assert "Dupont" not in stored
    at_home(keep_names(True))
    notes, stored = at_home(act)
    assert "Mme Dupont" in stored
    at_home(keep_names(False))
    at_home(lambda: confirm_import(2))
    assert at_home(lambda: db.session.scalars(select(Device.user_label)).all()) == [None]


def test_switching_off_offers_to_erase_the_names(at_home, visit, signed_in):
    at_home(keep_names(True))
    at_home(lambda: create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "user_label": "Mme Dupont"}))
    form = fields_of(signed_in.get("/administration").text)
    assert form["keeps_user_names"] == "y"
    del form["keeps_user_names"]
    page = checked(signed_in.post("/administration", data=form, follow_redirects=True).text)
    assert "1\u00a0matériel en porte" in page.select(".notice")[-1].text
    ask = page.select_one(".notice a")["href"]
    told = visit(ask, follow=True, status=200, agreed="")
    assert "Utilisateurs effacés de 1\u00a0matériel" in told.text
    assert at_home(lambda: db.session.scalar(select(Device.user_label))) is None
    assert at_home(installation_faults) == []


def test_names_that_are_kept_cannot_be_erased_by_mistake(at_home, signed_in):
    at_home(keep_names(True))
    assert signed_in.get("/administration/utilisateurs-des-materiels").status_code == 409


def test_free_text_warns(visit):
    page = visit("/materiels/nouveau")
    assert "N’y écrivez pas de données personnelles" in page.select_one("#comment-hint").text
