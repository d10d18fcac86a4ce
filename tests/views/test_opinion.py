"""Giving an opinion at the screen: beside the catalogue's, with its reason, and taken back."""

import pytest

from inventaire.domain.vocabulary import Role
from tests.conftest import fields_of

TOOL = "/catalogue/outils/microsoft-office-perpetuel"
ADDRESS = f"{TOOL}/avis/onlyoffice"
REASON = "Essai au service finances en juin."


def words(page):
    return " ".join(page.main.text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_an_opinion_stands_beside_the_catalogue_s_with_its_reason(visit):
    visit(ADDRESS, status=302, difficulty="4", reason=REASON)
    told = words(visit(TOOL))
    assert "difficulté 4 sur 5 (le catalogue dit 2)" in told
    assert f"Raison : {REASON}" in told
    assert "Service informatique" in told
    assert REASON in words(visit("/catalogue/alternatives/onlyoffice"))
    assert REASON in words(visit("/catalogue/nos-avis"))


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"difficulty": "6", "reason": REASON}, "De 1 (facile) à 5"),
        ({"difficulty": "3"}, "Dites pourquoi"),
        ({"reason": REASON}, "Donnez un avis au moins"),
    ],
)
def test_an_opinion_that_says_too_little_is_refused_with_its_reason(visit, sent, fault):
    assert fault in words(visit(ADDRESS, status=422, **sent))


def test_an_alternative_refused_says_so_on_its_page(visit):
    visit("/catalogue/alternatives/onlyoffice/avis", status=302, reason=REASON)
    assert "Écartée : pas pour nous" in words(visit("/catalogue/alternatives/onlyoffice"))


def test_an_opinion_is_taken_back_after_a_question(visit):
    visit(ADDRESS, status=302, difficulty="4", reason=REASON)
    assert "reprendra sa place" in words(visit("/catalogue/nos-avis/1/retirer"))
    page = visit("/catalogue/nos-avis/1/retirer", status=200, follow=True, version="1")
    assert "n’a pas encore d’avis" in words(page)


def test_a_reader_sees_opinions_and_gives_none(visit, signed_in, role):
    visit(ADDRESS, status=302, difficulty="4", reason=REASON)
    role(Role.READER)
    assert "Donner notre avis" not in words(visit(TOOL))
    assert "Retirer" not in words(visit("/catalogue/nos-avis"))
    assert signed_in.get(ADDRESS).status_code == 403


@pytest.mark.parametrize("hidden", ["\x00", "\x08", "\u202e"])
def test_signs_that_do_not_show_are_refused_in_long_texts(visit, hidden):
    page = visit(ADDRESS, status=422, difficulty="2", reason=f"Essayé{hidden} deux mois")
    assert "signe invisible" in page.select_one("#reason-error").text


def test_a_text_too_long_is_told_in_french(visit):
    page = visit(ADDRESS, status=422, difficulty="2", reason="x" * 2_001)
    assert "Écrivez 2000 signes au plus." in page.select_one("#reason-error").text


@pytest.mark.parametrize("version", ["²", "9" * 40, "-1"])
def test_a_version_that_is_no_number_is_no_version(signed_in, version):
    sent = fields_of(signed_in.get(ADDRESS).text) | {"difficulty": "2", "reason": REASON, "version": version}
    assert signed_in.post(ADDRESS, data=sent).status_code in {302, 409, 422}
