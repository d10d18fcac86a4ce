"""At the door: slowed down, alike for all, from where one truly comes."""

import pytest
from sqlalchemy import update

from inventaire.domain.vocabulary import Role
from inventaire.models import Account, db
from inventaire.services import account as accounts
from inventaire.services.organisation import current_organisation
from tests.conftest import PASSWORD, checked, logs, token_of

EMAIL = "dsi@valbrume.example"


@pytest.fixture
def attempt(client, clock):
    """Try to sign in."""

    def send(email=EMAIL, password="faux", client=client, **headers):
        token = token_of(client.get("/connexion").text)
        sent = {"csrf_token": token, "email": email, "password": password}
        return client.post("/connexion", data=sent, headers=headers)

    return send


def test_after_five_failures_even_the_right_password_waits(attempt, clock):
    assert [attempt().status_code for _ in range(5)] == [422] * 5
    refused = attempt(password=PASSWORD)
    assert refused.status_code == 429
    assert "attendez 2\u00a0secondes" in checked(refused.text).main.text
    clock.wait(seconds=2)
    assert attempt(password=PASSWORD).status_code == 302


def test_an_unknown_account_is_slowed_just_as_a_known_one(attempt, clock):
    told = []
    for email in (EMAIL, "personne@valbrume.example"):
        told.append([attempt(email).status_code for _ in range(7)])
        clock.wait(hours=2)
    assert told[0] == told[1] == [422] * 5 + [429] * 2


def test_known_unknown_and_disabled_accounts_cost_one_same_check(town, monkeypatch):
    checked_hashes, check = [], accounts.check_password_hash
    known = "mairie@valbrume.example"  # its password is kept as the product keeps one
    accounts.accept_invitation(accounts.invite(current_organisation(), Role.READER), "Mairie", known, PASSWORD)

    def spy(kept, password):
        checked_hashes.append(kept.split("$")[0])
        return check(kept, password)

    monkeypatch.setattr(accounts, "check_password_hash", spy)
    assert accounts.authenticate(known, "faux") is None
    assert accounts.authenticate("personne@valbrume.example", "faux") is None
    db.session.execute(update(Account).values(active=False))
    assert accounts.authenticate(known, PASSWORD) is None
    assert checked_hashes == ["scrypt:32768:8:1"] * 3


def test_without_a_declared_proxy_what_a_client_says_of_its_address_is_ignored(attempt):
    tries = [
        attempt(f"{number}@valbrume.example", **{"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(22)
    ]
    assert tries == [422] * 20 + [429] * 2


def test_behind_a_declared_proxy_its_word_alone_counts(attempt, app_with):
    client = app_with(proxies=1).test_client()

    def status(number, said):
        return attempt(f"{number}@valbrume.example", client=client, **{"X-Forwarded-For": said}).status_code

    assert [status(n, f"203.0.113.{n}, 192.0.2.1") for n in range(22)] == [422] * 20 + [429] * 2
    assert status(30, "192.0.2.1, 192.0.2.2") == 422


def test_a_link_does_not_serve_to_find_out_who_has_an_account(client, clock, town):
    link = f"/premier-acces/{accounts.invite(current_organisation(), Role.READER)}"
    sent = {"name": "X", "email": EMAIL, "password": PASSWORD, "again": PASSWORD}

    def try_link():
        return client.post(link, data=sent | {"csrf_token": token_of(client.get(link).text)}).status_code

    assert [try_link() for _ in range(7)] == [422] * 5 + [429] * 2


def test_coming_in_going_out_and_failing_are_told(app, client, told):
    token = token_of(client.get("/connexion").text)
    for password in ("mauvais mot de passe", PASSWORD):
        client.post("/connexion", data={"csrf_token": token, "email": "dsi@valbrume.example", "password": password})
    client.post("/connexion", data={"csrf_token": "x", "email": "secret@valbrume.example", "password": "secret"})
    page = client.get("/compte").text
    client.post("/deconnexion", data={"csrf_token": token_of(page)})
    found = [(line["event"], line["account_id"], line["address"]) for line in told()][-3:]
    assert found == [(event, 1, "127.0.0.1") for event in ("sign_in_failed", "signed_in", "signed_out")]


def test_a_refused_page_is_told(signed_in, told, role):
    role(Role.READER)
    assert signed_in.get("/administration").status_code == 403
    (line,) = told("refused")
    assert (line["account_id"], line["method"], line["path"]) == (1, "GET", "/administration")


def test_no_secret_is_ever_written(app, client, signed_in):
    signed_in.post("/connexion", data={"csrf_token": "faux", "email": "x", "password": "un secret tapé"})
    text = "".join(path.read_text() for path in logs(app))
    cookies = [cookie.value for cookie in client._cookies.values()]
    assert cookies
    for secret in (PASSWORD, "un secret tapé", "dsi@valbrume.example", "Service informatique", *cookies):
        assert secret not in text
