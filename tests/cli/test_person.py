"""personne: searched, taken out, erased from the command line."""

import json

import pytest


@pytest.fixture
def named(run, tmp_path):
    """An installation where somebody has a machine, and a file, under their name."""
    path = tmp_path / "parc-zorglub.csv"
    path.write_text("Nom;Catégorie\nPC-ZORGLUB;Ordinateur portable\n", encoding="utf-8")
    run("importer", path, "--appliquer")
    return run


def test_a_person_is_searched_and_taken_out(named, tmp_path):
    told = named("personne", "chercher", "zorglub")
    assert "Matériel n°\u00a01, Nom\u00a0: PC-ZORGLUB" in told.out
    found = named("personne", "chercher", "Zorglub", "--json").json
    assert {place["table"] for place in found} == {"device", "import", "import_row", "audit_line"}
    named("personne", "exporter", "zorglub", "-o", tmp_path / "liste.json")
    assert json.loads((tmp_path / "liste.json").read_text(encoding="utf-8")) == found
    named("personne", "exporter", "zorglub", "-o", tmp_path / "liste.ods")
    assert (tmp_path / "liste.ods").read_bytes().startswith(b"PK")
    assert ".ods" in named("personne", "exporter", "zorglub", "-o", tmp_path / "liste.pdf", status=2).err


def test_a_person_is_erased_once_it_is_confirmed(named):
    assert "Rien n’a été effacé" in named("personne", "effacer", "nemo").err
    told = named("personne", "effacer", "zorglub", "--oui")
    assert "effacé(s)" in told.err
    assert named("personne", "chercher", "zorglub").out == ""
    assert named("verifier", "--json").json["organisations"][0]["faults"] == []


def test_the_last_administrator_and_an_unknown_account_are_refused(named):
    answer = named("personne", "effacer", "--compte", "dsi@valbrume.example", "--oui", status=1)
    assert "dernier administrateur" in answer.err
    assert "Aucun compte" in named("personne", "effacer", "--compte", "x@y.example", "--oui", status=1).err
    assert "--compte" in named("personne", "effacer", status=2).err
