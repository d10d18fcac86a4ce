"""The page of the fleet over ten years."""

import pytest

from inventaire.models import db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from tests.services.inventories import a_part, take_in

PAGE = "/materiels/prospective"
FOUR = f"{PAGE}?a=remplacer-a-5&b=garder-a-8&c=reconditionne&d=eteindre-la-nuit"


@pytest.fixture
def fleet(app):
    """Thirty laptops of three years."""
    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        lines = [{"name": f"PC-{year}", "quantity": 10, "in_service_on": str(year)} for year in (2022, 2023, 2024)]
        take_in(a_part(*lines))


def table_of(page, caption):
    (found,) = [table for table in page.select("table") if caption in table.caption.text]
    return {row.th.text.strip(): [cell.text.strip() for cell in row.select("td")] for row in found.select("tbody tr")}


def test_an_empty_inventory_says_what_to_do_next(visit):
    assert "importez le tableur" in visit(PAGE).select_one(".empty").text


def test_two_policies_are_compared_at_once_with_a_sentence_that_answers(fleet, visit):
    page = visit(PAGE)
    told = "«\u00a0Garder jusqu’à 8 ans\u00a0» au lieu de «\u00a0Remplacer à 5 ans\u00a0»"
    assert told in page.select_one(".lede").text
    assert f"{told}\u00a0: achats, 30 de moins\u202f; empreinte, " in page.select_one(".lede").text
    rows = table_of(page, "Sur dix ans")
    assert rows["Matériels achetés"] == ["60", "30"]
    assert rows["Terminaux par agent à la fin"] == ["0,25", "0,25"]
    assert table_of(page, "par cause")["Heures d’extinction"] == ["0"] * 4
    assert table_of(page, "par cause")["En tout"][2:] == ["aucun écart", "non renseigné"]


def test_four_policies_stand_side_by_side_each_with_its_years_and_its_causes(fleet, visit):
    page = visit(FOUR)
    assert len(table_of(page, "Sur dix ans")["Matériels achetés"]) == 4
    assert len([table for table in page.select("table") if "par cause" in table.caption.text]) == 3
    assert [option["value"] for option in page.select("option[selected]")] == [
        "remplacer-a-5",
        "garder-a-8",
        "reconditionne",
        "eteindre-la-nuit",
    ]


def test_a_refurbished_purchase_shows_a_range_without_a_central_value(fleet, visit):
    made = table_of(visit(FOUR), "Sur dix ans")["Fabrication des achats"]
    assert made[2].startswith("0,23 à 13")


def test_the_page_says_what_is_not_claimed_and_what_lacks(fleet, visit):
    text = visit(PAGE).main.text
    for told in ("ni hausse des prix, ni actualisation", "vraiment évité", "Prix non renseignés", "pas une prévision"):
        assert told in text


@pytest.mark.parametrize("form", ["ods", "xlsx", "csv"])
def test_what_is_compared_goes_out_as_a_file(fleet, signed_in, form):
    answer = signed_in.get(f"{PAGE}/export.{form}?a=garder-a-8&b=reconditionne")
    assert answer.status_code == 200
    if form == "csv":
        lines = answer.data.decode("utf-8-sig").splitlines()
        assert len(lines) == 21
        assert lines[1].startswith("Garder jusqu’à 8 ans;2027;")


def test_an_address_that_names_nothing_known_falls_back_on_the_usual_two(fleet, visit):
    assert "Garder jusqu’à 8 ans" in visit(f"{PAGE}?a=rien&b=p999&c=<script>").select_one(".lede").text
