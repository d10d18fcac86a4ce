"""utilisateur: the members, from the command line."""

import re

import pytest

LINK = re.compile(r"http://127\.0\.0\.1:8000/premier-acces/[\w-]{40,}\n")


def test_a_member_is_invited_with_a_link_and_nothing_else_on_the_output(run):
    assert LINK.fullmatch(run("utilisateur", "ajouter", "--role", "lecteur", "--courriel", "elue@valbrume.example").out)


@pytest.mark.parametrize("words", [["ajouter", "--role", "contributeur"], ["role", "dsi@valbrume.example", "lecteur"]])
def test_a_fault_ends_with_status_1_and_its_sentence(run, words):
    answer = run("utilisateur", *words, status=1)
    assert "choisissez lequel" in answer.err or "administrateur actif" in answer.err
    assert answer.out == ""


def test_a_department_that_is_not_there_is_told_with_those_that_are(run):
    told = run("utilisateur", "ajouter", "--role", "contributeur", "--service", "Finances", status=1).err
    assert "Aucun service «\u00a0Finances\u00a0»" in told


@pytest.mark.parametrize("verb", [["role"], ["desactiver"], ["reactiver"]])
def test_an_address_that_nobody_has_is_told(run, verb):
    words = [*verb, "personne@valbrume.example", *(["lecteur"] if verb == ["role"] else [])]
    assert "n’est pas membre" in run("utilisateur", *words, status=1).err


def test_the_last_administrator_is_not_disabled(run):
    assert "administrateur actif" in run("utilisateur", "desactiver", "dsi@valbrume.example", status=1).err
    assert "désactivé" not in run("utilisateur", "lister").out


def test_the_members_are_listed_in_words_and_in_json(run):
    assert run("utilisateur", "lister").out == "dsi@valbrume.example  Administrateur\n"
    (member,) = run("utilisateur", "lister", "--json").json["members"]
    assert member == {
        "email": "dsi@valbrume.example",
        "name": "Service informatique",
        "role": "administrator",
        "department": None,
        "active": True,
        "last_seen_at": None,
    }


@pytest.mark.parametrize(
    ("given", "address"), [((), "http://127.0.0.1:8000"), (("--adresse", "https://x.fr/"), "https://x.fr")]
)
def test_a_link_to_an_account_is_printed_with_the_address_of_the_service(run, given, address):
    link = run("utilisateur", "ajouter", "--role", "lecteur", *given).out.strip()
    start, _, token = link.rpartition("/")
    assert start == f"{address}/premier-acces"
    assert len(token) >= 22  # 128 bits at least


def test_an_unknown_role_is_refused(run):
    assert "administrateur" in run("utilisateur", "ajouter", "--role", "roi", status=2).err
