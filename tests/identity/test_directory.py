"""The directory says who somebody is, and nothing that is typed makes it say otherwise."""

import re
import socket
import threading

import pytest

from inventaire.domain.errors import NotReady
from inventaire.identity.directory import LONGEST_LOGIN, LONGEST_PASSWORD, DirectorySettings, find_person
from inventaire.identity.ldap import described
from tests.identity.slapd import BASE, READER, READER_PASSWORD, certificate, free_port

CAMILLE, PASSWORD = "camille@valbrume.example", "le jardin de la place"


@pytest.fixture
def settings(slapd):
    def made(**changes):
        usual = {"url": slapd.secure, "base": BASE, "bind_dn": READER, "bind_password": READER_PASSWORD}
        return DirectorySettings(**usual | {"ca_file": slapd.authority} | changes)

    return made


@pytest.fixture
def silent_port():
    """A port that takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_person_is_known_by_what_never_changes(settings):
    person = find_person(settings(), CAMILLE, PASSWORD)
    assert (person.issuer, person.email, person.name) == (f"ldap:{BASE}", CAMILLE, "Camille Martin")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", person.subject)
    assert find_person(settings(), CAMILLE.upper(), PASSWORD) == person


@pytest.mark.parametrize(
    ("identifiers", "subject"),
    [({"entryUUID": [b"1-2"]}, "1-2"), ({"entryUUID": [], "objectGUID": [b"\x01\xff"]}, "01ff"), ({}, "cn=Camille")],
)
def test_each_directory_has_its_own_lasting_identifier(settings, identifiers, subject):
    assert described(settings(), {"dn": "cn=Camille", "raw_attributes": identifiers}).subject == subject


def test_starttls_protects_as_well(settings, slapd):
    assert find_person(settings(url=slapd.plain, start_tls=True), CAMILLE, PASSWORD)


def test_on_the_same_machine_tls_may_be_left_out(settings, slapd):
    assert find_person(settings(url=slapd.plain), CAMILLE, PASSWORD)


def test_another_filter_finds_people_by_their_identifier(settings):
    assert find_person(settings(user_filter="(&(objectClass=person)(uid={login}))"), "camille", PASSWORD)


@pytest.mark.parametrize(
    ("login", "password", "name"),
    [
        ("Élise Noël", "été à l’école 🌻", "Élise Noël"),
        ("a*b(c)@valbrume.example", "signes rares", "Camille Martin"),
    ],
)
def test_any_sign_may_stand_in_a_name_or_a_password(settings, login, password, name):
    found = find_person(settings(user_filter="(|(mail={login})(cn={login}))"), login, password)
    assert found.name == name


@pytest.mark.parametrize(
    ("login", "password"),
    [
        (CAMILLE, "autre chose"),
        (CAMILLE, PASSWORD.upper()),
        (CAMILLE, PASSWORD + "\0"),
        (CAMILLE, PASSWORD + "\0suite"),
        (CAMILLE, "\ufdfa\u202e\U0010ffff"),
        (CAMILLE + "\0", PASSWORD),
        ("", PASSWORD),
        ("personne@valbrume.example", PASSWORD),
        ("*", PASSWORD),
        ("camille*", PASSWORD),
        (")(uid=*", PASSWORD),
        ("*)(uid=camille", PASSWORD),
        ("camille@valbrume.example)(|(uid=*", PASSWORD),
        ("\\2a", PASSWORD),
        ("a" * LONGEST_LOGIN, PASSWORD),
        ("accueil@valbrume.example", "le guichet est ouvert"),
    ],
)
def test_anybody_else_is_refused(settings, login, password):
    assert find_person(settings(), login, password) is None


@pytest.mark.parametrize(
    ("login", "password"),
    [
        (CAMILLE, ""),
        (CAMILLE, " "),
        (CAMILLE, "a" * (LONGEST_PASSWORD + 1)),
        ("a" * (LONGEST_LOGIN + 1), PASSWORD),
        ("a\0", PASSWORD),
    ],
)
def test_what_cannot_be_right_is_refused_before_any_network(settings, login, password):
    assert find_person(settings(url=f"ldaps://127.0.0.1:{free_port()}"), login, password) is None


def test_without_tls_nothing_leaves_the_machine(settings):
    with pytest.raises(NotReady, match=r"sans chiffrement.*ldaps://"):
        find_person(settings(url="ldap://annuaire.invalid"), CAMILLE, PASSWORD)


@pytest.mark.parametrize("start_tls", [False, True])
def test_a_certificate_of_an_unknown_authority_is_refused(settings, slapd, tmp_path, start_tls):
    url = slapd.plain if start_tls else slapd.secure
    other = settings(url=url, start_tls=start_tls, ca_file=certificate(tmp_path))
    with pytest.raises(NotReady, match=r"certificat de l’annuaire ldaps?://127\.0\.0\.1:\d+ n’est pas reconnu"):
        find_person(other, CAMILLE, PASSWORD)


@pytest.mark.parametrize("start_tls", [False, True])
def test_a_certificate_of_another_host_is_refused(settings, slapd, start_tls):
    url = (slapd.plain if start_tls else slapd.secure).replace("127.0.0.1", "localhost")
    with pytest.raises(NotReady, match="n’est pas reconnu"):
        find_person(settings(url=url, start_tls=start_tls), CAMILLE, PASSWORD)


def test_a_directory_that_is_down_is_said_in_a_sentence(settings):
    with pytest.raises(NotReady, match="ne répond pas comme il faut"):
        find_person(settings(url=f"ldaps://127.0.0.1:{free_port()}"), CAMILLE, PASSWORD)


@pytest.mark.parametrize("scheme", ["ldap", "ldaps"])
def test_a_directory_that_says_nothing_is_left(settings, monkeypatch, silent_port, scheme):
    monkeypatch.setattr("inventaire.identity.ldap.PATIENCE", 1)
    with pytest.raises(NotReady, match="ne répond pas comme il faut"):
        find_person(settings(url=f"{scheme}://127.0.0.1:{silent_port}"), CAMILLE, PASSWORD)


def test_a_directory_that_speaks_another_language_is_said_in_a_sentence(settings):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            opened, _ = listening.accept()
            with opened:
                opened.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(NotReady, match="ne répond pas comme il faut"):
            find_person(settings(url=f"ldap://127.0.0.1:{listening.getsockname()[1]}"), CAMILLE, PASSWORD)


@pytest.mark.parametrize(("dn", "password"), [(READER, "autre"), (f"cn=absent,{BASE}", "x")])
def test_a_refused_service_account_is_said_to_whoever_runs_the_service(settings, dn, password):
    with pytest.raises(NotReady, match="refuse le compte de service"):
        find_person(settings(bind_dn=dn, bind_password=password), CAMILLE, PASSWORD)


@pytest.mark.parametrize("change", [{"base": "dc=absent"}, {"user_filter": "(mail={login}"}, {"bind_password": ""}])
def test_a_wrong_setting_is_said_in_a_sentence(settings, change):
    with pytest.raises(NotReady, match="ne répond pas comme il faut"):
        find_person(settings(**change), CAMILLE, PASSWORD)


def test_a_missing_library_is_said_with_what_to_install(settings, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "inventaire.identity.ldap", None)
    with pytest.raises(NotReady, match=r"inventaire\[ldap\]"):
        find_person(settings(), CAMILLE, PASSWORD)
