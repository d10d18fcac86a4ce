"""Coming in by a provider: known by issuer and subject alone, invited first, linked and unlinked."""

import logging
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from itsdangerous import TimestampSigner

from inventaire.domain.errors import Refusal
from inventaire.domain.vocabulary import Role
from inventaire.identity.person import Person
from inventaire.models import Account, Identity, Membership, Organisation, SignIn, db
from inventaire.models.base import now
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services.identity import first_access
from inventaire.services.organisation import current_organisation
from tests.conftest import PASSWORD, checked, fields_of, token_of
from tests.identity.provider import SECRET, come_back, served_provider
from tests.members import add_member
from tests.second_factor import give_telephone
from tests.views.test_own_account import is_in

LEAVE, BACK = "/connexion/oidc", "/connexion/oidc/retour"
NAME = "Agglomération"


@pytest.fixture(scope="module")
def issuer():
    with served_provider() as address:
        yield address


@pytest.fixture
def declared(app_with, issuer):
    """The same installation with the provider declared."""
    named = {"issuer": issuer, "client_id": "inventaire", "client_secret": SECRET, "name": NAME}
    return app_with(provider=named)


@pytest.fixture
def browser(declared):
    return declared.test_client()


@pytest.fixture
def invite(town):
    """Make the link of an invitation."""

    def made(**more):
        return f"/premier-acces/{accounts.invite(current_organisation(), Role.READER, **more)}"

    return made


def known_as(app, subject, issuer, account=1):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.add(Identity(account_id=account, issuer=issuer, subject=subject))
        db.session.commit()


def press(browser, page, action):
    """Press the button of a page that leads to the provider; give where it leads."""
    html = checked(browser.get(page).text)
    form = html.select_one(f"form[action^='{action}']")
    answer = browser.post(form["action"], data={"csrf_token": token_of(str(form))})
    assert answer.status_code == 302, answer.text
    return answer.location


def return_of(login, address):
    return f"{BACK}?{urlencode(come_back(address, login))}"


def come_in(browser, login, page="/connexion"):
    return browser.get(return_of(login, press(browser, page, LEAVE)))


def sign_in(browser):
    sent = fields_of(browser.get("/connexion").text) | {"email": "dsi@valbrume.example", "password": PASSWORD}
    assert browser.post("/connexion", data=sent).status_code == 302
    return browser


def people(app):
    with app.app_context():
        return {account.email: account for account in db.session.query(Account)}


def test_without_a_provider_there_is_no_button_and_no_way(client):
    page = client.get("/connexion").text
    assert LEAVE not in page
    assert client.post(LEAVE, data={"csrf_token": token_of(page)}).status_code == 404
    assert client.get(BACK).status_code == 404
    assert "form-action 'self';" in client.get("/connexion").headers["Content-Security-Policy"]


def test_forms_may_lead_to_the_provider_and_to_nobody_else(browser, issuer):
    policy = browser.get("/connexion").headers["Content-Security-Policy"]
    assert f"form-action 'self' {issuer};" in policy


def test_the_button_bears_the_name_and_leads_to_the_provider(browser, issuer):
    assert f"Se connecter avec {NAME}" in checked(browser.get("/connexion").text).text
    address = press(browser, "/connexion", LEAVE)
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(issuer)
    assert asked["redirect_uri"] == [f"http://localhost{BACK}"]


def test_who_is_known_by_issuer_and_subject_comes_in(app, browser, issuer):
    known_as(app, "élise", issuer)
    assert come_in(browser, "élise").location == "/"
    assert is_in(browser)


def test_the_page_that_was_wanted_comes_next(app, browser, issuer):
    known_as(app, "élise", issuer)
    assert come_in(browser, "élise", browser.get("/plan?x=1").location).location == "/plan?x=1"


def test_the_right_address_of_somebody_else_opens_nothing(app, browser):
    add_member(app, Role.READER, "dsi2")
    answer = come_in(browser, "dsi2")
    assert answer.status_code == 403
    assert "demandez une invitation" in checked(answer.text).text
    assert not is_in(browser)


def test_the_subject_of_another_issuer_opens_nothing(app, browser):
    known_as(app, "élise", "https://ailleurs.example")
    assert come_in(browser, "élise").status_code == 403


def test_a_disabled_account_and_one_that_belongs_nowhere_open_nothing(app, browser, issuer):
    known_as(app, "élise", issuer)
    with app.app_context():
        db.session.query(Account).update({"active": False})
        db.session.commit()
    assert come_in(browser, "élise").status_code == 403
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.query(Account).update({"active": True})
        db.session.query(Membership).delete()
        db.session.commit()
    assert come_in(app_client := browser.application.test_client(), "élise").status_code == 403
    assert not is_in(app_client)


def test_the_provider_does_not_stand_for_the_second_factor(app, browser, issuer, clock):
    known_as(app, "élise", issuer)
    telephone = give_telephone(app, clock)
    answer = come_in(browser, "élise")
    assert answer.location == "/connexion/code"
    assert not is_in(browser)
    sent = fields_of(browser.get(answer.location).text) | {"code": telephone.code}
    assert browser.post(answer.location, data=sent).location == "/"


