"""The life of a device on its page, and several taken out of service from the list."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.device import create_device
from tests.conftest import fields_of

DECISION = {"happened_on": "12/03/2026", "proof": "Décision 12"}


@pytest.fixture
def laptops(app):
    with app.app_context():
        set_scope(db.session(), 1)
        for rank in (1, 2):
            create_device({"category": DeviceCategory.LAPTOP, "name": f"PC-{rank}"})


def offered(page):
    return [" ".join(link.text.split()) for link in page.select("main .buttons a.button")]


def test_a_page_offers_the_acts_that_may_follow_and_no_other(laptops, visit):
    page = visit("/materiels/1/vie")
    assert {"Prêter", "Réformer"} <= set(offered(page))
    assert not {"Mettre en service", "Sortir du parc"} & set(offered(page))
    visit("/materiels/1/vie/reforme", status=302, **DECISION)
    assert offered(visit("/materiels/1/vie")) == ["Reprendre dans le parc", "Sortir du parc"]


def test_an_act_is_noted_with_its_date_its_proof_and_its_cost(laptops, visit):
    visit("/materiels/1/vie/batterie", status=302, happened_on="03/2026", proof="Facture 7", cost_eur="45,50")
    (row,) = visit("/materiels/1/vie").select("tbody tr")
    assert [cell.text for cell in row.select("th, td")] == ["03/2026", "Batterie remplacée", "Facture 7", "", "45,50"]


def test_an_act_without_what_it_asks_says_what_lacks(laptops, visit):
    page = visit("/materiels/1/vie/perte", status=422, happened_on="12/03/2026")
    assert "Donnez la référence de la pièce" in page.select_one("[role=alert]").text
    assert "Donnez la date" in visit("/materiels/1/vie/stock", status=422, happened_on="").text


def test_an_act_that_cannot_follow_is_refused_in_french(laptops, visit):
    assert "ne peut pas suivre" in visit("/materiels/1/vie/reprise", status=422, **DECISION, note="x").text


def test_the_slower_of_two_people_is_told(laptops, visit, signed_in):
    form = fields_of(signed_in.get("/materiels/1/vie/stock").text)
    visit("/materiels/1/vie/pret", status=302, happened_on="2026", note="École")
    refused = signed_in.post("/materiels/1/vie/stock", data=form)
    assert refused.status_code == 422
    assert "Quelqu’un a modifié" in refused.text


def test_devices_ticked_are_taken_out_of_service_together(laptops, visit):
    assert visit("/materiels").select_one("button[formaction='/materiels/reforme']")
    page = visit("/materiels/reforme?fiche=1:1&fiche=2:1", status=200)
    assert "PC-1, PC-2" in page.main.text
    visit("/materiels/reforme?fiche=1:1&fiche=2:1", status=302, **DECISION)
    assert len(visit("/materiels?etat=decommissioned").select("tbody tr")) == 2


def test_why_it_is_out_of_the_rate_is_asked_of_what_is_taken_out_of_service_alone(laptops, visit):
    assert visit("/materiels/1/vie/reforme").select_one("#exclusion")
    assert not visit("/materiels/1/vie/pret").select_one("#exclusion")


def test_a_reader_sees_a_life_and_changes_nothing(laptops, app, signed_in, role):
    role(Role.READER)
    page = signed_in.get("/materiels/1/vie")
    assert page.status_code == 200
    assert "Prêter" not in page.text
    assert signed_in.get("/materiels/1/vie/pret").status_code == 403
