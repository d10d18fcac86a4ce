"""Purchases: entered, changed, thrown away and taken back, counted against the law, declared."""

from datetime import date

import pytest

from inventaire.domain.errors import NotFound, Overtaken
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import AvoidedKind, Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.services.avoided import create_avoided, get_avoided, remove_avoided, update_avoided
from inventaire.services.bin import take_back, throw_away
from inventaire.services.history import history_of
from inventaire.services.purchase import (
    PurchaseQuery,
    chosen_purchases,
    create_purchase,
    get_purchase,
    list_purchases,
    update_purchase,
    years_bought,
)
from inventaire.services.purchase_figures import purchase_report, report_of_year
from inventaire.services.purchase_sheets import declaration_sheet, purchases_sheet
from inventaire.services.regulatory import set_value

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP

pytestmark = pytest.mark.usefixtures("town")


def bought(**changes):
    usual = {
        "bought_on": PartialDate(2026, 3, 12),
        "label": "Ordinateurs portables",
        "nature": SpendingNature.HARDWARE,
        "category": LAPTOP,
        "quantity": 1,
        "amount_excl_eur": 1000.0,
        "origin": Origin.NEW,
        "recycled": Recycled.NO,
    }
    return create_purchase(usual | changes)


def avoided(**changes):
    usual = {"decided_on": PartialDate(2026, 5), "avoided": AvoidedKind.STOCK, "category": LAPTOP, "quantity": 2}
    return create_avoided(usual | {"unit_price_eur": None} | changes)


def values(report):
    return {each.code: each.value for each in reversed(report.indicators)}


