"""Coming in by the town's directory: invited first, known by what never changes, told no more than a stranger."""

import logging

import pytest

from inventaire.domain.vocabulary import Role
from inventaire.identity import ldap
from inventaire.models import Account, Identity, db
from inventaire.services import account as accounts
from inventaire.services.organisation import current_organisation
from tests.conftest import PASSWORD, checked, fields_of
from tests.identity.slapd import BASE, READER, READER_PASSWORD
from tests.members import add_member
from tests.second_factor import give_telephone
from tests.views.test_own_account import is_in

CAMILLE, THEIRS = "camille@valbrume.example", "le jardin de la place"
OWN = "dsi@valbrume.example"
WRONG = "Adresse ou mot de passe inconnus."


def declared_as(slapd, **changes):
    usual = {"url": slapd.secure, "base": BASE, "bind_dn": READER, "bind_password": READER_PASSWORD}
    return usual | {"ca_file": slapd.authority} | changes


@pytest.fixture
def declared(app_with, slapd):
    """The same installation with the directory declared."""
    return app_with(directory=declared_as(slapd))


@pytest.fixture
def browser(declared):
    return declared.test_client()


@pytest.fixture
def link(town):
    return f"/premier-acces/{accounts.invite(current_organisation(), Role.READER)}"


def send(browser, address, **values):
    return browser.post(address, data=fields_of(browser.get(address).text) | values)


def sign_in(browser, email=CAMILLE, password=THEIRS):
    return send(browser, "/connexion", email=email, password=password)


@pytest.fixture
def camille(declared, link):
    """Somebody of the directory who became a member by a link."""
    assert send(declared.test_client(), f"{link}/annuaire", email=CAMILLE, password=THEIRS).location == "/"


def test_without_a_directory_there_is_no_such_page(client, link):
    assert client.get(f"{link}/annuaire").status_code == 404
    assert "annuaire" not in client.get(link).text


def test_a_link_and_the_directory_make_an_account_without_a_password(app, browser, link):
    page = checked(browser.get(link).text)
    assert page.select_one(f"main a[href='{link}/annuaire']")
    assert "Valbrume vous invite" in checked(browser.get(f"{link}/annuaire").text).text
    assert send(browser, f"{link}/annuaire", email=CAMILLE, password=THEIRS).location == "/"
    assert is_in(browser)
    with app.app_context():
        account = db.session.query(Account).filter_by(email=CAMILLE).one()
        assert (account.name, account.password_hash) == ("Camille Martin", None)
        assert db.session.query(Identity).one().issuer == f"ldap:{BASE}"
    assert browser.application.test_client().get(f"{link}/annuaire").status_code == 404


def test_they_come_in_afterwards_by_the_usual_page(browser, camille):
    assert sign_in(browser).location == "/"
    assert is_in(browser)
    assert "Annuaire" in checked(browser.get("/compte").text).text


def test_the_wrong_password_and_an_unknown_login_leave_the_link_as_it_was(browser, link):
    for email, password in ((CAMILLE, "faux"), ("personne@valbrume.example", THEIRS)):
        answer = send(browser, f"{link}/annuaire", email=email, password=password)
        assert "inconnus de l’annuaire" in checked(answer.text).select_one("#password-error").text
    assert browser.get(link).status_code == 200


def test_an_address_that_has_an_account_is_not_taken_over(app, browser, link):
    add_member(app, Role.READER, "camille")
    answer = send(browser, f"{link}/annuaire", email=CAMILLE, password=THEIRS)
    assert "a déjà un compte" in checked(answer.text).select_one("#password-error").text


def test_guessing_by_a_link_is_slowed_too(browser, link, clock):
    statuses = [send(browser, f"{link}/annuaire", email=CAMILLE, password="faux").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_who_was_not_invited_is_told_what_a_stranger_is(browser, camille):
    told = set()
    for email, password in (
        ("elise@valbrume.example", "été à l’école 🌻"),  # in the directory, with no account
        (CAMILLE, "faux"),
        (OWN, "faux"),
        ("personne@valbrume.example", "faux"),
    ):
        answer = sign_in(browser, email, password)
        told.add((answer.status_code, checked(answer.text).select_one("#password-error").text))
    assert told == {(422, WRONG)}


def test_each_failure_asks_the_directory_the_same_two_questions(browser, camille, monkeypatch):
    binds, connected = [], ldap._connected

    def spy(settings, dn, password):
        binds[-1].append(dn == READER)
        return connected(settings, dn, password)

    monkeypatch.setattr(ldap, "_connected", spy)
    for email in (CAMILLE, OWN, "personne@valbrume.example", "accueil@valbrume.example"):
        binds.append([])
        sign_in(browser, email, "faux")
    assert binds == [[True, False]] * 4


def test_an_account_with_a_password_here_does_not_need_the_directory(browser):
    assert sign_in(browser, OWN, PASSWORD).location == "/"


def test_a_disabled_account_stays_out(app, browser, camille):
    with app.app_context():
        db.session.query(Account).filter_by(email=CAMILLE).update({"active": False})
        db.session.commit()
    assert sign_in(browser).status_code == 422


def test_the_second_factor_is_asked_after_the_directory(app, browser, camille, clock):
    telephone = give_telephone(app, clock, CAMILLE)
    assert sign_in(browser).location == "/connexion/code"
    assert not is_in(browser)
    assert send(browser, "/connexion/code", code=telephone.code).location == "/"


def test_guessing_is_slowed_as_for_any_account(browser, camille, clock):
    statuses = [sign_in(browser, CAMILLE, "faux").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    clock.wait(seconds=2)
    assert sign_in(browser).status_code == 302


def test_a_directory_that_is_down_says_so_and_stops_nobody_else(app_with, slapd, caplog):
    browser = app_with(directory=declared_as(slapd, url="ldaps://127.0.0.1:1")).test_client()
    with caplog.at_level(logging.ERROR):
        answer = sign_in(browser)
    assert answer.status_code == 503
    assert "L’annuaire de la collectivité ne répond pas" in checked(answer.text).main.text
    assert "127.0.0.1:1" not in answer.text
    assert "ldaps://127.0.0.1:1" in caplog.text
    assert sign_in(browser, OWN, PASSWORD).location == "/"


def test_no_password_of_the_directory_is_told_anywhere(app, browser, camille, caplog):
    sign_in(browser)
    sign_in(browser, CAMILLE, "un secret tapé")
    logs = "".join(path.read_text() for path in app.config["INSTANCE"].glob("*.log"))
    for secret in (THEIRS, "un secret tapé", READER_PASSWORD, CAMILLE):
        assert secret not in logs + caplog.text
