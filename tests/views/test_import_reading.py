"""The reading of a file corrected on screen: what a sheet is, where its headings stand, what each column holds."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from inventaire.domain.vocabulary import Role
from inventaire.models import AuditLine, Device, RememberedReading, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from tests.conftest import checked, fields_of, token_of
from tests.members import add_member, browser_of
from tests.spreadsheets.builders import a_real_xlsx

ODD = "Machin;Truc;Bidule\nPC-1;Ordinateur portable;ABC123\nPC-2;Écran;XYZ789\n"
READING = "/imports/1/lecture/0/0"


@pytest.fixture
def send(signed_in):
    def post(name, text):
        data = {"csrf_token": token_of(signed_in.get("/imports/nouveau").text)}
        content = text if isinstance(text, bytes) else text.encode()
        answer = signed_in.post("/imports/nouveau", data=data | {"files": (io.BytesIO(content), name)})
        assert answer.status_code == 302
        return answer.location

    return post


@pytest.fixture
def correct(signed_in):
    """Say how a sheet is to be read; give the page of its import, or the form again."""

    def post(address=READING, **values):
        fields = fields_of(signed_in.get(address).text)
        drawn = signed_in.post(address, data=fields | values | {"redraw": "1"})
        fields = fields_of(drawn.text) | values
        answer = signed_in.post(address, data=fields, follow_redirects=True)
        return checked(answer.text)

    return post


def told(page):
    """What becomes of the lines, as the preview says it."""
    return page.select_one(".lede").text.replace("\u00a0", " ").partition(" : ")[2].strip().rstrip(".")


def test_columns_that_nobody_knows_are_named_by_a_person(app, send, correct, visit):
    send("odd.csv", ODD)
    page = visit("/imports/1")
    assert "Aucun titre de colonne reconnu" in page.main.text
    page = visit("/imports/1/lecture")
    assert page.select_one(f"a[href='{READING}']")
    page = correct(reading="devices", **{"columns-0": "name", "columns-1": "category", "columns-2": "serial"})
    assert told(page) == "2 à créer"
    with app.app_context():
        set_scope(db.session(), 1)
        (kept,) = db.session.query(RememberedReading).all()
        assert kept.headings == "Machin · Truc · Bidule"


def test_the_next_file_of_the_same_shape_is_read_so_too_until_it_is_forgotten(send, correct, visit, signed_in):
    send("odd.csv", ODD)
    correct(reading="devices", **{"columns-0": "name", "columns-1": "category", "columns-2": "serial"})
    send("autre.csv", "Titre;;\n\n" + ODD.replace("PC-", "PORT-"))
    assert told(visit("/imports/2")) == "2 à créer"
    page = visit("/imports/2/lecture")
    assert "que vous aviez corrigée" in page.text
    form = page.select_one("form[action$='/oublier']")
    signed_in.post(form["action"], data={"csrf_token": token_of(str(page))})
    send("encore.csv", ODD)
    assert "Aucun titre de colonne reconnu" in visit("/imports/3").main.text


def test_what_is_corrected_for_this_file_alone_is_not_remembered(app, send, signed_in, correct, visit):
    send("odd.csv", ODD)
    drawn = signed_in.post(READING, data=fields_of(signed_in.get(READING).text) | {"reading": "devices", "redraw": "1"})
    fields = fields_of(drawn.text) | {"columns-0": "name", "columns-1": "category"}
    fields.pop("is_remembered", None)
    assert told(checked(signed_in.post(READING, data=fields, follow_redirects=True).text)) == "2 à créer"
    send("autre.csv", ODD)
    assert "Aucun titre de colonne reconnu" in visit("/imports/2").main.text


def test_the_line_of_headings_is_moved(send, correct):
    send("deux.csv", "Nom;Catégorie\nNom du poste;Type de matériel\nPC-1;Ordinateur portable\n")
    page = correct(reading="devices", header_row="2")
    assert told(page) == "1 à créer"


def test_a_sheet_whose_headings_are_years_is_remembered_and_shown_as_it_is(send, correct, visit, tmp_path):
    def book(name):
        rows = [["Machin", "Truc", 2024], [name, "Ordinateur portable", date(2024, 3, 12)]]
        return a_real_xlsx(tmp_path / "ans.xlsx", rows).read_bytes()

    send("ans.xlsx", book("PC-1"))
    assert "PC-1 · Ordinateur portable · 12/03/2024" in visit(READING).main.text
    correct(reading="devices", **{"columns-0": "name", "columns-1": "category"})
    send("ans-2.xlsx", book("PC-2"))
    assert told(visit("/imports/2")) == "1 à créer"


def test_idem_is_copied_down_when_it_is_ticked(send, correct, visit):
    send("idem.csv", "Nom;Catégorie;Lieu\nPC-1;Serveur;Mairie\nPC-2;Serveur;idem\n")
    assert "recopier partout" in visit("/imports/1?devenir=refused").main.text
    assert told(correct(ditto="y")) == "2 à créer"


def test_dates_that_may_be_either_are_settled(app, send, correct, press_confirm):
    send("dates.csv", "Nom;Catégorie;Date d’achat\nPC-1;Ordinateur portable;03/04/2024\n")
    correct(date_order="mdy")
    press_confirm()
    with app.app_context():
        set_scope(db.session(), 1)
        assert str(db.session.query(Device.purchased_on).scalar()) == "2024-03-04"


@pytest.fixture
def press_confirm(signed_in):
    def press():
        token = token_of(signed_in.get("/imports/1").text)
        assert signed_in.post("/imports/1/confirmer", data={"csrf_token": token}).status_code == 302

    return press


@pytest.fixture
def write(signed_in):
    """Say how the first file is written; give the page of its import."""

    def post(**values):
        sent = {"csrf_token": token_of(signed_in.get("/imports/1/lecture").text)}
        usual = {"encoding": "", "delimiter": "", "is_remembered": "y"}
        sent |= {f"0-{name}": value for name, value in (usual | values).items()}
        return checked(signed_in.post("/imports/1/lecture/0", data=sent, follow_redirects=True).text)

    return post


def test_an_encoding_that_nothing_tells_is_said(send, write, visit):
    send("mac.csv", "Nom;Catégorie\nAccueil ÅÄÖ;Écran\n".encode("mac_roman"))
    assert "encodage de ce fichier n’est pas reconnu" in visit("/imports/1").text
    page = write(encoding="mac_roman")
    assert told(page) == "1 à créer"
    assert "Accueil ÅÄÖ" in visit("/imports/1").text


def test_a_separator_is_corrected(send, write, visit):
    send("barre.csv", "Nom|Catégorie\nA;B;1|Écran\nA;B;2|Écran\n")
    assert "Aucun titre de colonne reconnu" in visit("/imports/1").text
    page = write(delimiter="|")
    assert told(page) == "2 à créer"


MAC = "Nom;Catégorie\n{};Écran\n"


def test_an_encoding_and_a_separator_hold_for_the_next_files_of_the_same_shape(send, write, visit):
    send("mac.csv", MAC.format("Accueil ÅÄÖ").encode("mac_roman"))
    write(encoding="mac_roman")
    send("mac2.csv", MAC.format("Cantine ÅÄÖ").encode("mac_roman"))
    assert "Cantine ÅÄÖ" in visit("/imports/2").text
    page = visit("/imports/1/lecture")
    assert "mac_roman" in page.main.text
    assert "Nom;Catégorie" in page.main.text
    send("barre.csv", "Nom|Catégorie\nA;B;1|Écran\nA;B;2|Écran\n")
    assert "Aucun titre de colonne reconnu" in visit("/imports/3").text


def test_an_encoding_that_was_remembered_is_forgotten(signed_in, send, write, visit):
    send("mac.csv", MAC.format("Accueil ÅÄÖ").encode("mac_roman"))
    write(encoding="mac_roman")
    page = visit("/imports/1/lecture")
    (form,) = [each for each in page.select("form") if "oublier" in each["action"]]
    signed_in.post(form["action"], data={"csrf_token": form.select_one("[name=csrf_token]")["value"]})
    send("mac2.csv", MAC.format("Cantine ÅÄÖ").encode("mac_roman"))
    assert "encodage de ce fichier n’est pas reconnu" in visit("/imports/2").text


def test_an_encoding_that_is_not_to_be_remembered_is_not(send, write, visit):
    send("mac.csv", MAC.format("Accueil ÅÄÖ").encode("mac_roman"))
    write(encoding="mac_roman", is_remembered="")
    send("mac2.csv", MAC.format("Cantine ÅÄÖ").encode("mac_roman"))
    assert "encodage de ce fichier n’est pas reconnu" in visit("/imports/2").text


def test_a_sheet_is_left_out(send, correct):
    send("parc.csv", "Nom;Catégorie\nPC-1;Écran\n")
    assert "laissée de côté, comme vous l’avez demandé" in correct(reading="nothing").text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"columns-0": "name", "columns-1": "name"}, "Deux colonnes disent la même chose"),
        ({"columns-0": "", "columns-1": "", "columns-2": ""}, "au moins ce que contient une colonne"),
        ({"header_row": "99"}, "La ligne des titres est entre 1 et 3"),
    ],
)
def test_what_does_not_hold_together_is_said(send, signed_in, values, words):
    send("odd.csv", ODD)
    drawn = signed_in.post(READING, data=fields_of(signed_in.get(READING).text) | {"reading": "devices", "redraw": "1"})
    answer = signed_in.post(READING, data=fields_of(drawn.text) | values)
    assert answer.status_code == 422
    assert words in checked(answer.text).text.replace("\u00a0", " ")


def test_a_sheet_that_is_gone_is_said(send, visit, press_confirm):
    send("parc.csv", "Nom;Catégorie\nPC-1;Écran\n")
    press_confirm()
    assert "n’est plus là" in visit(READING, status=404).text
    visit("/imports/1/lecture/7/7", status=404)


def test_what_is_said_of_one_sheet_alone_is_not_remembered_of_its_like(send, correct, visit):
    send("parc.csv", "Nom;Catégorie\nPC-1;Écran\n")
    correct(reading="nothing")
    send("parc.csv", "Nom;Catégorie\nPC-1;Écran\n")
    assert told(visit("/imports/2")) == "1 à créer"


def test_dates_written_month_first_by_hand_are_asked_and_a_proof_wins(app, send, correct, visit, press_confirm):
    send("us.csv", "Nom;Catégorie;Date d’achat\nPC-1;Écran;03/25/2024\nPC-2;Écran;04/03/2024\n")
    assert "le mois d’abord" in visit("/imports/1").text
    correct(date_order="mdy")
    press_confirm()
    with app.app_context():
        set_scope(db.session(), 1)
        assert [str(day) for day in db.session.scalars(select(Device.purchased_on).order_by(Device.name))] == [
            "2024-03-25",
            "2024-04-03",
        ]
    send("fr.csv", "Nom;Catégorie;Date d’achat\nPC-3;Écran;25/04/2024\nPC-4;Écran;05/04/2024\n")
    assert told(visit("/imports/2")) == "2 à créer"
    assert "05/04/2024" in visit("/imports/2").text


def test_a_preview_is_corrected_by_who_prepared_it_alone(app, send, role):
    send("odd.csv", ODD)
    other = browser_of(app, add_member(app, Role.MANAGER))
    token = token_of(other.get("/imports/1/lecture").text)
    answer = other.post("/imports/1/lecture/0", data={"csrf_token": token, "0-encoding": "utf-8", "0-delimiter": ""})
    assert answer.status_code == 302
    page = other.get("/imports/1").text
    assert "Aucun titre de colonne reconnu" in page


def test_the_name_that_a_remembered_reading_holds_is_found_and_erased(app, send, correct):
    send("odd.csv", "Machin;Truc;Bidule\nPC-1;Ordinateur portable;Jeanne Zorglub\nPC-2;Écran;x\n")
    correct(reading="devices", header_row="2", **{"columns-0": "name", "columns-1": "category"})
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        places = find_person("Zorglub")
        assert "remembered_reading" in {place.table for place in places}
        erase_person(places, ("zorglub",))
        assert not find_person("Zorglub")


def test_leaving_a_sheet_out_forgets_nothing_of_its_like_and_what_changes_is_traced(app, send, correct, visit):
    send("odd.csv", ODD)
    correct(reading="devices", **{"columns-0": "name", "columns-1": "category", "columns-2": "serial"})
    send("autre.csv", ODD)
    correct("/imports/2/lecture/0/0", reading="nothing")
    send("encore.csv", ODD)
    assert told(visit("/imports/3")) == "2 à créer"
    correct("/imports/3/lecture/0/0", reading="devices", **{"columns-2": "inventory_number"})
    with app.app_context():
        set_scope(db.session(), 1)
        lines = select(AuditLine.action).where(AuditLine.subject == "remembered_reading").order_by(AuditLine.id)
        assert list(db.session.scalars(lines)) == ["created", "deleted", "created"]