def test_what_came_back_serves_once_and_in_the_browser_that_left(app, browser, declared, issuer):
    known_as(app, "élise", issuer)
    address = return_of("élise", press(browser, "/connexion", LEAVE))
    other = declared.test_client()
    refused = other.get(address)
    assert (refused.status_code, "n’a pas commencé" in refused.text) == (400, True)
    assert browser.get(address).status_code == 302
    assert browser.get(address).status_code == 400


def test_a_sign_in_begun_by_another_is_refused(app, browser, declared, issuer):
    known_as(app, "élise", issuer)
    address = return_of("élise", press(declared.test_client(), "/connexion", LEAVE))
    press(browser, "/connexion", LEAVE)
    assert browser.get(address).status_code == 400
    assert not is_in(browser)


def test_coming_back_in_vain_is_slowed(declared, clock):
    stranger = declared.test_client()
    answers = [stranger.get("/connexion/oidc/retour?state=x&code=y").status_code for _ in range(22)]
    assert answers == [400] * 20 + [429] * 2


def test_leaving_too_long_is_beginning_again(browser, monkeypatch):
    address = return_of("élise", press(browser, "/connexion", LEAVE))
    present = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: present(self) + 601)
    assert browser.get(address).status_code == 400


def test_a_link_and_the_provider_make_an_account_without_a_password(app, browser, invite, issuer):
    link = invite()
    assert come_in(browser, "élise", link).location == "/"
    assert is_in(browser)
    account = people(app)["élise@valbrume.example"]
    assert (account.name, account.password_hash) == ("Élise Noël", None)
    assert browser.application.test_client().get(link).status_code == 404
    again = browser.application.test_client()
    assert come_in(again, "élise").location == "/"


def test_a_link_made_for_another_address_stays_unused(app, browser, invite):
    link = invite(email="autre@valbrume.example")
    answer = come_in(browser, "élise", link)
    assert (answer.status_code, "une autre adresse" in answer.text) == (400, True)
    assert len(people(app)) == 1
    assert browser.get(link).status_code == 200


@pytest.mark.parametrize("email", ["", "x" * 255])
def test_an_identity_without_an_address_needs_a_link_made_for_one(town, email):
    known = Person("https://connexion.example", "42", email, "")
    with pytest.raises(Refusal, match="ne donne pas d’adresse"):
        first_access(accounts.invite(current_organisation(), Role.READER), known)
    if not email:
        link = accounts.invite(current_organisation(), Role.READER, email="elue@valbrume.example")
        assert first_access(link, known).name == "elue@valbrume.example"


def test_an_address_that_has_an_account_is_not_taken_over(app, browser, invite):
    add_member(app, Role.READER, "élise")
    answer = come_in(browser, "élise", invite())
    assert (answer.status_code, "a déjà un compte" in answer.text) == (409, True)
    with app.app_context():
        assert not db.session.query(Identity).count()


@pytest.fixture
def second_link(app):
    """The link to another town."""
    with app.app_context():
        with acting_as(db.session(), operator=True):
            town = Organisation(id=2, code="autre", name="Autre-Commune")
            db.session.add(town)
            db.session.commit()
        set_scope(db.session(), 2)
        return f"/premier-acces/{accounts.invite(town, Role.MANAGER)}"


def test_who_is_known_joins_another_town_once(app, browser, issuer, second_link, invite):
    known_as(app, "élise", issuer)
    assert come_in(browser, "élise", second_link).status_code == 302
    assert "Autre-Commune" in browser.get("/collectivites").text
    again = browser.application.test_client()
    assert come_in(again, "élise", invite()).status_code == 409


def test_a_disabled_account_does_not_come_back_by_another_town(app, browser, issuer, second_link):
    known_as(app, "élise", issuer)
    with app.app_context():
        db.session.query(Account).update({"active": False})
        db.session.commit()
    assert come_in(browser, "élise", second_link).status_code == 403
    assert not people(app)["dsi@valbrume.example"].active


def test_a_member_of_nowhere_comes_back_by_a_link(app, browser, issuer, second_link):
    known_as(app, "élise", issuer)
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.query(Membership).delete()
        db.session.query(Account).update({"active": False})
        db.session.commit()
    assert come_in(browser, "élise", second_link).status_code == 302
    assert is_in(browser)


def test_an_account_is_linked_from_its_page_and_unlinked(app, browser, issuer):
    sign_in(browser)
    address = press(browser, "/compte", "/compte/identites/relier")
    assert browser.get(return_of("élise", address)).location == "/compte"
    page = checked(browser.get("/compte").text)
    assert f"Relier mon compte {NAME}" not in page.text
    assert come_in(browser.application.test_client(), "élise").location == "/"
    form = page.select_one("form[action$=delier]")
    assert browser.post(form["action"], data={"csrf_token": token_of(str(form))}).location == "/compte"
    assert come_in(browser.application.test_client(), "élise").status_code == 403
    assert is_in(browser)


