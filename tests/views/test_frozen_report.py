"""The pages that freeze a report, set it beside today's figures, and let it loose."""

import pytest

from inventaire.domain.vocabulary import Role

REPORT = "/rapports/2025"


def text_of(page):
    return " ".join(page.main.text.split())


@pytest.fixture
def frozen(visit, signed_in):
    page = visit(f"{REPORT}/figer")
    assert "l’effacement des données d’une personne" in text_of(page)
    token = page.select_one("main form input[name=csrf_token]")["value"]
    assert signed_in.post(f"{REPORT}/figer", data={"csrf_token": token}).location == REPORT


def test_a_report_is_frozen_after_a_question_and_says_so(visit, frozen):
    assert "Rapport figé le" in text_of(visit(REPORT))
    assert "par Service informatique" in text_of(visit(REPORT))
    assert "figé le" in text_of(visit("/rapports"))


def test_today_s_figures_can_be_read_beside(visit, frozen):
    assert "Aucun indicateur n’a changé" in text_of(visit(f"{REPORT}/aujourd-hui"))
    visit("/materiels/nouveau", status=302, category="laptop", quantity="3", in_service_on="2024")
    assert "Ce qui a changé" in text_of(visit(f"{REPORT}/aujourd-hui"))


def test_a_frozen_report_is_let_loose_with_a_reason_and_never_without(visit, frozen):
    assert "Dites pourquoi" in text_of(visit(f"{REPORT}/rouvrir", status=422, reason=" "))
    visit(f"{REPORT}/rouvrir", status=302, reason="Un oubli")
    assert "figé le" not in text_of(visit(REPORT))
    assert "Figer le rapport" in text_of(visit(REPORT))


@pytest.mark.parametrize("page", ["rouvrir", "aujourd-hui"])
def test_a_report_that_is_not_frozen_has_no_such_page(visit, page):
    assert "n’est pas figé" in text_of(visit(f"{REPORT}/{page}", status=404))


def test_a_reader_sees_no_way_to_freeze(visit, role):
    role(Role.READER)
    assert "Figer le rapport" not in visit(REPORT).text
    visit(f"{REPORT}/figer", status=403)
