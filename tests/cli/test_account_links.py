"""utilisateur: links that lead to the public address."""

import re

import pytest
from click.testing import CliRunner

from inventaire.cli import inventaire
from tests.second_factor import give_telephone


@pytest.fixture
def run(app_with):
    """Run `inventaire utilisateur …` on an installation that has a public address, or none."""

    def run(*words, address=None):
        with app_with(public_address=address).app_context():
            return CliRunner().invoke(inventaire, ["utilisateur", *words])

    return run


def test_a_link_for_a_forgotten_password_is_printed_and_opens(run, client):
    printed = run("lien", "DSI@valbrume.example").stdout.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/nouveau-mot-de-passe/\S+", printed)
    assert client.get(printed.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_an_unknown_address_is_refused_in_words(run):
    result = run("lien", "personne@valbrume.example")
    assert result.exit_code == 1
    assert "Aucun compte actif" in result.stderr


def test_a_lost_second_factor_is_told_and_taken_away(run, app, clock):
    address = "dsi@valbrume.example"
    assert "pas de second facteur" in run("second-facteur", address).stderr
    assert run("second-facteur", address, "--retirer").exit_code == 1
    give_telephone(app, clock)
    assert "en place" in run("second-facteur", address).stderr
    assert "Second facteur retiré" in run("second-facteur", address, "--retirer").stderr
    assert "pas de second facteur" in run("second-facteur", address).stderr


@pytest.mark.parametrize("words", [("lien", "dsi@valbrume.example"), ("ajouter",)])
def test_links_lead_to_the_public_address(run, words):
    home = "https://inventaire.valbrume.example"
    assert run(*words, address=home).stdout.startswith(f"{home}/")
    told = run(*words, "--adresse", "https://autre.example/", address=home).stdout
    assert told.startswith("https://autre.example/")
    assert "example//" not in told
