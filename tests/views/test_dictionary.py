"""The queue of names to be recognised, the dictionary, and the new catalogue, as people use them."""

import pytest
import yaml
from bs4 import BeautifulSoup
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from inventaire.domain.vocabulary import NameKind, Role
from inventaire.models import Application, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.bulk import change_all
from inventaire.models.scope import set_scope
from inventaire.services import dictionary
from inventaire.services.application import get_application
from inventaire.services.database import writing
from inventaire.services.dictionary import Said
from tests.conftest import token_of
from tests.services.inventories import a_part, software, take_in

QUEUE = "/logiciels/a-reconnaitre"


@pytest.fixture
def inside(app):
    """Do something as another person would, in a context of its own: a request must not inherit it."""

    def do(act, *values):
        with app.app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("test")
            return act(*values)

    return do


@pytest.fixture
def _an_inventory(inside):
    """Three names are left open; the second stands on the most machines."""
    inside(
        take_in,
        a_part({"name": "PC-1"}, {"name": "PC-2"}),
        software(
            {"raw_name": "Outil maison", "device": "PC-1", "version": "3.1"},
            {"raw_name": "Adobe Acrobat (64-bit)", "publisher": "Adobe", "device": "PC-1"},
            {"raw_name": "Adobe Acrobat (64-bit)", "publisher": "Adobe", "device": "PC-2"},
            {"raw_name": "Libre Office 5.1"},
            {"raw_name": "Zoom Workplace"},
        ),
    )


pytestmark = pytest.mark.usefixtures("_an_inventory")


@pytest.fixture
def send(signed_in):
    def post(address, **values):
        token = token_of(signed_in.get(address).text)
        return signed_in.post(address, data=MultiDict({"csrf_token": token} | values))

    return post


@pytest.fixture
def kept(inside):
    return lambda number: (lambda row: (row.outcome, row.tool))(inside(get_application, number))


def rows_of(page):
    return [row.select_one("th").text.split() for row in page.select("tbody tr")]


def test_names_left_open_come_by_machines_with_versions_and_ideas(visit):
    page = visit(QUEUE)
    assert [" ".join(words) for words in rows_of(page)] == [
        "Adobe Acrobat (64-bit) ambigu",
        "Outil maison",
        "Libre Office 5.1",
    ]
    text = " ".join(page.main.text.split())
    assert "candidat du catalogue" in text
    assert "nom proche" in text
    assert "3.1" in text


def test_the_list_of_software_leads_there_with_the_count(visit):
    (link,) = visit("/logiciels").select(f".actions a[href='{QUEUE}']")
    assert link.text.split() == ["3", "noms", "à", "reconnaître"]


def test_a_search_narrows_the_queue(visit):
    assert len(visit(f"{QUEUE}?q=maison").select("tbody tr")) == 1
    assert "Aucun nom à reconnaître ne répond" in visit(f"{QUEUE}?q=zzz").main.text


def test_an_idea_is_accepted_in_one_click_and_taken_back_in_another(send, signed_in, visit, kept):
    value = next(each["value"] for each in visit(QUEUE).select("button[name=accepter]") if "LibreOffice" in each.text)
    assert send(QUEUE, accepter=value).status_code == 302
    number = int(value.split(":")[0])
    assert kept(number) == ("free", "libreoffice")
    undo = visit(QUEUE).select_one("form.notice")
    assert undo.select_one("button").text == "Annuler"
    fields = {each["name"]: each["value"] for each in undo.select("input")}
    assert signed_in.post(undo["action"], data=fields).status_code == 302
    assert kept(number) == ("unknown", None)


def test_names_ticked_together_are_said_together(send, visit, kept):
    words = [each["value"] for each in visit(QUEUE).select("input[name=fiche]")]
    answer = send(QUEUE, fiche=words[1:], kind="local", function="enfance")
    assert answer.status_code == 302
    assert {kept(int(word.split(":")[0])) for word in words[1:]} == {("local", None)}
    assert "2\u00a0noms entrés au dictionnaire" in visit(QUEUE).text


@pytest.mark.parametrize(("kind", "sentence"), [("tool", "Choisissez l’outil"), ("local", "Choisissez à quoi sert")])
def test_what_a_choice_needs_is_asked_for_and_the_ticks_stay(send, visit, kind, sentence):
    word = visit(QUEUE).select_one("input[name=fiche]")["value"]
    answer = send(QUEUE, fiche=word, kind=kind)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert sentence in page.select_one(".notice-bad").text
    assert [each["value"] for each in page.select("input[name=fiche][checked]")] == [word]


def test_without_a_tick_nothing_is_entered(send, visit):
    assert send(QUEUE, kind="component").status_code == 302
    assert "Cochez d’abord" in visit(QUEUE).text


@pytest.mark.parametrize("value", ["1", "x", "1:1:rien", "9999:1:libreoffice", "1:9:libreoffice"])
def test_a_made_up_acceptance_is_refused_in_french(send, visit, value):
    assert send(QUEUE, accepter=value).status_code == 302
    assert visit(QUEUE).select_one(".notice-bad")