def plainly(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_purchase_is_entered_changed_and_leaves_its_trace():
    line = bought()
    update_purchase(line.id, 1, {"label": "Portables reconditionnés", "origin": Origin.REFURBISHED})
    assert (get_purchase(line.id).label, get_purchase(line.id).version) == ("Portables reconditionnés", 2)
    with pytest.raises(Overtaken):
        update_purchase(line.id, 1, {"label": "Autre chose"})
    assert [told.action for told in history_of("purchase", line.id)] == ["changed", "created"]


def test_a_purchase_thrown_away_is_not_counted_and_comes_back():
    line = bought()
    assert values(purchase_report(2026))["A5"] != "non renseigné"
    chosen = chosen_purchases([f"{line.id}:1"], None)
    throw_away(chosen, chosen.seen)
    assert list_purchases(PurchaseQuery(), 1).rows == []
    assert list(purchases_sheet().rows) == []
    assert values(purchase_report(2026))["A5"] is None
    with pytest.raises(NotFound):
        get_purchase(line.id)
    take_back([f"purchase:{line.id}"])
    assert plainly(values(purchase_report(2026))["A5"]) == "1 000 €"


def test_a_list_is_narrowed_by_year_nature_origin_and_words():
    bought(label="Vieux", bought_on=PartialDate(2025))
    bought(label="Don", origin=Origin.GIFT)
    bought(label="Abonnement", nature=SpendingNature.SUBSCRIPTIONS, category=None, supplier="Éditeur 100 %")

    def labels(**query):
        return [row.label for row in list_purchases(PurchaseQuery(**query), 1).rows]

    assert labels(year=2025) == ["Vieux"]
    assert labels(origin=Origin.GIFT) == ["Don"]
    assert labels(nature=SpendingNature.SUBSCRIPTIONS) == ["Abonnement"]
    assert labels(search="100 %") == ["Abonnement"]
    assert labels(sort="label", descending=False) == ["Abonnement", "Don", "Vieux"]
    assert years_bought() == [2026, 2025]


def test_the_indicators_of_a_year_say_what_they_were_computed_on():
    bought(quantity=4, amount_excl_eur=3000.0, repairability_index=8.0, supplier_area=SupplierArea.REGION)
    bought(amount_excl_eur=1000.0, origin=Origin.REFURBISHED, recycled=Recycled.YES, supplier_area=SupplierArea.EU)
    bought(nature=SpendingNature.SERVICES, category=None, amount_excl_eur=4200.0, supplier_area=SupplierArea.REGION)
    bought(origin=Origin.GIFT, quantity=2, amount_excl_eur=None, used_since=PartialDate(2023))
    avoided()
    found = {code: plainly(value) for code, value in values(purchase_report(2026)).items()}
    assert found == {
        "A1": "35,0 %",
        "A2": "25,0 %",
        "A3": "neuf : 4, reconditionné : 1, don : 2, location : 0",
        "A4": "8,0",
        "A5": "8 200 €",
        "A6": "88 %",
        "A7": "2 matériels, 1 500 €",
    }
    a1, a4 = purchase_report(2026).indicators[0], purchase_report(2026).indicators[3]
    assert "Cible : 20 % (décret n° 2024-134 du 21 février 2024, annexe ; lu dans une source secondaire" in plainly(
        a1.comment
    )
    assert "Dons retenus : 400 €." in plainly(a1.comment)
    assert "57 %) : données incomplètes." in plainly(a4.comment)
    shared = [plainly(each.value) for each in purchase_report(2026).indicators if each.code == "A5"]
    assert shared == ["8 200 €", "1,00 €", "69,49 €"]


def test_under_half_of_complete_lines_the_share_is_not_printed():
    bought(origin=Origin.REFURBISHED)
    bought(origin=None)
    bought(origin=None)
    share = purchase_report(2026).indicators[0]
    assert share.value is None
    assert "la valeur n’est pas imprimée" in share.comment
    assert "non imprimé" in purchase_report(2026).against_targets().rows[0][1]


def test_a_year_without_goods_is_without_object_and_one_without_lines_is_not_known():
    bought(nature=SpendingNature.LICENCES, category=None)
    assert values(purchase_report(2026))["A1"] == "sans objet"
    assert values(purchase_report(2024))["A1"] is None
    with pytest.raises(NotFound, match="2024"):
        report_of_year(2024, TODAY)


def test_each_year_stands_against_the_target_of_its_time_and_the_town_s_own_wins():
    bought()
    rows = {row[0]: row[1:] for row in purchase_report(2026).against_targets().rows}
    assert list(rows) == ["2026", "2025", "2024", "2023", "2022"]
    assert [plainly(rows[year][1]) for year in ("2026", "2024", "2023")] == ["20 %", "20 %", "non lue"]
    assert rows["2026"][3] == "non lue"
    set_value("agec-recycle", 15, PartialDate(2026), "Annexe relue par le juriste.")
    set_value("agec-reemploi", 40, PartialDate(2026), "Délibération du 12 mars.")
    rows = {row[0]: [plainly(cell) for cell in row[1:]] for row in purchase_report(2026).against_targets().rows}
    assert (rows["2026"][1], rows["2026"][3], rows["2025"][1]) == ("40 %", "15 %", "20 %")
    assert "valeur de la collectivité : Délibération du 12 mars." in plainly(
        purchase_report(2026).indicators[0].comment
    )


def test_what_was_avoided_is_valued_at_its_price_or_at_the_mean_of_new_ones_or_not_at_all():
    avoided(category=DeviceCategory.TABLET)
    assert values(purchase_report(2026))["A7"] == "2 matériels"
    avoided(category=DeviceCategory.TABLET, unit_price_eur=300.0, quantity=6)
    assert plainly(values(purchase_report(2026))["A7"]) == "8 matériels, 1 800 €"
    assert values(purchase_report(2025))["A7"] is None


def test_what_was_avoided_is_changed_and_taken_away():
    line = avoided()
    update_avoided(line.id, 1, {"quantity": 3})
    with pytest.raises(Overtaken):
        update_avoided(line.id, 1, {"quantity": 4})
    remove_avoided(line.id)
    with pytest.raises(NotFound):
        get_avoided(line.id)


def test_the_declaration_lists_the_goods_of_the_decree_and_their_totals():
    bought(amount_excl_eur=3000.0, recycled=Recycled.YES)
    bought(amount_excl_eur=1000.0, origin=Origin.REFURBISHED)
    bought(origin=Origin.GIFT, amount_excl_eur=50.0, used_since=PartialDate(2025))
    bought(category=DeviceCategory.PRINTER_LASER)
    bought(nature=SpendingNature.TELECOMS, category=None)
    rows = [row[7:11] for row in declaration_sheet(2026, TODAY).rows]
    assert rows == [
        (3000.0, None, None, 3000.0),
        (1000.0, 1000.0, None, None),
        (None, None, 200.0, None),
        (4000.0, 1000.0, 200.0, 3000.0),
    ]
    with pytest.raises(NotFound):
        declaration_sheet(2019, TODAY)


def test_a_declaration_of_nothing_still_has_its_totals():
    assert next(iter(declaration_sheet(2026, TODAY).rows))[7:11] == (0.0, 0.0, 0.0, 0.0)


def test_the_list_goes_out_as_it_is_filtered():
    bought(label="Vieux", bought_on=PartialDate(2025))
    bought()
    sheet = purchases_sheet(PurchaseQuery(year=2025))
    assert [row[1] for row in sheet.rows] == ["Vieux"]
    assert sheet.headings[:2] == ["Date d’achat ou de réception", "Désignation"]