def test_unlinking_signs_the_others_out(app, browser, issuer):
    known_as(app, "élise", issuer)
    other = browser.application.test_client()
    come_in(other, "élise")
    sign_in(browser)
    form = checked(browser.get("/compte").text).select_one("form[action$=delier]")
    browser.post(form["action"], data={"csrf_token": token_of(str(form))})
    assert not is_in(other)


def test_the_only_way_in_is_not_unlinked(app, browser, issuer):
    known_as(app, "élise", issuer)
    with app.app_context():
        db.session.query(Account).update({"password_hash": None})
        db.session.commit()
    come_in(browser, "élise")
    form = checked(browser.get("/compte").text).select_one("form[action$=delier]")
    answer = browser.post(form["action"], data={"csrf_token": token_of(str(form))})
    assert (answer.status_code, "seul moyen" in answer.text) == (409, True)


def test_the_identity_of_somebody_else_is_neither_taken_nor_unlinked(app, browser, issuer):
    add_member(app, Role.READER, "quelqu’un")
    known_as(app, "élise", issuer, account=2)
    sign_in(browser)
    address = press(browser, "/compte", "/compte/identites/relier")
    answer = browser.get(return_of("élise", address))
    assert (answer.status_code, "un autre compte" in answer.text) == (409, True)
    token = token_of(browser.get("/compte").text)
    assert browser.post("/compte/identites/1/delier", data={"csrf_token": token}).status_code == 404
    with app.app_context():
        assert db.session.query(Identity).one().account_id == 2


def test_linking_twice_changes_nothing(app, browser, issuer):
    known_as(app, "élise", issuer)
    sign_in(browser)
    token = token_of(browser.get("/compte").text)
    address = browser.post("/compte/identites/relier", data={"csrf_token": token}).location
    assert browser.get(return_of("élise", address)).location == "/compte"
    with app.app_context():
        assert db.session.query(Identity).count() == 1


def test_a_link_asked_by_one_is_not_made_for_another(app, browser):
    sign_in(browser)
    address = press(browser, "/compte", "/compte/identites/relier")
    back = return_of("élise", address)
    token = token_of(browser.get("/compte").text)
    with browser.session_transaction() as kept:
        left = kept["left_for_provider"]
    browser.post("/deconnexion", data={"csrf_token": token})
    with browser.session_transaction() as kept:
        kept["left_for_provider"] = left
    answer = browser.get(back)
    assert (answer.status_code, "rien n’a été relié" in answer.text) == (403, True)


def test_linking_and_unlinking_ask_the_password_again_after_a_while(app, browser, issuer, clock):
    sign_in(browser)
    token = token_of(browser.get("/compte").text)
    clock.wait(minutes=11)
    for address in ("/compte/identites/relier", "/compte/identites/1/delier"):
        assert browser.post(address, data={"csrf_token": token}).location.startswith("/compte/confirmer")


def test_an_account_without_a_password_confirms_by_signing_in_again(app, browser, issuer):
    known_as(app, "élise", issuer)
    with app.app_context():
        db.session.query(Account).update({"password_hash": None})
        db.session.commit()
    come_in(browser, "élise")
    assert "mot-de-passe" not in str(checked(browser.get("/compte").text).main)
    token = token_of(browser.get("/compte").text)
    sent = {"csrf_token": token, "password": "x", "new": PASSWORD, "again": PASSWORD}
    assert browser.post("/compte/mot-de-passe", data=sent).status_code == 403
    with app.app_context():
        db.session.query(SignIn).update({"confirmed_at": now() - timedelta(minutes=11)})
        db.session.commit()
    asked = browser.get("/compte/second-facteur").location
    page = checked(browser.get(asked).text)
    assert not page.select("main input[type=password]")
    again = page.select_one("main a.button")["href"]
    assert come_in(browser, "élise", again).location == "/compte/second-facteur"
    assert browser.get("/compte/second-facteur").status_code == 200
    with app.app_context():
        assert db.session.query(SignIn).count() == 1


def test_a_provider_that_is_down_is_told_in_a_sentence_and_its_reason_in_the_log(app_with, caplog):
    named = {"issuer": "https://127.0.0.1:1", "client_id": "x", "client_secret": "y", "name": NAME}
    browser = app_with(provider=named).test_client()
    token = token_of(browser.get("/connexion").text)
    with caplog.at_level(logging.ERROR):
        answer = browser.post(LEAVE, data={"csrf_token": token})
    assert answer.status_code == 503
    assert "127.0.0.1" not in checked(answer.text).main.text
    assert "https://127.0.0.1:1" in caplog.text
    assert sign_in(browser)


def test_a_provider_that_goes_down_meanwhile_is_told_too(app_with, caplog):
    with served_provider() as issuer:
        named = {"issuer": issuer, "client_id": "inventaire", "client_secret": SECRET, "name": NAME}
        browser = app_with(provider=named).test_client()
        address = return_of("élise", press(browser, "/connexion", LEAVE))
    assert browser.get(address).status_code == 503


def test_what_the_provider_refuses_is_told_in_the_log_without_a_name(browser, told):
    come_in(browser, "élise")
    (line,) = told("sign_in_failed")
    assert (line["door"], line["account_id"]) == ("provider", None)
    assert "lise" not in str(line)
