"""The pages of the addresses of agents: shown once, listed with their calls, closed after a question."""

import re
from base64 import b64encode

import pytest

from tests.agents.inventories import xml_inventory

AGENTS = "/administration/agents"


@pytest.fixture
def address(visit):
    """Make an address as the page does."""

    def make(**values):
        page = visit(f"{AGENTS}/nouveau", **({"name": "Postes de la mairie", "site": "Mairie"} | values))
        return page, re.search(r"/agents/[\w-]+$", page.select_one("p.notice code").text)[0]

    return make


def row_of(page, name):
    (found,) = [row.text for row in page.select("tbody tr") if name in row.text]
    return " ".join(found.split())


def test_an_empty_page_says_what_to_do_next(visit):
    assert "créez celle d’un premier site" in visit(AGENTS).main.text


def test_an_address_is_shown_once_with_the_line_of_each_agent(visit, address):
    page, made = address()
    first, *lines = [code.text for code in page.select("p.notice code")]
    assert lines[:3] == [f"server = {first}", f"server = {first}", f"server={first}"]
    home, token = first.rsplit("/", 1)
    assert lines[3:6] == [f"server = {home}", "user = agent", f"password = {token}"]
    encoded = b64encode(token.encode()).decode()
    assert lines[6:] == [f"server={home}", "realm=Inventaire", "user=YWdlbnQ=", f"password={encoded}"]
    assert made not in str(visit(AGENTS))
    assert made not in str(visit(f"{AGENTS}/1"))


def test_the_calls_of_an_address_are_shown_where_it_is(client, visit, address):
    made = address()[1]
    assert client.post(made, data=xml_inventory("PC-1", "SERIE-1")).status_code == 200
    assert client.post(made, data=b"").status_code == 422
    row = row_of(visit(AGENTS), "Postes de la mairie")
    assert re.search(r"Mairie en service \d\d/\d\d/\d{4} à \d\d:\d\d 1 1 1$", row)
    page = visit(f"{AGENTS}/1")
    assert "1 poste a envoyé 1 inventaire en 7 jours, 1 refus" in " ".join(page.main.text.split())
    assert [("refusé" in each.text, "127.0.0.1" in each.text) for each in page.select("tbody tr")] == [
        (True, True),
        (False, True),
    ]
    assert page.select_one("a[href='/imports/1']")
    assert "Agents, Mairie" in visit("/imports").main.text
    visit("/imports/1")


def test_an_address_is_revoked_after_a_question_and_once(client, visit, address):
    made = address()[1]
    assert "refusés dès leur prochain appel" in visit(f"{AGENTS}/1/revoquer").main.text
    assert "révoquée" in visit(f"{AGENTS}/1/revoquer", follow=True, csrf_token=token(visit)).main.text
    assert client.post(made, data=xml_inventory("PC-1")).status_code == 403
    assert "révoquée" in row_of(visit(AGENTS), "Postes de la mairie")
    assert "Révoquer" not in visit(f"{AGENTS}/1").main.text
    assert "déjà révoquée" in visit(f"{AGENTS}/1/revoquer", follow=True, csrf_token=token(visit)).main.text


def token(visit):
    return visit(f"{AGENTS}/1/revoquer").select_one("main input[name=csrf_token]")["value"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "", "Donnez un nom"),
        ("site", " ", "de quel site"),
        ("networks", "10.1.0.0/99", "ni une adresse ni un réseau"),
    ],
)
def test_what_cannot_be_kept_is_said_under_its_field(visit, field, value, told):
    given = {"name": "Postes", "site": "Mairie"} | {field: value}
    assert told in visit(f"{AGENTS}/nouveau", status=422, **given).select_one(f"#{field}-error").text


def test_the_networks_are_held_to(client, address):
    made = address(networks="192.0.2.0/24")[1]
    assert client.post(made, data=xml_inventory("PC-1")).status_code == 403


def test_the_sites_there_are_are_offered(visit, address):
    address(site="École Jules-Ferry")
    assert visit(f"{AGENTS}/nouveau").select_one("#sites option")["value"] == "École Jules-Ferry"


def test_the_making_of_an_address_is_read_in_the_trace(visit, address):
    address()
    assert "Adresse d’agents" in visit("/administration/trace").main.text
