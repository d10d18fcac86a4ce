"""A batch that leaves, from the list of devices to its papers, and the reuse rate that moves."""

import pytest

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Role
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.device import create_device
from tests.conftest import checked, fields_of

NEW = "/materiels/sorties/nouvelle?fiche=1:1&fiche=2:1"
GIFT = {
    "outlet": "gift_association",
    "left_on": "12/03/2026",
    "recipient": "Recyclerie du Val",
    "recipient_kind": "solidarity",
    "unit_value_eur": "40",
}
COMMITTED = {"commitment_on": "01/03/2026", "commitment_reference": "Courrier du 1er mars"}


@pytest.fixture
def old(app):
    facts = {
        "category": DeviceCategory.LAPTOP,
        "status": DeviceStatus.DECOMMISSIONED,
        "in_service_on": PartialDate(2018, 9, 1),
        "decommissioned_on": PartialDate(2025, 11, 10),
    }
    with app.app_context():
        set_scope(db.session(), 1)
        for rank in (1, 2, 3):
            create_device(facts | {"name": f"PC-{rank}"})


def told(page):
    return " ".join(page.main.text.split())


def test_devices_ticked_leave_together_and_the_page_says_what_lacks(old, visit):
    assert visit("/materiels").select_one("button[formaction='/materiels/sorties/nouvelle']")
    visit(NEW, status=302, **GIFT)
    page = visit("/materiels/sorties/1")
    assert "2 matériels, don à une association : Recyclerie du Val." in told(page)
    assert "L’engagement du bénéficiaire" in page.select_one(".notice-bad").text
    assert len(page.select("main table tbody tr")) == 2
    assert "Recyclerie du Val" in told(visit("/materiels/sorties"))


def test_the_commitment_received_later_moves_the_rate(old, visit):
    visit(NEW, status=302, **GIFT)
    assert "Taux réglementaire 2026 : 0,0 % ; la cible de cette année est 50 %." in told(visit("/materiels/reemploi"))
    visit("/materiels/sorties/1/modifier", status=302, **COMMITTED)
    assert "Taux réglementaire 2026 : 66,7 %" in told(visit("/materiels/reemploi?annee=2026"))
    page = visit("/materiels/reemploi?annee=2026&chiffre=a")
    opened = page.find("caption", string="Orientés vers le réemploi").parent
    assert [row.th.text for row in opened.select("tbody tr")] == ["PC-1", "PC-2"]


def test_devices_that_may_not_leave_are_named_before_anything_is_typed(old, visit, signed_in):
    visit(NEW, status=302, **GIFT)
    page = checked(signed_in.get(NEW, follow_redirects=True).text)
    assert "déjà dans une sortie" in page.select_one("[role=alert]").text
    visit("/materiels/3/vie/reprise", status=302, happened_on="2026", note="Il resservira")
    page = checked(signed_in.get("/materiels/sorties/nouvelle?fiche=3:2", follow_redirects=True).text)
    assert "Réformez d’abord" in page.select_one("[role=alert]").text


def test_a_gift_above_the_ceiling_comes_back_with_its_reason_and_what_was_typed(old, visit):
    page = visit(NEW, status=422, **GIFT | {"unit_value_eur": "450"})
    alert = " ".join(page.select_one("[role=alert]").text.split())
    assert "dépasse le plafond d’un don, 300 € par matériel" in alert
    assert "Un administrateur peut passer outre" in alert
    assert page.select_one("#recipient")["value"] == "Recyclerie du Val"
    visit(NEW, status=302, **GIFT | {"unit_value_eur": "450", "override_reason": "Accord écrit"})


@pytest.mark.parametrize("paper", ["attestation", "reforme"])
def test_a_paper_is_ready_to_be_signed(old, visit, paper):
    visit(NEW, status=302, **GIFT | COMMITTED)
    page = visit(f"/materiels/sorties/1/{paper}")
    assert {"Recyclerie du Val" in told(page), "signature" in told(page), "PC-1" not in told(page)} == {True}


def test_a_batch_is_taken_back_after_a_question(old, visit):
    visit(NEW, status=302, **GIFT | COMMITTED)
    assert "reprennent" in told(visit("/materiels/sorties/1/annuler"))
    page = visit("/materiels/sorties/1/annuler", follow=True, sure="oui")
    assert "2 matériels sont de retour" in told(page)
    assert "Aucune sortie pour l’instant" in told(page)
    visit("/materiels/sorties/1", status=404)


def test_the_slower_of_two_people_sees_both_versions(old, visit, signed_in):
    visit(NEW, status=302, **GIFT)
    slower = fields_of(signed_in.get("/materiels/sorties/1/modifier").text)
    visit("/materiels/sorties/1/modifier", status=302, receipt_number="R-1")
    refused = signed_in.post("/materiels/sorties/1/modifier", data=slower | {"receipt_number": "R-2"})
    assert refused.status_code == 422
    assert "Les deux versions" in refused.text


def test_a_reader_reads_batches_and_lets_nothing_go(old, visit, signed_in, role):
    visit(NEW, status=302, **GIFT)
    role(Role.READER)
    assert signed_in.get("/materiels/sorties/1").status_code == 200
    assert signed_in.get("/materiels/sorties/1/modifier").status_code == 403
    assert signed_in.get(NEW).status_code == 403


def test_an_empty_town_has_a_rate_without_object_and_is_told_what_to_do(visit):
    assert "sans objet" in told(visit("/materiels/reemploi"))
    assert "cochez des matériels réformés" in told(visit("/materiels/sorties"))
