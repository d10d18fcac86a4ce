"""Somebody in several organisations: which one they work for, and nothing left of the former one."""

import pytest
from sqlalchemy import select

from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import Account, Membership, SignIn, db
from inventaire.models.scope import set_scope
from inventaire.services import organisation as organisations
from tests.conftest import checked, token_of
from tests.services.inventories import a_part, take_in


@pytest.fixture
def second(app):
    """A second organisation, where the same person is a reader, with a machine in it."""
    with app.app_context():
        organisations.add_organisation("CCAS de Valbrume", None, OrganisationKind.CCAS)
        account = db.session.scalars(select(Account)).one()
        membership = Membership(account_id=account.id, role=Role.READER)
        db.session.add(membership)
        db.session.commit()
        take_in(a_part({"name": "PC-CCAS", "serial": "CCAS1"}))
        return membership.id


@pytest.fixture
def stranger(app):
    """A third organisation, where the person is nobody: the number of the membership of another."""
    with app.app_context():
        organisations.add_organisation("Ailleurs", None, OrganisationKind.COMMUNE)
        other = Account(email="autre@ailleurs.example", name="Autre")
        db.session.add(other)
        db.session.flush()
        membership = Membership(account_id=other.id, role=Role.ADMINISTRATOR)
        db.session.add(membership)
        db.session.commit()
        return membership.id


@pytest.fixture
def switch(signed_in):
    def post(membership_id, status=302):
        sent = {"csrf_token": token_of(signed_in.get("/collectivites").text)}
        answer = signed_in.post(f"/collectivites/{membership_id}", data=sent)
        assert answer.status_code == status
        return answer

    return post


def kept_token(client):
    with client.session_transaction() as kept:
        return kept["_user_id"]


def test_somebody_with_one_organisation_is_offered_no_other(visit):
    assert "Mes collectivités" not in visit("/").select_one(".service").text
    assert not visit("/collectivites").select("main button")


def test_the_masthead_and_the_page_say_where_one_works(second, visit):
    assert "Valbrume" in visit("/").select_one(".brand").text
    assert visit("/").select(".service a[href='/collectivites']")
    page = visit("/collectivites")
    assert [button.text for button in page.select("main button")] == ["Travailler pour CCAS de Valbrume"]


def test_working_for_another_shows_its_rows_under_its_role(second, signed_in, switch):
    assert "PC-CCAS" not in signed_in.get("/materiels").text
    switch(second)
    page = checked(signed_in.get("/materiels").text)
    assert "PC-CCAS" in page.text
    assert "CCAS de Valbrume" in page.select_one(".brand").text
    assert signed_in.get("/materiels/nouveau").status_code == 403


def test_the_former_token_dies_and_nothing_of_the_former_browser_session_stays(second, signed_in, switch, app):
    before = kept_token(signed_in)
    with signed_in.session_transaction() as kept:
        kept["reste"] = "de l’ancienne"
    switch(second)
    assert kept_token(signed_in) != before
    with signed_in.session_transaction() as kept:
        assert "reste" not in kept
        kept["_user_id"] = before
    assert signed_in.get("/materiels").location.startswith("/connexion")
    with app.app_context():
        assert len(db.session.scalars(select(SignIn)).all()) == 1


@pytest.mark.parametrize("which", ["theirs", "missing"])
def test_the_membership_of_another_is_as_one_that_does_not_exist(second, stranger, signed_in, switch, which):
    before = kept_token(signed_in)
    refused = switch(stranger if which == "theirs" else 9_999, status=404)
    assert "pas membre" in refused.text
    assert kept_token(signed_in) == before
    assert signed_in.get("/materiels").status_code == 200


def test_a_figure_remembered_for_one_is_not_shown_to_the_other(second, signed_in, switch, app):
    with app.app_context():
        set_scope(db.session(), 1)
        take_in(a_part({"serial": "V1"}, {"serial": "V2"}))
    assert "2\u00a0matériels" in signed_in.get("/").text
    switch(second)
    assert "1\u00a0matériel " in signed_in.get("/").text
