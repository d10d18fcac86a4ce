"""agents: the addresses of agents, from the command line."""

import re

import pytest

ADDRESS = re.compile(r"http://127\.0\.0\.1:8000/agents/[\w-]{40,}\n")


def test_an_address_is_printed_once_and_nothing_else_on_the_output(run):
    made = run("agents", "ajouter", "Postes", "--site", "Mairie").out
    assert ADDRESS.fullmatch(made)
    assert made.rpartition("/")[2].strip() not in run("agents", "lister", "--json").out


def test_the_addresses_are_listed_in_words_and_in_json(run):
    run("agents", "ajouter", "Postes", "--site", "Mairie", "--reseaux", "10.1.0.0/16")
    assert run("agents", "lister").out == "1  Postes  (Mairie)  0 poste(s) en 7 jours\n"
    (found,) = run("agents", "lister", "--json").json["agents"]
    assert found == {
        "id": 1,
        "name": "Postes",
        "site": "Mairie",
        "networks": ["10.1.0.0/16"],
        "machines": 0,
        "inventories": 0,
        "refusals": 0,
        "seen_at": None,
        "revoked_at": None,
    }


def test_an_address_is_revoked_once(run):
    run("agents", "ajouter", "Postes", "--site", "Mairie")
    assert "révoquée" in run("agents", "revoquer", "1").err
    assert "révoquée" in run("agents", "lister").out
    assert "déjà révoquée" in run("agents", "revoquer", "1", status=1).err


def test_an_address_that_is_not_there_is_told(run):
    assert "n’existe pas" in run("agents", "revoquer", "9", status=1).err


@pytest.mark.parametrize("word", ["mairie", "10.1.0.0/99"])
def test_what_is_no_network_is_a_wrong_call(run, word):
    assert (
        f"«\u00a0{word}\u00a0»"
        in run("agents", "ajouter", "Postes", "--site", "Mairie", "--reseaux", word, status=2).err
    )
