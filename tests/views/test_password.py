"""A password forgotten: one link, an hour, once."""

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy import select, update

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, AuditLine, Membership, Organisation, db
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services.password import reset_token
from tests.conftest import PASSWORD, checked, token_of

EMAIL = "dsi@valbrume.example"
NEW = "une autre phrase que nul ne sait 8"


@pytest.fixture
def link(app):
    with app.app_context():
        set_scope(db.session(), 1)
        return f"/nouveau-mot-de-passe/{reset_token(EMAIL)}"


@pytest.fixture
def choose(client):
    """Choose a password through a link, in a browser where nobody is signed in."""

    def send(link, new=NEW, again=None):
        token = token_of(client.get(link).text)
        return client.post(link, data={"csrf_token": token, "new": new, "again": again or new})

    return send


def test_the_page_says_who_gives_a_link(client):
    page = checked(client.get("/mot-de-passe-oublie").text)
    assert "administrateur" in page.main.text
    assert "/mot-de-passe-oublie" in client.get("/connexion").text


def test_a_link_changes_the_password_once(app, client, choose, link):
    assert EMAIL in checked(client.get(link).text).main.text
    assert choose(link).location == "/connexion"
    with app.app_context():
        assert accounts.authenticate(EMAIL, NEW)
        assert accounts.authenticate(EMAIL, PASSWORD) is None
    again = client.get(link)
    assert again.status_code == 404
    assert "a déjà servi" in again.text


def test_a_link_signs_every_browser_out(link, app, signed_in, choose):
    other = app.test_client()
    token = token_of(other.get(link).text)
    assert other.post(link, data={"csrf_token": token, "new": NEW, "again": NEW}).status_code == 302
    assert signed_in.get("/materiels").status_code == 302


def test_a_link_frees_an_account_that_was_slowed_down(client, choose, link, clock):
    def sign_in(password):
        token = token_of(client.get("/connexion").text)
        return client.post("/connexion", data={"csrf_token": token, "email": EMAIL, "password": password}).status_code

    assert [sign_in("faux") for _ in range(6)][-1] == 429
    choose(link)
    assert sign_in(NEW) == 302


def test_the_change_is_traced_under_the_account(app, choose, link):
    choose(link)
    with app.app_context():
        set_scope(db.session(), 1)
        line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.subject, line.subject_id, line.account_id) == ("account", 1, 1)


def test_a_link_dies_after_an_hour(client, town, monkeypatch):
    present = TimestampSigner.get_timestamp
    links = []
    for age in (3_590, 3_601):
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self, age=age: present(self) - age)
        links.append(f"/nouveau-mot-de-passe/{reset_token(EMAIL)}")
    monkeypatch.undo()
    assert [client.get(link).status_code for link in links] == [200, 404]


def test_a_link_dies_with_the_password_it_was_made_for_and_with_the_account(town, client, link):
    db.session.execute(update(Account).values(active=False))
    db.session.commit()
    assert client.get(link).status_code == 404
    db.session.execute(update(Account).values(active=True, password_hash="scrypt:autre"))
    db.session.commit()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500, "WzEsICIiXQ.aaaa.bbbb"])
def test_an_invented_link_is_not_found(client, token):
    assert client.get(f"/nouveau-mot-de-passe/{token}").status_code in (400, 404)


@pytest.mark.parametrize(("new", "again"), [("court", None), ("valbrume valbrume", None), (NEW, "autre")])
def test_a_weak_password_is_refused_and_the_link_still_serves(choose, link, new, again):
    answer = choose(link, new, again)
    assert answer.status_code == 422
    assert checked(answer.text).select_one(".error").text.strip()
    assert choose(link).status_code == 302


def test_no_link_is_made_for_a_stranger_a_disabled_account_or_one_without_password(town):
    with pytest.raises(NotFound):
        reset_token("personne@valbrume.example")
    for values in ({"active": False}, {"active": True, "password_hash": None}):
        db.session.execute(update(Account).values(**values))
        with pytest.raises(NotFound):
            reset_token(EMAIL)


def test_the_administrator_of_one_town_cannot_take_the_account_of_another(town):
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(code="ccas", name="CCAS"))
        db.session.commit()
        ccas = db.session.scalar(select(Organisation.id).where(Organisation.code == "ccas"))
    set_scope(db.session(), ccas)
    with pytest.raises(NotFound):
        reset_token(EMAIL)
    db.session.add(Membership(account_id=1, role=Role.READER))
    db.session.commit()
    with pytest.raises(Refusal, match="autre collectivité"):
        reset_token(EMAIL)
    assert reset_token(EMAIL, anywhere=True)
