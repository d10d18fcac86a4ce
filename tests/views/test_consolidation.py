"""The page of a group, and a commune's own page about its group."""

import pytest

from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import db
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import group
from inventaire.services.organisation import add_organisation, update_organisation
from inventaire.services.organisation import current_organisation as current
from tests.conftest import checked, token_of
from tests.services.inventories import a_part, software, take_in


def a_town(name):
    town = add_organisation(name, None, OrganisationKind.COMMUNE)
    machines = ({"serial": f"S{number}", "in_service_on": "2020"} for number in range(40))
    take_in(a_part(*machines), software({"raw_name": "LibreOffice"}))
    group.attach(town.code, "valbrume")


def make_group(towns):
    set_scope(db.session(), 1)
    update_organisation(current().version, {"kind": OrganisationKind.EPCI})
    for name in towns:
        a_town(name)


@pytest.fixture
def mother(app):
    """Make of the one organisation a group of three communes."""
    with app.app_context():
        make_group(("Alban", "Bresle", "Cormier"))


@pytest.fixture
def send(signed_in):
    def post(address, page):
        return signed_in.post(address, data={"csrf_token": token_of(signed_in.get(page).text)})

    return post


def test_a_commune_has_no_such_page_nor_link(visit):
    assert "Groupement" not in visit("/").select_one(".sections").text
    assert "intercommunalités" in visit("/groupement", status=404).main.text


def test_a_group_without_communes_enough_says_why_and_what_to_do(app, visit):
    with app.app_context():
        make_group(("Alban", "Bresle"))
    page = visit("/groupement")
    assert "Groupement" in visit("/").select_one(".sections").text
    assert "trois communes au moins" in page.main.text
    assert "collectivite rattacher" in page.main.text
    assert not page.select("main form, main table")


def test_the_sums_are_shown_with_their_communes_once_reckoned(mother, visit, send):
    assert "Aucune somme" in visit("/groupement").main.text
    assert send("/groupement/calculer", "/groupement").location == "/groupement"
    page = visit("/groupement")
    (machines,) = [row for row in page.select("main tbody tr") if "Matériels en service" in row.th.text][:1]
    assert "120\u00a0matériels" in machines.text
    assert machines.select("td")[-1].text == "3"
    assert "calculées le" in page.select_one(".lede").text
    assert "moins de trois communes connaissent" in page.main.text
    assert page.select("figure svg")


@pytest.mark.parametrize("form", ["ods", "xlsx", "csv"])
def test_the_sums_are_exported(mother, signed_in, send, form):
    send("/groupement/calculer", "/groupement")
    with signed_in.get(f"/groupement/export.{form}") as answer:
        assert answer.status_code == 200
        held = answer.data
    assert form != "csv" or "Matériels en service;matériels;120" in held.decode("utf-8-sig")


def test_who_reads_cannot_ask_for_the_sums_again(mother, signed_in, send, role):
    role(Role.READER)
    assert not checked(signed_in.get("/groupement").text).select("main form")
    assert send("/groupement/calculer", "/groupement").status_code == 403


def test_a_commune_sees_its_group_and_what_it_gives_and_leaves(app, visit, send):
    assert "aucun groupement" in visit("/administration/groupement").main.text
    assert "participe à un groupement" not in visit("/administration").main.text
    with app.app_context():
        add_organisation("CC du Val", None, OrganisationKind.EPCI)
        group.attach("valbrume", "cc-du-val")
    assert visit("/administration").select("main a[href='/administration/groupement']")
    page = visit("/administration/groupement")
    assert "CC du Val" in page.main.text
    assert "Électricité" in page.main.text
    assert send("/administration/groupement/quitter", "/administration/groupement").location == "/administration"
    with app.app_context(), acting_as(db.session(), organisation_id=1):
        assert current().group_id is None
    assert send("/administration/groupement/quitter", "/administration/groupement").status_code == 400
