"""Labels and sheets of rounds, asked for from the list of devices."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.services.device import create_device


@pytest.fixture
def laptops(town):
    for rank in range(1, 4):
        create_device({"category": DeviceCategory.LAPTOP, "name": f"PC-{rank}", "inventory_number": f"VB-{rank}"})


def names(page):
    return [text.text for text in page.select(".label-sheet text[font-weight]")]


def test_labels_are_those_ticked_in_the_list(laptops, visit):
    page = visit("/materiels/etiquettes?fiche=1:1&fiche=3:1")
    assert names(page) == ["PC-1", "PC-3"]
    assert len(page.select(".label-sheet path")) == 2
    assert [each["value"] for each in page.select("input[name=fiche]")] == ["1:1", "3:1"]


def test_labels_are_those_of_the_filtered_list_and_the_choice_is_kept(laptops, visit):
    page = visit("/materiels/etiquettes?tous=1&q=PC-2&planche=38x21&debut=65")
    assert names(page) == ["PC-2"]
    assert page.select_one("option[selected]")["value"] == "38x21"
    assert page.select_one("#debut")["value"] == "65"
    assert page.select_one("input[name=q]")["value"] == "PC-2"


@pytest.mark.parametrize("more", ["planche=rien&debut=0", "debut=9999", "debut=-3&planche="])
def test_a_choice_that_no_sheet_has_is_brought_back_to_one(laptops, visit, more):
    assert names(visit(f"/materiels/etiquettes?tous=1&{more}")) == ["PC-1", "PC-2", "PC-3"]


def test_an_id_of_nobody_refuses_the_whole_and_is_named(laptops, visit):
    assert "n°\u00a099" in visit("/materiels/etiquettes?fiche=1:1&fiche=99:1", status=404).main.text


def test_nothing_ticked_leads_back_to_the_list(visit):
    assert visit("/materiels/etiquettes", status=302).location.rstrip("?") == "/materiels"


def test_the_list_offers_labels_and_the_sheet_of_its_site(laptops, visit):
    page = visit("/materiels")
    assert page.select_one("button[formaction='/materiels/etiquettes']")
    assert page.select_one("a[href='/materiels/recolement']")


def test_labels_without_a_code_are_told(town, visit):
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1"})
    assert "1\u00a0étiquette sans code" in visit("/materiels/etiquettes?tous=1").select_one(".lede").text


def test_a_reader_prints_a_sheet_of_a_round_and_no_labels(app, signed_in, role):
    role(Role.READER)
    assert signed_in.get("/materiels/recolement").status_code == 200
    assert signed_in.get("/materiels/etiquettes?tous=1").status_code == 403


def test_the_sheet_of_a_site_is_shown_and_given_as_odt(demonstration, visit, told):
    page = visit("/materiels/recolement?site=1")
    assert "☐" in page.main.text
    assert page.select_one("option[selected]")["value"] == "1"
    with visit("/materiels/recolement/1/fiche.odt") as answer:
        assert answer.data.startswith(b"PK")
        assert "recolement-1-" in answer.headers["Content-Disposition"]
    assert [line["what"] for line in told("exported")] == ["recolement"]


def test_without_a_place_the_page_says_what_to_do(visit):
    assert "donnez un site à vos matériels" in visit("/materiels/recolement").main.text
