"""The pages of the catalogue: found whatever the accents, compared, and honest about their age."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import render_template_string

from inventaire.catalog.schema import Review, Source
from inventaire.domain.vocabulary import EvidenceOutcome
from inventaire.services.experience import Experience, Told

REVIEW = '{% from "components/review.html" import reviewed %}{{ reviewed(review) }}'

EXPERIENCE = '{% from "components/evidence.html" import experience %}{{ experience(found) }}'


def words(page):
    return " ".join(page.main.text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("text", ["téléphonie", "TELEPHONIE", "telephonie"])
def test_a_search_forgives_accents_and_capitals(visit, text):
    page = visit(f"/catalogue?q={text}")
    assert page.find("a", string="Téléphonie")["href"] == "/catalogue/fonctions/telephonie"
    assert "Wazo / XiVO" in words(page)
    assert "3CX" in words(page)


def test_a_search_finds_a_vendor_s_tools_and_an_alternative(visit):
    assert "Berger-Levrault" in words(visit("/catalogue?q=BERGER"))
    assert "LibreOffice" in words(visit("/catalogue?q=libreoff"))


def test_a_search_that_finds_nothing_says_so(visit):
    told = words(visit("/catalogue?q=zzzz"))
    assert "Aucun outil du catalogue n’y répond." in told
    assert "Aucune alternative du catalogue n’y répond." in told


def test_the_page_of_a_function_puts_people_and_paper_first(visit):
    page = visit("/catalogue/fonctions/assistant-ia")
    assert "faire sans, le papier et l’accueil humain viennent d’abord" in words(page)
    (rows,) = [table.select("tbody tr") for table in page.select("table") if table.caption.text == "Alternatives"]
    assert "Sans numérique" in rows[0].text


def test_two_alternatives_are_chosen_from_a_function_and_compared(visit):
    form = visit("/catalogue/fonctions/messagerie").select_one("form[action='/catalogue/comparer']")
    assert [control["name"] for control in form.select("select")] == ["a", "b"]
    page = visit("/catalogue/comparer?a=nextcloud&b=bluemind")
    assert "différences connues" in words(page)
    assert {"identique", "différent", "non comparable"} <= {tag.text for tag in page.select(".tag")}


def test_the_page_of_an_alternative_shows_failures_or_says_it_knows_none(visit):
    told = words(visit("/catalogue/alternatives/bluemind"))
    assert "Ce qui a échoué, ou n’a marché qu’en partie" in told
    assert "cela ne veut pas dire qu’il n’y en a pas eu" in told or "Échec" in told


@pytest.mark.parametrize(("days", "late"), [(-1, True), (1, False)])
def test_a_review_past_its_day_is_said_in_a_word(app, days, late):
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    review = Review(on=today - timedelta(days=200), next=today + timedelta(days=days))
    with app.test_request_context():
        told = render_template_string(REVIEW, review=review)
    assert ("Relecture en retard" in told) is late


def test_a_failure_is_said_in_a_word_with_its_source(app):
    source = Source(id="essai", kind="press", title_fr="Le journal")
    told = Told("Zoom", "Jitsi", "abandonné au bout d’un an", EvidenceOutcome.FAILURE, source)
    with app.test_request_context():
        page = render_template_string(EXPERIENCE, found=Experience((), (told,)))
    words_of = " ".join(BeautifulSoup(page, "html.parser").text.replace("\u00a0", " ").split())
    assert "De Zoom à Jitsi : Échec, abandonné au bout d’un an (Le journal)" in words_of
    assert "Le catalogue ne connaît pas de réussite racontée." in words_of


@pytest.mark.parametrize("address", ["/catalogue/fonctions/rien", "/catalogue/comparer?a=rien&b=libreoffice"])
def test_what_is_not_in_the_catalogue_is_not_found(visit, address):
    visit(address, status=404)
