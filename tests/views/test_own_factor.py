"""The pages of the factors: what holds, the organisation's own values, the sheets of makers."""

import pytest

from inventaire.services.factor_list import HEADINGS

LIST = "/administration/facteurs"
LAPTOP = f"{LIST}/categories/laptop"
SHEETS = f"{LIST}/fiches"
OWN = {"low": "100", "central": "150,5", "high": "300", "since": "2026", "source": "Étude", "reason": "Nos achats"}
SHEET = {"manufacturer": "Atelier", "model": "14", "embodied_kgco2e": "250", "source": "exemple", "dated": "2024"}


def text_of(page):
    return " ".join(page.main.text.replace("\u202f", " ").split())


def row_of(page, label):
    (row,) = [row for row in page.select("tbody tr") if label in row.th.text]
    return " ".join(row.text.split())


def test_an_own_value_is_marked_everywhere_and_can_be_withdrawn(visit, signed_in):
    visit(LAPTOP, status=302, figure="embodied", quality="B", **OWN)
    told = row_of(visit(LIST), "Ordinateur portable")
    assert "150,5 (100,0 à 300,0)" in told
    assert "valeur de la collectivité" in told
    assert "catalogue : 185,1" in told
    assert "valeur de la collectivité" in row_of(
        visit("/methode").select_one("[aria-label^='Facteurs par catégorie']"), "Ordinateur portable"
    )
    page = visit(LAPTOP)
    assert "Service informatique" in text_of(page)
    form = page.select_one("td form")
    token = form.select_one("input[name=csrf_token]")["value"]
    assert signed_in.post(form["action"], data={"csrf_token": token}).location == LAPTOP
    assert "collectivité" not in row_of(visit(LIST), "Ordinateur portable")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"central": "99"}, "Rangez les trois valeurs"),
        ({"low": "", "central": "", "high": ""}, "au moins une des trois valeurs"),
        ({"figure": "lifetime"}, "Une durée est un seul nombre"),
        ({"figure": "lifetime", "low": "", "high": "", "central": "0"}, "plus de zéro"),
        ({"central": "-3"}, "central-error"),
        ({"reason": " "}, "Dites pourquoi"),
        ({"source": "x" * 501}, "Écrivez 500 signes au plus"),
        ({"figure": "autre"}, "Choisissez dans la liste"),
    ],
)
def test_what_is_not_right_is_refused_with_the_way_to_mend_it(visit, values, told):
    page = visit(LAPTOP, status=422, **{"figure": "embodied"} | OWN | values)
    assert told in text_of(page) or page.select_one(f"#{told}")


def test_an_own_electricity_factor_stands_beside_the_published_one(visit):
    visit(f"{LIST}/electricite", status=302, central="30", since="2026", source="Étude", reason="Réseau local")
    told = text_of(visit(LIST))
    assert "30 gCO2e par kWh valeur de la collectivité catalogue : 46,1" in told
    assert "Étude" in text_of(visit("/methode"))


def test_a_sheet_is_added_listed_and_withdrawn(visit, signed_in):
    assert "Aucune fiche" in text_of(visit(SHEETS))
    visit(f"{SHEETS}/nouvelle", status=302, **SHEET)
    page = visit(SHEETS)
    assert "250" in row_of(page, "Atelier 14")
    form = page.select_one("td form")
    token = form.select_one("input[name=csrf_token]")["value"]
    assert signed_in.post(form["action"], data={"csrf_token": token}).status_code == 302
    assert "Aucune fiche" in text_of(visit(SHEETS))


def test_a_sheet_that_says_nothing_is_refused(visit):
    page = visit(f"{SHEETS}/nouvelle", status=422, **SHEET | {"embodied_kgco2e": ""})
    assert "Donnez au moins la fabrication ou la consommation" in text_of(page)
    page = visit(f"{SHEETS}/nouvelle", status=422, **SHEET | {"embodied_kgco2e": "", "embodied_low": "3"})
    assert "Une marge ne va pas sans sa valeur" in text_of(page)


def test_a_second_sheet_of_a_model_is_refused_on_the_form(visit):
    visit(f"{SHEETS}/nouvelle", status=302, **SHEET)
    assert "Une fiche existe déjà pour Atelier 14" in text_of(visit(f"{SHEETS}/nouvelle", status=422, **SHEET))


@pytest.mark.parametrize("address", [f"{LIST}/export.csv", f"{SHEETS}/export.csv"])
def test_what_is_shown_goes_out(visit, address):
    visit(f"{SHEETS}/nouvelle", status=302, **SHEET)
    text = visit(address).get_data(as_text=True)
    assert (HEADINGS[0] in text) or ("Atelier" in text)


def test_a_category_that_does_not_exist_is_no_page(visit):
    visit(f"{LIST}/categories/rien", status=404)
