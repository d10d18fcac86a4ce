"""One's own account: sessions that can be closed, a password that can be changed, proof given again."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, AuditLine, Membership, SignIn, db
from inventaire.models.scope import set_scope
from inventaire.services import account as accounts
from inventaire.services.database import writing
from inventaire.services.organisation import current_organisation
from inventaire.services.session import close_sessions, close_sessions_of_membership
from inventaire.views.session import asks
from tests.conftest import PASSWORD, token_of

NEW = "une autre phrase que nul ne sait 8"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0"


def sign_in(app, password=PASSWORD, email="dsi@valbrume.example"):
    client = app.test_client()
    token = token_of(client.get("/connexion").text)
    sent = {"csrf_token": token, "email": email, "password": password}
    answer = client.post("/connexion", data=sent, headers={"User-Agent": FIREFOX})
    return client if answer.status_code == 302 else None


def is_in(client):
    return client.get("/materiels").status_code == 200


def post(client, address, **sent):
    token = BeautifulSoup(client.get("/compte").text, "html.parser").select_one("[name=csrf_token]")["value"]
    return client.post(address, data={"csrf_token": token} | sent)


@pytest.fixture
def another(app):
    return sign_in(app)


def test_the_page_tells_who_one_is_and_where_one_is_signed_in(visit, another):
    page = visit("/compte")
    assert "dsi@valbrume.example" in page.text
    rows = [row.th.text.strip() for row in page.select("tbody tr")]
    assert sorted(rows) == ["Firefox sur Windows", "Navigateur inconnu"]
    assert page.main.text.count("ce navigateur") == 1


def test_the_name_in_the_masthead_leads_to_the_page(visit):
    assert visit("/").select_one("nav.service form a")["href"] == "/compte"


def test_another_browser_is_signed_out_and_this_one_stays(visit, signed_in, another):
    form = visit("/compte").select_one("tbody form")
    assert post(signed_in, form["action"]).status_code == 302
    assert is_in(signed_in)
    assert not is_in(another)


def test_all_others_are_signed_out_at_once(app, signed_in, another):
    third = sign_in(app)
    post(signed_in, "/compte/sessions/fermer")
    assert [is_in(client) for client in (signed_in, another, third)] == [True, False, False]


def test_the_session_of_somebody_else_is_not_found(app, signed_in):
    with app.app_context():
        token = accounts.invite(the_town(), Role.READER)
        accounts.accept_invitation(token, "Élue", "elue@valbrume.example", PASSWORD)
    other = sign_in(app, email="elue@valbrume.example")
    with app.app_context():
        theirs = db.session.scalar(select(SignIn.id).where(SignIn.account_id == 2))
    assert post(signed_in, f"/compte/sessions/{theirs}/fermer").status_code == 404
    assert post(signed_in, "/compte/sessions/99/fermer").status_code == 404
    assert is_in(other)


def the_town():
    set_scope(db.session(), 1)
    return current_organisation()


def test_a_session_dies_idle_for_half_an_hour_and_lives_while_used(signed_in, clock):
    for _ in range(4):
        clock.wait(minutes=29)
        assert is_in(signed_in)
    clock.wait(minutes=30)
    assert not is_in(signed_in)


def test_a_session_dies_after_twelve_hours_even_used(signed_in, clock):
    for _ in range(35):
        clock.wait(minutes=20)
        assert is_in(signed_in)
    clock.wait(minutes=20)
    assert not is_in(signed_in)


def test_the_limits_of_a_session_are_settings(app_with, clock):
    client = sign_in(app_with(idle_minutes=5, longest_minutes=12))
    for minutes, inside in ((4, True), (4, True), (3, True), (2, False)):
        clock.wait(minutes=minutes)
        assert is_in(client) is inside


@pytest.mark.parametrize(("former", "inside"), [(("k" * 40,), True), ((), False)])
def test_a_key_that_was_replaced_may_still_be_believed_for_a_while(signed_in, app_with, former, inside):
    other = app_with(secret_key="n" * 40, former_keys=former).test_client()
    other.set_cookie("inventaire", signed_in.get_cookie("inventaire").value)
    assert is_in(other) is inside


def test_signing_in_gives_a_token_that_the_browser_did_not_have(app):
    client = app.test_client()
    client.get("/connexion")
    before = client.get_cookie("inventaire").value
    token = token_of(client.get("/connexion").text)
    client.post("/connexion", data={"csrf_token": token, "email": "dsi@valbrume.example", "password": PASSWORD})
    with client.session_transaction() as kept:
        first = kept["_user_id"]
    assert client.get_cookie("inventaire").value != before
    again = sign_in(app)
    with again.session_transaction() as kept:
        assert kept["_user_id"] != first


def test_a_changed_password_signs_the_others_out_and_gives_this_one_a_new_token(app, signed_in, another, visit):
    old = signed_in.get_cookie("inventaire").value
    visit("/compte/mot-de-passe", status=302, password=PASSWORD, new=NEW, again=NEW)
    assert is_in(signed_in)
    assert not is_in(another)
    replayed = app.test_client()
    replayed.set_cookie("inventaire", old)
    assert not is_in(replayed)
    assert sign_in(app, PASSWORD) is None
    assert sign_in(app, NEW)


def test_a_changed_password_is_traced_without_being_told(app, visit):
    visit("/compte/mot-de-passe", status=302, password=PASSWORD, new=NEW, again=NEW)
    with app.app_context():
        set_scope(db.session(), 1)
        line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.subject, line.subject_id, line.account_id) == ("account", 1, 1)
        assert line.after == {"password_hash": "•••"}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"password": "faux"}, "password"),
        ({"new": "court", "again": "court"}, "new"),
        ({"new": "valbrume valbrume", "again": "valbrume valbrume"}, "new"),
        ({"again": "autre chose que ceci"}, "again"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(app, visit, another, sent, field):
    page = visit("/compte/mot-de-passe", status=422, **{"password": PASSWORD, "new": NEW, "again": NEW} | sent)
    assert page.select_one(f"#{field}-error").text.strip()
    assert is_in(another)
    assert sign_in(app, PASSWORD)


def test_guessing_the_present_password_is_slowed_too(signed_in, visit, clock):
    for _ in range(5):
        visit("/compte/mot-de-passe", status=422, password="faux", new=NEW, again=NEW)
    visit("/compte/mot-de-passe", status=429, password=PASSWORD, new=NEW, again=NEW)


def test_sessions_stay_open_when_the_change_that_closes_them_fails(app, signed_in):
    def change():
        with writing() as session:
            close_sessions(session.get(Account, 1))
            raise ZeroDivisionError

    with app.app_context():
        set_scope(db.session(), 1)
        with pytest.raises(ZeroDivisionError):
            change()
    assert is_in(signed_in)


@pytest.mark.parametrize("close", ["account", "membership"])
def test_sessions_close_with_the_change_that_calls_for_it(app, signed_in, close):
    with app.app_context():
        set_scope(db.session(), 1)
        with writing() as session:
            if close == "account":
                close_sessions(session.get(Account, 1))
            else:
                close_sessions_of_membership(session.scalars(select(Membership)).one())
    assert not is_in(signed_in)


@pytest.fixture
def sensitive(app):
    """Make a page sensitive: the administration of the town."""
    view = app.view_functions["administration.edit"]

    @asks(Right.ADMINISTER, confirmed=True)
    def confirmed(**values):
        return view(**values)

    app.view_functions["administration.edit"] = confirmed


def test_a_sensitive_page_opens_just_after_signing_in_and_asks_again_later(sensitive, signed_in, visit, clock):
    visit("/administration")
    clock.wait(minutes=11)
    asked = signed_in.get("/administration?x=1")
    assert asked.location == "/compte/confirmer?next=/administration?x%3D1"
    visit(asked.location, status=422, password="faux")
    old = signed_in.get_cookie("inventaire").value
    assert visit(asked.location, status=302, password=PASSWORD).location == "/administration?x=1"
    assert signed_in.get_cookie("inventaire").value != old
    visit("/administration")


def test_a_form_sent_too_late_changes_nothing_and_says_so(app, sensitive, signed_in, clock):
    page = BeautifulSoup(signed_in.get("/administration").text, "html.parser")
    token = page.select_one("main [name=csrf_token]")["value"]
    clock.wait(minutes=11)
    referrer = {"Referer": "http://localhost/administration"}
    sent = signed_in.post("/administration", data={"csrf_token": token, "name": "Ailleurs"}, headers=referrer)
    assert sent.location == "/compte/confirmer?next=/administration"
    assert "Rien n’a été enregistré" in signed_in.get(sent.location).text
    with app.app_context():
        assert the_town().name == "Valbrume"


def test_a_right_that_is_missing_is_said_before_any_password_is_asked(sensitive, signed_in, role, clock):
    clock.wait(minutes=11)
    role(Role.READER)
    assert signed_in.get("/administration").status_code == 403


def test_confirming_leads_nowhere_else(visit):
    answer = visit("/compte/confirmer?next=//ailleurs.example", status=302, password=PASSWORD)
    assert answer.location == "/"
