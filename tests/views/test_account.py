"""The one-time link, the password, the session."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from inventaire.app import create_app
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Invitation, Membership, db
from inventaire.models.base import now
from inventaire.models.scope import set_scope
from inventaire.services import account as accounts
from inventaire.services.organisation import current_organisation
from tests.conftest import PASSWORD, checked, token_of
from tests.databases import Sqlite, settings_of

PERSON = {"name": "Élue au numérique", "email": "Elue@Valbrume.example ", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def link(town):
    return f"/premier-acces/{accounts.invite(current_organisation(), Role.READER)}"


@pytest.fixture
def fill_in(client):
    def post(address, status=302, **sent):
        token = token_of(client.get(address).text)
        answer = client.post(address, data={"csrf_token": token} | sent)
        assert answer.status_code == status, answer.text[:1000]
        return answer

    return post


def test_a_link_makes_one_account_signs_it_in_and_never_serves_again(client, fill_in, link):
    assert fill_in(link, **PERSON).location == "/"
    assert client.get("/materiels").status_code == 200
    used = client.get(link)
    assert used.status_code == 404
    assert "a déjà servi" in used.text
    found = accounts.authenticate("elue@valbrume.example", PASSWORD)
    assert (found.name, found.email) == ("Élue au numérique", "elue@valbrume.example")


def test_the_first_link_is_made_again_until_there_is_an_administrator(town):
    assert accounts.first_link_token(current_organisation()) is None
    db.session.execute(update(Membership).values(role=Role.MANAGER))
    db.session.commit()
    assert accounts.invitation_of(accounts.first_link_token(current_organisation())).role is Role.ADMINISTRATOR


def test_a_link_dies_after_an_hour(client, link):
    db.session.execute(update(Invitation).values(expires_at=now() - timedelta(seconds=1)))
    db.session.commit()
    assert client.get(link).status_code == 404


def test_a_new_link_revokes_the_earlier_one_of_the_same_role_only(client, town):
    reader, manager, again = (
        accounts.invite(current_organisation(), role) for role in (Role.READER, Role.MANAGER, Role.READER)
    )
    assert [client.get(f"/premier-acces/{token}").status_code for token in (reader, manager, again)] == [404, 200, 200]


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500])
def test_an_invented_link_is_not_found(client, token):
    assert client.get(f"/premier-acces/{token}").status_code in (400, 404)


def test_a_link_opens_nothing_where_nothing_was_made_yet(tmp_path):
    answer = create_app(settings_of(Sqlite(), tmp_path)).test_client().get("/premier-acces/x")
    assert answer.status_code == 404
    assert "a déjà servi" in answer.text


@pytest.mark.parametrize(
    "password", ["court", "aaaaaaaaaaaaaaaaaaaa", "valbrume", "motdepasse", "elue@valbrume.example"]
)
def test_a_weak_password_is_refused_with_its_reason_and_makes_no_account(fill_in, link, password):
    answer = fill_in(link, status=422, **PERSON | {"password": password, "again": password})
    assert checked(answer.text).select_one("#password-error").text.strip()
    assert accounts.authenticate("elue@valbrume.example", password) is None


def test_an_address_that_has_an_account_is_told_so(fill_in, link):
    answer = fill_in(link, status=422, **PERSON | {"email": "DSI@valbrume.example"})
    assert "a déjà un compte" in answer.text


def test_two_passwords_that_differ_are_refused(fill_in, link):
    assert "ne sont pas les mêmes" in fill_in(link, status=422, **PERSON | {"again": PASSWORD + "!"}).text


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(fill_in):
    wrong = fill_in("/connexion", status=422, email="dsi@valbrume.example", password="autre chose")
    unknown = fill_in("/connexion", status=422, email="personne@valbrume.example", password="autre chose")
    told = [checked(answer.text).select_one("#password-error").text for answer in (wrong, unknown)]
    assert told[0] == told[1]


def test_the_session_of_a_disabled_account_dies_at_once(signed_in, app):
    assert signed_in.get("/materiels").status_code == 200
    with app.app_context():
        db.session.execute(update(Account).values(active=False))
        db.session.commit()
    assert signed_in.get("/materiels").location.startswith("/connexion")


def test_a_disabled_account_cannot_sign_in(fill_in, app):
    with app.app_context():
        db.session.execute(update(Account).values(active=False))
        db.session.commit()
    fill_in("/connexion", status=422, email="dsi@valbrume.example", password=PASSWORD)


def test_signing_out_closes_the_session(signed_in):
    token = token_of(signed_in.get("/materiels/nouveau").text)
    assert signed_in.post("/deconnexion", data={"csrf_token": token}).status_code == 302
    assert signed_in.get("/materiels").location.startswith("/connexion")


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/materiels?q=dell", "/materiels?q=dell"),
        ("//ailleurs.example/x", "/"),
        ("/\\ailleurs.example", "/"),
        ("https://ailleurs.example", "/"),
        ("javascript:alert(1)", "/"),
        ("\t//ailleurs.example", "/"),
        ("/\t/ailleurs.example", "/"),
        ("/\n/ailleurs.example", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_stays_on_this_site(client, target, place):
    token = token_of(client.get("/connexion").text)
    sent = {"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD}
    answer = client.post("/connexion", query_string={"next": target}, data=sent)
    assert (answer.status_code, answer.location) == (302, place)


def test_an_account_without_a_town_opens_nothing(signed_in, app):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.connection().exec_driver_sql("DELETE FROM membership")
        db.session.commit()
    assert signed_in.get("/materiels").status_code in (302, 403)
