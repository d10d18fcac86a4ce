"""The page of one line of a preview, and who may choose there."""

import pytest
from sqlalchemy import select

from inventaire.domain.vocabulary import Role
from inventaire.models import Device, ImportRow, db
from inventaire.models.scope import set_scope
from tests.conftest import checked, token_of
from tests.members import add_member, browser_of
from tests.views.test_imports import press, send  # noqa: F401 - fixtures

HEADINGS = "Nom;Catégorie;Numéro de série;Modèle\n"
TWO = HEADINGS + "PC-1;Portable;AAA111;5490\nPC-1;Portable;BBB222;5490\n"
TWICE = HEADINGS + "PC-1;Portable;;5500\nPC-1;Portable;;5600\n"


@pytest.fixture
def asked(send, press):  # noqa: F811
    """Preview two lines that each speak of two machines; give their addresses."""
    send(("parc.csv", TWO.encode()))
    press("/imports/1/confirmer")
    send(("parc.csv", TWICE.encode()))
    return ["/imports/2/lignes/3", "/imports/2/lignes/4"]


@pytest.fixture
def answer(signed_in):
    """Fill the form of a line in; give the page it leads to."""

    def post(address, **values):
        token = token_of(signed_in.get(address).text)
        return checked(signed_in.post(address, data={"csrf_token": token} | values, follow_redirects=True).text)

    return post


def outcomes(app):
    with app.app_context():
        set_scope(db.session(), 1)
        found = db.session.scalars(select(ImportRow.outcome).where(ImportRow.import_id == 2).order_by(ImportRow.id))
        return [outcome.value for outcome in found]


def models(app):
    with app.app_context():
        set_scope(db.session(), 1)
        return list(db.session.scalars(select(Device.model).order_by(Device.id)))


def test_a_line_shows_the_machines_it_may_be_and_leads_to_the_next(app, asked, visit, answer, press):  # noqa: F811
    page = visit(asked[0])
    assert all(told in page.text for told in ("AAA111", "BBB222", "Appliquer ce choix aussi à l’autre ligne"))
    assert "Ligne 3" in answer(asked[0], reponse="device:1").h1.text
    assert "relisez l’aperçu" in answer(asked[1], reponse="device:2").main.text
    press("/imports/2/confirmer")
    assert models(app) == ["5500", "5600"]


def test_the_same_choice_goes_to_all_the_lines_that_ask_the_same(app, asked, answer):
    answer(asked[0], reponse="new", semblables="1")
    assert outcomes(app) == ["created", "created"]


@pytest.mark.parametrize(
    ("values", "told"),
    [({}, "cochez une des réponses"), ({"reponse": "device:7"}, "relisez-la"), ({"reponse": "line:9:9"}, "relisez-la")],
)
def test_an_answer_that_the_line_does_not_allow_is_said_so(app, asked, answer, values, told):
    assert told in answer(asked[0], **values).main.text
    assert outcomes(app) == ["asked", "asked"]


def test_a_choice_is_taken_back(app, asked, answer, signed_in):
    answer(asked[0], reponse="aside")
    assert outcomes(app) == ["ignored", "asked"]
    token = token_of(signed_in.get(asked[0]).text)
    signed_in.post(f"{asked[0]}/oublier", data={"csrf_token": token})
    assert outcomes(app) == ["asked", "asked"]


def test_somebody_else_reads_the_line_and_cannot_choose_nor_confirm(app, asked):
    other = browser_of(app, add_member(app, Role.MANAGER, "collegue"))
    page = checked(other.get(asked[0]).text)
    assert "Seule la personne qui a préparé cet aperçu" in page.main.text
    assert not page.main.select("form")
    assert "a été préparé par Service informatique" in checked(other.get("/imports/2").text).main.text
    token = token_of(other.get("/materiels/nouveau").text)
    for address, values in (
        (asked[0], {"reponse": "new"}),
        ("/imports/2/confirmer", {}),
        ("/imports/2/corrections", {}),
    ):
        answer = other.post(address, data={"csrf_token": token} | values, follow_redirects=True)
        assert "seule la personne qui l’a préparé" in checked(answer.text).main.text
    assert outcomes(app) == ["asked", "asked"]


def test_a_line_that_is_not_there_is_told(asked, visit):
    assert "n’est plus" in visit("/imports/1/lignes/3", status=404).main.text


def test_a_preview_is_not_confirmed_from_a_page_that_others_have_made_old(app, asked, signed_in, answer):
    page = signed_in.get("/imports/2").text
    answer(asked[0], reponse="new")
    sent = {"csrf_token": token_of(page), "version": "1"}
    told = checked(signed_in.post("/imports/2/confirmer", data=sent, follow_redirects=True).text)
    assert "a changé depuis que vous l’avez ouvert" in told.main.text
    assert len(models(app)) == 2


def test_values_are_taken_or_kept_one_by_one_or_all_at_once(app, send, press, visit, answer, signed_in):  # noqa: F811
    send(("parc.csv", (HEADINGS + "PC-1;Portable;AAA111;5490\n").encode()))
    press("/imports/1/confirmer")
    visit("/materiels/1/modifier", status=302, model="5491")
    send(("parc.csv", (HEADINGS + "PC-9;Portable;AAA111;5500\n").encode()))
    assert "le fichier dit 5500" in visit("/imports/2?gardees=1").main.text
    token = token_of(signed_in.get("/imports/2/lignes/2").text)
    sent = {"csrf_token": token, "champ": ["model"]}
    told = signed_in.post("/imports/2/lignes/2/valeurs", data=sent, follow_redirects=True)
    assert "Choix enregistré" in told.text
    assert "Reprendre ce choix" in told.text
    signed_in.post("/imports/2/lignes/2/oublier", data={"csrf_token": token})
    signed_in.post("/imports/2/corrections", data={"csrf_token": token, "valeurs": "fichier"})
    press("/imports/2/confirmer")
    assert models(app) == ["5500"]
