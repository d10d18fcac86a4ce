"""Purchases as a person enters them, and the figures that move."""

import pytest

from inventaire.domain.vocabulary import Role
from tests.conftest import fields_of

NEW = "/materiels/achats/nouveau"
BOUGHT = {
    "bought_on": "12/03/2026",
    "label": "Portables reconditionnés",
    "nature": "hardware",
    "category": "laptop",
    "quantity": "4",
    "amount_excl_eur": "1 234,56",
    "origin": "refurbished",
}


def told(page):
    return " ".join(page.main.text.split())


def test_an_empty_list_says_what_to_do(visit):
    page = visit("/materiels/achats")
    assert page.select_one(".empty a")["href"] == NEW


def test_a_purchase_entered_is_listed_and_moves_the_share(visit):
    visit(NEW, status=302, **BOUGHT)
    assert "1 234,56 €" in told(visit("/materiels/achats?annee=2026"))
    page = visit("/materiels/achats/indicateurs?annee=2026")
    assert "Part du réemploi dans les achats de matériel 2026 : 100,0 %." in told(page)
    visit(NEW, status=302, **BOUGHT | {"origin": "new"})
    assert "2026 : 50,0 %." in told(visit("/materiels/achats/indicateurs?annee=2026"))


def test_a_figure_opens_to_its_formula_and_the_target_says_that_it_is_to_be_checked(visit):
    visit(NEW, status=302, **BOUGHT)
    page = visit("/materiels/achats/indicateurs?annee=2026")
    assert "montant HT des biens issus du réemploi" in page.select_one("main details").text
    assert "lu dans une source secondaire, à vérifier" in told(page)
    assert page.select_one("figure svg")


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("bought_on", "", "Donnez la date, l’année au moins."),
        ("bought_on", "  ", "Donnez la date, l’année au moins."),
        ("quantity", " ", "Donnez un nombre d’unités, 1 au moins."),
        ("label", "", "Dites ce qui a été acheté ou reçu."),
        ("label", "x" * 300, "Écrivez 200 signes au plus."),
        ("quantity", "0", "compris entre 1 et"),
        ("amount_excl_eur", "-3", "compris entre 0 et"),
        ("repairability_index", "11", "Donnez un indice entre 0 et 10."),
    ],
)
def test_a_fault_says_how_to_mend_it(visit, field, written, said):
    page = visit(NEW, status=422, **BOUGHT | {field: written})
    assert said in page.select_one(f"#{field}-error").text.replace("\u202f", " ")


def test_two_people_on_one_purchase_do_not_lose_each_other(visit):
    visit(NEW, status=302, **BOUGHT)
    visit("/materiels/achats/1/modifier", status=302, **BOUGHT | {"version": "1", "label": "Mes portables"})
    page = visit("/materiels/achats/1/modifier", status=422, **BOUGHT | {"version": "1", "label": "Les miens"})
    assert "Quelqu’un a modifié cet achat entre-temps" in told(page)
    assert "Mes portables" in told(visit("/materiels/achats/1"))


def test_purchases_ticked_are_changed_together_and_thrown_away(signed_in, visit):
    for _ in range(2):
        visit(NEW, status=302, **BOUGHT)
    visit("/achats/selection?fiche=1:1&fiche=2:1", status=302, supplier="Recyclerie", confirmed="1")
    assert told(visit("/materiels/achats?q=recyclerie")).count("Recyclerie") == 2
    visit("/achats/selection/corbeille?fiche=1:2", status=302, sent="1")
    assert "1 ligne d’achat" in told(visit("/materiels/achats"))
    assert "Achat" in told(visit("/corbeille"))
    sent = fields_of(signed_in.get("/corbeille").text) | {"fiche": "purchase:1"}
    assert signed_in.post("/corbeille/reprendre", data=sent).status_code == 302
    assert "2 lignes d’achat" in told(visit("/materiels/achats"))


def test_a_reader_sees_and_changes_nothing(visit, role):
    visit(NEW, status=302, **BOUGHT)
    role(Role.READER)
    page = visit("/materiels/achats")
    assert not page.select("main input[type=checkbox]")
    assert not page.select(f"a[href='{NEW}']")
    visit("/materiels/achats/1/modifier", status=403)


def test_a_year_that_has_nothing_is_not_there(visit):
    visit("/materiels/achats/indicateurs?annee=1999", status=404)
    visit("/materiels/achats?annee=999999")


def test_the_declaration_and_the_list_go_out(signed_in, visit):
    visit(NEW, status=302, **BOUGHT)
    for address in ("declaration-2026.csv", "export.csv?annee=2026", "evites/export.ods"):
        assert signed_in.get(f"/materiels/achats/{address}").status_code == 200
    text = signed_in.get("/materiels/achats/declaration-2026.csv").text
    assert text.splitlines()[-1].startswith("2026;Matériel informatique et téléphonie;;Total;")
    assert signed_in.get("/materiels/achats/declaration-1999.csv").status_code == 404


def test_the_report_of_the_year_has_its_section(visit):
    visit(NEW, status=302, **BOUGHT)
    page = visit("/rapports/2026")
    section = page.select_one("#achats").find_next("table")
    assert "Part du réemploi dans les achats de matériel" in section.text
    assert "A1 et A2 sur cinq ans face aux cibles" in told(page)
