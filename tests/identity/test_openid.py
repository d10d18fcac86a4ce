"""A sign-in through a real provider, and each way to come back from it wrongly."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from inventaire.domain.errors import NotReady, Refusal
from inventaire.identity.openid import begin, finish
from inventaire.identity.person import Person
from tests.identity.provider import REDIRECT, a_browser, come_back, served_provider, settings_for


@pytest.fixture(scope="module")
def issuer():
    with served_provider() as address:
        yield address


@pytest.fixture
def settings(issuer):
    return settings_for(issuer)


def test_a_person_comes_back_known_by_the_issuer_and_the_subject(settings):
    started = begin(settings, REDIRECT)
    person = finish(settings, started, REDIRECT, come_back(started.url))
    assert person == Person(settings.issuer, "élise", "élise@valbrume.example", "Élise Noël")


def test_another_signature_is_known(issuer):
    settings = settings_for(issuer, client_id="inventaire-es")
    started = begin(settings, REDIRECT)
    assert finish(settings, started, REDIRECT, come_back(started.url)).subject == "élise"


def test_a_sign_in_is_bound_to_this_browser_by_three_secrets(settings):
    first, second = begin(settings, REDIRECT), begin(settings, REDIRECT)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(first.url).query).items()}
    assert asked["state"] == first.state
    assert asked["nonce"] == first.nonce
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == REDIRECT
    assert first.code_verifier not in first.url
    drawn = [first.state, first.nonce, first.code_verifier, second.state, second.nonce, second.code_verifier]
    assert len(set(drawn)) == len(drawn)
    assert all(len(secret) >= 43 for secret in drawn)


def test_a_person_is_asked_for_their_password_anew_even_if_the_browser_drops_the_word(settings):
    browser = a_browser()
    first = begin(settings, REDIRECT)
    finish(settings, first, REDIRECT, come_back(first.url, browser=browser))
    started = begin(settings, REDIRECT, anew=True)
    assert finish(settings, started, REDIRECT, come_back(started.url, browser=browser)).subject == "élise"
    later = replace(begin(settings, REDIRECT, anew=True), since=started.since + 600)
    with pytest.raises(Refusal, match="pas digne de foi"):
        finish(settings, later, REDIRECT, come_back(without_its_word(later.url), browser=browser))


def without_its_word(url):
    return url.replace("&prompt=login", "").replace("&max_age=0", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": "d’ailleurs"}, "n’a pas commencé ici"),
        ({"state": None}, "n’a pas commencé ici"),
        ({"iss": "https://ailleurs.example"}, "un autre fournisseur"),
        ({"iss": None}, "un autre fournisseur"),
        ({"code": None}, "n’a pas ouvert la connexion"),
        ({"code": "inventé"}, "l’erreur 400"),
    ],
)
def test_what_was_changed_on_the_way_is_refused(settings, change, sentence):
    started = begin(settings, REDIRECT)
    brought = {key: value for key, value in (come_back(started.url) | change).items() if value is not None}
    with pytest.raises(Refusal, match=sentence):
        finish(settings, started, REDIRECT, brought)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"nonce": "d’une autre fois"}, "pas digne de foi"),
        ({"code_verifier": "v" * 43}, "l’erreur 400"),
    ],
)
def test_the_code_of_another_sign_in_is_refused(settings, change, sentence):
    started = begin(settings, REDIRECT)
    with pytest.raises(Refusal, match=sentence):
        finish(settings, replace(started, **change), REDIRECT, come_back(started.url))


def test_a_code_is_good_once(settings):
    started = begin(settings, REDIRECT)
    brought = come_back(started.url)
    finish(settings, started, REDIRECT, brought)
    with pytest.raises(NotReady, match="l’erreur 400"):
        finish(settings, started, REDIRECT, brought)


def test_a_wrong_secret_is_said_in_a_sentence(settings):
    started = begin(settings, REDIRECT)
    with pytest.raises(NotReady, match="l’erreur 401"):
        finish(replace(settings, client_secret="autre"), started, REDIRECT, come_back(started.url))


@pytest.mark.parametrize(
    ("error", "shown"),
    [("access_denied", r"connexion \(access_denied\)\u00a0:"), ("<b>venez ici</b>", "connexion\u00a0:")],
)
def test_a_refusal_of_the_provider_is_said_without_its_own_words(settings, error, shown):
    started = begin(settings, REDIRECT)
    with pytest.raises(Refusal, match=shown):
        finish(settings, started, REDIRECT, {"state": started.state, "iss": settings.issuer, "error": error})


@pytest.mark.parametrize(
    ("issuer", "sentence"),
    [
        ("http://fournisseur.invalid", "n’est pas chiffrée"),
        ("ftp://127.0.0.1", "n’est pas chiffrée"),
        ("file:///etc/passwd", "n’est pas chiffrée"),
        ("https://127.0.0.1:1", "ne répond pas comme il faut"),
    ],
)
def test_an_address_that_cannot_serve_is_said_in_a_sentence(issuer, sentence):
    with pytest.raises(NotReady, match=sentence):
        begin(settings_for(issuer), REDIRECT)


def test_the_issuer_is_written_as_the_provider_writes_it(issuer):
    with pytest.raises(NotReady, match="barre finale comprise"):
        begin(settings_for(issuer + "/"), REDIRECT)


def test_a_missing_library_is_said_with_what_to_install(settings, monkeypatch):
    monkeypatch.setattr("inventaire.identity.openid.find_spec", lambda _name: None)
    with pytest.raises(NotReady, match=r"inventaire\[oidc\]"):
        begin(settings, REDIRECT)
