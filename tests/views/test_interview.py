"""The interview as people go through it: theme by theme, left and taken up again."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from inventaire.catalog.interview import load_interview
from inventaire.domain.vocabulary import Role
from inventaire.models import Application, Device, InterviewAnswer, Site, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from tests.conftest import checked, fields_of, token_of

SOCIAL, CAMERAS, MAIL = (f"/logiciels/entretien/{theme}" for theme in ("reseaux-sociaux", "cameras", "messagerie"))
LAST = f"/logiciels/entretien/{load_interview()[-1].id}"


def sent_of(html):
    """What a browser would send of the form of a theme, and not of the sentence above it."""
    page = BeautifulSoup(html, "html.parser")
    for told in page.select("form.notice"):
        told.decompose()
    return fields_of(str(page))


@pytest.fixture
def rows(app):
    """Read the rows of a model."""

    def read(model):
        with app.app_context():
            set_scope(db.session(), 1)
            return db.session.scalars(select(model).order_by(model.id)).all()

    return read


@pytest.fixture
def send(signed_in):
    """Fill in a theme and send it; give the page that follows."""

    def fill(address, **values):
        form = sent_of(signed_in.get(address).text) | {name.replace("__", "-"): said for name, said in values.items()}
        answer = signed_in.post(address, data=form, follow_redirects=True)
        return checked(answer.text)

    return fill


def field(page, name):
    return page.select_one(f"[name='{name}']")


def test_a_theme_is_saved_and_the_next_one_is_asked(send, rows):
    page = send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"], "comptes-sociaux-facebook-abonnes": "1 200"})
    assert page.h1.text == "Information des habitants"
    assert "1\u00a0fiche ajoutée\u00a0: Page Facebook" in page.select_one("[role=status]").text
    assert [each.raw_name for each in rows(Application)] == ["Page Facebook"]


def test_a_save_is_undone_from_the_sentence_that_tells_it(send, signed_in, rows):
    page = send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"]})
    form = page.select_one("form.notice")
    assert form.button.text == "Annuler"
    sent = {field["name"]: field["value"] for field in form.select("input")}
    page = checked(signed_in.post(form["action"], data=sent, follow_redirects=True).text)
    assert "remis comme avant" in page.select_one("[role=status]").text
    assert rows(Application) == []


def test_a_save_that_changed_nothing_offers_nothing_to_undo(send, signed_in):
    send(SOCIAL, **{"videos-none": "y"})
    page = send(SOCIAL)
    assert "rien n’a changé" in page.select_one("[role=status]").text
    assert not page.select("form.notice")


def test_one_may_stay_and_the_last_theme_leads_back(send):
    assert send(SOCIAL, stays="1").h1.text == "Réseaux sociaux"
    assert send(LAST).h1.text == "Entretien guidé"


def test_what_was_answered_stands_in_the_form_again(send, visit):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook", "mastodon"], "comptes-sociaux-facebook-abonnes": "1200"})
    send(MAIL, **{"titulaire-du-domaine-choice": "prestataire", "nom-de-domaine-text": "valbrume.example"})
    send(CAMERAS, **{"fin-d-autorisation-date": "03/2027", "cameras-unknown": "y"})
    page = visit(SOCIAL)
    ticked = [box["value"] for box in page.select("[name=comptes-sociaux-tools][checked]")]
    assert (ticked, field(page, "comptes-sociaux-facebook-abonnes")["value"]) == (
        ["facebook", "mastodon"],
        "1\u202f200",
    )
    page = visit(MAIL)
    assert page.select_one("[name=titulaire-du-domaine-choice][checked]")["value"] == "prestataire"
    assert field(page, "nom-de-domaine-text")["value"] == "valbrume.example"
    page = visit(CAMERAS)
    assert field(page, "fin-d-autorisation-date")["value"] == "03/2027"
    assert field(page, "cameras-unknown").has_attr("checked")


def test_sending_it_again_untouched_changes_nothing(send, rows, signed_in):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"], "videos-none": "y"})
    send(CAMERAS, **{"cameras-number": "8", "fin-d-autorisation-date": "2027"})
    before = [(each.id, each.version) for each in rows(InterviewAnswer)]
    for address in (SOCIAL, CAMERAS):
        page = signed_in.get(address).text
        tools = [box["value"] for box in checked(page).select("[name=comptes-sociaux-tools][checked]")]
        assert signed_in.post(address, data=sent_of(page) | {"comptes-sociaux-tools": tools}).status_code == 302
    assert [(each.id, each.version) for each in rows(InterviewAnswer)] == before


def test_a_tool_out_of_sight_is_offered_and_shown_once_ticked(send, visit):
    send(SOCIAL, **{"videos-tools": []})
    name = "visioconference-rest"
    hidden = visit("/logiciels/entretien/visio").select_one(f"details [name={name}]")
    assert not hidden.find_parent("details").has_attr("open")
    send("/logiciels/entretien/visio", **{name: [hidden["value"]]})
    assert (
        visit("/logiciels/entretien/visio").select_one(f"details[open] [name={name}][checked]")["value"]
        == hidden["value"]
    )


def test_a_detail_that_is_filled_in_ticks_its_tool(send, rows):
    send(SOCIAL, **{"comptes-sociaux-instagram-abonnes": "300"})
    assert [each.tool for each in rows(Application)] == ["instagram"]


def test_having_none_and_naming_one_is_refused_with_what_to_do(send, rows):
    page = send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"], "comptes-sociaux-none": "y"})
    assert "gardez l’une des deux" in page.select_one("[role=alert]").text
    assert page.select_one("[name=comptes-sociaux-tools][checked]")["value"] == "facebook"
    assert rows(InterviewAnswer) == []


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        (CAMERAS, "cameras-number", "beaucoup"),
        (CAMERAS, "fin-d-autorisation-date", "demain"),
        (CAMERAS, "cameras-site", "999"),
        (SOCIAL, "comptes-sociaux-tools", "minitel"),
        (MAIL, "titulaire-du-domaine-choice", "personne"),
        (MAIL, "nom-de-domaine-text", "x" * 301),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(visit, rows, address, name, value):
    page = visit(address, status=422, **{name: value})
    assert page.select_one("[role=alert] li")
    assert rows(InterviewAnswer) == []


@pytest.mark.parametrize(
    ("address", "name", "question", "tool"),
    [
        (CAMERAS, "cameras-number", "cameras", ""),
        (CAMERAS, "enregistreurs-number", "enregistreurs", ""),
        (SOCIAL, "comptes-sociaux-facebook-abonnes", "comptes-sociaux", " Page Facebook\u00a0:"),
    ],
)
def test_what_is_refused_says_which_question_it_is_about(visit, address, name, question, tool):
    page = visit(address, status=422, **{name: "beaucoup"})
    (told,) = page.select("[role=alert] li")
    asked = page.select_one(f"#{question} legend").text.strip()
    assert f"\u00a0: {asked}{tool} " in told.text


def test_a_lot_stands_on_the_site_that_was_chosen(app, send, rows, visit):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        db.session.add(Site(name="Place du marché"))
        db.session.commit()
    send(CAMERAS, **{"cameras-number": "8", "cameras-site": "1"})
    (lot,) = rows(Device)
    assert (lot.quantity, lot.site_id) == (8, 1)
    link = visit(CAMERAS).select_one("fieldset#cameras .note a")
    assert (link["href"], link.text) == (f"/materiels/{lot.id}", "Caméras déclarées en entretien")


def test_the_page_of_an_application_says_where_it_was_declared(send, rows, visit):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"]})
    page = visit(f"/logiciels/{rows(Application)[0].id}")
    link = page.select_one("a[href='/logiciels/entretien/reseaux-sociaux#comptes-sociaux']")
    assert link.text.startswith("Sur quels réseaux")
    assert "par Service informatique" in link.find_parent("li").text
    assert "Reconnu comme Page Facebook" in " ".join(page.main.text.split())


def test_the_list_of_themes_says_how_far_each_is_and_what_is_to_be_asked(send, visit):
    send(CAMERAS, **{"cameras-unknown": "y", "enregistreurs-number": "1"})
    page = visit("/logiciels/entretien")
    row = page.find("a", href=CAMERAS).find_parent("tr")
    assert "2 sur 6" in row.text
    assert "par Service informatique" in row.text
    assert "à demander à la police municipale" in page.main.text


def test_a_reader_reads_the_answers_and_cannot_write_them(send, signed_in, role, rows):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"]})
    role(Role.READER)
    page = checked(signed_in.get(SOCIAL).text)
    assert "Page Facebook" in page.main.text
    assert not page.select("main form")
    assert signed_in.post(SOCIAL).status_code in (400, 403)
    assert len(rows(InterviewAnswer)) == 1


def test_the_second_of_two_people_sees_both_answers_and_may_insist(signed_in, rows):
    first, second = (sent_of(signed_in.get(CAMERAS).text) for _ in range(2))
    assert signed_in.post(CAMERAS, data=first | {"cameras-number": "8"}).status_code == 302
    refused = signed_in.post(CAMERAS, data=second | {"cameras-number": "9"})
    page = checked(refused.text)
    told = page.find("caption", string="Les deux versions").parent.select_one("tbody tr")
    assert [cell.text for cell in told.select("td")][:2] == ["8", "9"]
    assert signed_in.post(CAMERAS, data=sent_of(refused.text)).status_code == 302
    assert rows(InterviewAnswer)[0].said == {"number": 9}


def test_the_blank_questionnaire_has_every_question_and_room_to_answer(visit):
    page = visit("/logiciels/entretien/questionnaire")
    questions = [question for theme in load_interview() for question in theme.questions]
    assert [each.text for each in page.select("main h3")] == [each.label_fr for each in questions]
    text = page.main.text.replace("\u00a0", " ")
    assert text.count("☐ Je ne sais pas, à demander") == len(questions)


@pytest.mark.parametrize("what", ["questionnaire", "reponses"])
def test_both_papers_can_be_taken_away_as_odt(visit, signed_in, what):
    link = visit(f"/logiciels/entretien/{what}").find("a", string="Télécharger en ODT")
    with signed_in.get(link["href"]) as answer:
        text = zipfile.ZipFile(io.BytesIO(answer.data)).read("content.xml").decode()
    assert "Sur quels réseaux la commune a-t-elle un compte" in text


def test_the_printed_answers_say_what_was_answered_and_what_was_not(send, visit):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook"], "comptes-sociaux-facebook-adresse": "valbrume.example"})
    send(CAMERAS, **{"cameras-unknown": "y"})
    text = visit("/logiciels/entretien/reponses").main.text
    assert "Page Facebook (Adresse publique\u00a0: valbrume.example)" in text
    assert "Je ne sais pas, à demander à la police municipale" in text
    assert "Pas encore demandé" in text


def test_a_name_written_in_an_answer_is_found_and_erased(send, signed_in, rows):
    send(SOCIAL, **{"comptes-sociaux-facebook-tenu-par": "Jeanne Aubépine"})
    persons = "/administration/personnes"
    sent = {"csrf_token": token_of(signed_in.get(persons).text), "text": "Aubépine"}
    page = checked(signed_in.post(persons, data=sent).text)
    assert page.find("a", href="/logiciels/entretien/reponses")
    places = [box["value"] for box in page.select("input[name=place]")]
    assert signed_in.post(f"{persons}/effacer", data=sent | {"place": places, "agreed": "y"}).status_code == 302
    assert rows(InterviewAnswer)[0].said == {"tools": {"facebook": {"tenu-par": "(effacé)"}}}
    for address in ("/administration/trace", "/logiciels/1", SOCIAL):
        assert "Aubépine" not in signed_in.get(address).text


def test_the_trace_tells_an_answer_in_words(send, visit):
    send(SOCIAL, **{"comptes-sociaux-tools": ["facebook", "tiktok"], "comptes-sociaux-facebook-abonnes": "1200"})
    text = visit("/administration/trace?sujet=interview_answer").main.text
    assert "Réponse\u00a0: tools\u00a0: facebook (abonnes\u00a0: 1200), tiktok" in text
