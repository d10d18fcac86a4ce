"""Purchases that were avoided, as a person notes them."""

NEW = "/materiels/achats/evites/nouveau"
AVOIDED = {"decided_on": "05/2026", "avoided": "stock", "category": "laptop", "quantity": "2", "unit_price_eur": "700"}


def told(page):
    return " ".join(page.main.text.split())


def test_what_was_avoided_is_noted_listed_and_counted(visit):
    assert visit("/materiels/achats/evites").select_one(".empty a")["href"] == NEW
    visit(NEW, status=302, **AVOIDED)
    assert "Servi par le stock" in told(visit("/materiels/achats/evites"))
    visit("/materiels/achats/nouveau", status=302, bought_on="2026", label="Câble", nature="hardware", quantity="1")
    assert "2 matériels, 1 400 €" in told(visit("/materiels/achats/indicateurs?annee=2026"))


def test_two_people_on_one_line_do_not_lose_each_other(visit):
    visit(NEW, status=302, **AVOIDED)
    visit("/materiels/achats/evites/1/modifier", status=302, **AVOIDED | {"version": "1", "quantity": "3"})
    page = visit("/materiels/achats/evites/1/modifier", status=422, **AVOIDED | {"version": "1", "quantity": "4"})
    assert "Quelqu’un a modifié cet achat évité entre-temps" in told(page)


def test_it_is_asked_before_a_line_is_taken_away(visit):
    visit(NEW, status=302, **AVOIDED)
    assert "La trace garde la ligne." in told(visit("/materiels/achats/evites/1/retirer"))
    visit("/materiels/achats/evites/1/retirer", status=302, sent="1")
    assert "Aucun achat évité" in told(visit("/materiels/achats/evites"))


def test_a_fault_says_how_to_mend_it(visit):
    page = visit(NEW, status=422, **AVOIDED | {"quantity": "beaucoup"})
    assert page.select_one("#quantity-error")
