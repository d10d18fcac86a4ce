"""utilisateur: a one-time link for a role, and who has an account."""

import pytest


def test_the_accounts_are_listed_with_their_role(run):
    assert run("utilisateur", "lister").out == "dsi@valbrume.example  Administrateur\n"


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