def test_a_name_the_catalogue_knows_gives_way_only_when_told_to(send, inside, kept, visit):
    zoom = inside(lambda: db.session.query(Application).filter_by(raw_name="Zoom Workplace").one())
    address = f"/logiciels/{zoom.id}/reconnaissance"
    said = {"kind": "tool", "tool": "bigbluebutton", "version": str(zoom.version)}
    send(address, **said)
    assert kept(zoom.id) == ("match", "zoom")
    assert "reconnaît déjà 1\u00a0nom" in visit("/logiciels").text
    send(address, **said, overrules="y")
    assert kept(zoom.id) == ("free", "bigbluebutton")
    assert visit(address).select_one("input[name=kind][checked]")["value"] == "tool"
    page = visit(f"/logiciels/{zoom.id}")
    assert "dictionnaire local" in page.main.text
    assert "BigBlueButton" in page.main.text


def test_an_alternative_that_is_not_free_is_not_called_free_software(inside, visit):
    inside(take_in, software({"raw_name": "Moteur de la mairie"}))
    number = inside(lambda: db.session.scalar(select(Application.id).where(Application.raw_name.like("Moteur%"))))
    inside(dictionary.say, [f"{number}:1"], Said(NameKind.TOOL, tool="qwant"))
    page = visit(f"/logiciels/{number}")
    assert "Reconnu comme Qwant" in " ".join(page.main.text.split())
    assert page.select_one("a[href='/catalogue/alternatives/qwant']")
    assert "ogiciel libre Qwant" not in page.main.text


def test_the_dictionary_tells_who_said_what_and_why(send, visit):
    word = visit(QUEUE).select_one("input[name=fiche]")["value"]
    send(QUEUE, fiche=word, kind="component", reason="Livré avec le scanner")
    text = " ".join(visit("/logiciels/dictionnaire").main.text.split())
    assert "Composant technique" in text
    assert "Livré avec le scanner" in text
    assert "Service informatique" in text


def test_the_export_holds_no_word_of_who_and_why(send, visit, signed_in):
    words = [each["value"] for each in visit(QUEUE).select("input[name=fiche]")]
    send(QUEUE, fiche=words[0], kind="tool", tool="acrobat-reader", reason="Mme Dupont le dit")
    send(QUEUE, fiche=words[1], kind="local", function="enfance")
    send(QUEUE, fiche=words[2], kind="component")
    text = signed_in.get("/logiciels/dictionnaire/export.yaml").text
    assert "Dupont" not in text
    assert "Service informatique" not in text
    found = yaml.safe_load(text)
    (tool,) = found["tools"]
    assert tool["slug"] == "acrobat-reader"
    assert tool["matches"] == [{"type": "exact", "value": "Adobe Acrobat (64-bit)", "require_publisher": ["Adobe"]}]
    assert [each["name"] for each in found["missing"]] == ["Outil maison"]
    assert [each["pattern"] for each in found["components"]] == [r"^libre\ office\ 5\.1$"]
    for form in ("ods", "xlsx", "csv"):
        with signed_in.get(f"/logiciels/dictionnaire/export.{form}") as answer:
            assert answer.status_code == 200


def test_a_reader_sees_the_dictionary_and_no_queue(signed_in, role):
    role(Role.READER)
    assert signed_in.get("/logiciels/dictionnaire").status_code == 200
    assert signed_in.get(QUEUE).status_code == 403


def test_a_new_catalogue_is_shown_applied_and_taken_back(inside, send, signed_in, visit, kept):
    def set_back(number):
        with writing() as session:
            former = {"outcome": "unknown", "tool": None, "rule": None, "catalog_version": "2020-01-01+0"}
            change_all(session, Application, [number], former)

    zoom = inside(lambda: db.session.query(Application).filter_by(raw_name="Zoom Workplace").one()).id
    inside(set_back, zoom)
    assert visit("/logiciels").select_one("a[href='/logiciels/nouveau-catalogue']")
    assert "Le catalogue ne connaît pas ce nom" in visit(f"/logiciels/{zoom}").main.text
    page = visit("/logiciels/nouveau-catalogue")
    assert rows_of(page) == [["Zoom", "Workplace"]]
    post(signed_in, page, "appliquer")
    assert kept(zoom) == ("match", "zoom")
    post(signed_in, visit("/logiciels/nouveau-catalogue"), "reprendre")
    assert kept(zoom) == ("unknown", None)


def post(browser, page, word):
    form = next(each for each in page.select("form[method=post]") if each.get("action", "").endswith(word))
    fields = {each["name"]: each["value"] for each in form.select("input")}
    assert browser.post(form["action"], data=fields).status_code == 302


def test_when_there_is_nothing_to_apply_the_page_says_so(visit):
    assert "il n’y a rien à appliquer" in visit("/logiciels/nouveau-catalogue").main.text
