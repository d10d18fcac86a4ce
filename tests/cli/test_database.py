"""initialiser, and what every command says when there is no database."""

import pytest


def test_a_new_installation_holds_one_town_under_its_name(run_apart, tmp_path):
    told = run_apart("initialiser", "--nom", "Saint-Étienne-du-Bois")
    assert "Saint-Étienne-du-Bois (code saint-etienne-du-bois)" in told.err
    assert told.out == ""
    assert ": saint-etienne-du-bois" in run_apart("--commune", "x", "estimer", status=1).err
    assert run_apart("--commune", "saint-etienne-du-bois", "estimer", "--json").json["total"]["count"] == 0
    for key in ("secret-key", "trace-key"):
        assert (tmp_path / "neuve" / key).stat().st_mode & 0o777 == 0o600


def test_without_a_name_it_is_ma_commune_and_a_second_time_is_refused(run_apart):
    assert "Ma commune (code ma-commune)" in run_apart("initialiser").err
    assert "rien n’a été changé" in run_apart("initialiser", "--nom", "Autre", status=1).err


def test_an_empty_name_is_refused(run_apart):
    assert "Donnez un nom" in run_apart("initialiser", "--nom", "  ", status=1).err


@pytest.mark.parametrize(
    "words",
    [
        ["importer", __file__],
        ["annuler-import", "1"],
        ["estimer", "--json"],
        ["planifier", "--json"],
        ["rapport", "2025", "-o", "rapport.odt"],
        ["utilisateur", "lister"],
        ["servir"],
    ],
)
def test_without_a_database_every_command_says_how_to_make_one(run_apart, words):
    answer = run_apart(*words, status=1)
    assert "./run initialiser" in answer.err
    assert answer.out == ""


def test_a_town_that_is_not_there_is_told_with_those_that_are(run):
    assert "connues\u00a0: valbrume" in run("--commune", "autre", "planifier", status=1).err


def test_help_is_french(run):
    told = run("importer", "--help").out
    assert "Affiche cette aide." in told
    assert not [word for word in ("Show", "Usage:", "Options:", "default:") if word in told]
    assert "Commandes" in run("--help").out


def test_an_unknown_command_is_told_in_french(run):
    assert "Commande inconnue\u00a0: importe." in run("importe", status=2).err
