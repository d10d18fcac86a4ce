"""A policy edited, then compared over ten years, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import make_account

pytestmark = pytest.mark.browser


def add_laptops(walk, year):
    page = walk.page
    walk.click("Matériels")
    walk.click("Ajouter un matériel")
    page.get_by_label("Nom", exact=True).fill(f"PC-{year}")
    page.get_by_label("Catégorie").select_option(label="Ordinateur portable")
    page.get_by_label("Quantité").fill("10")
    page.get_by_label("Date de mise en service").fill(str(year))
    walk.click("Enregistrer", "button")


def bought(walk, place):
    rows = walk.page.get_by_role("table", name="Sur dix ans").get_by_role("row", name="Matériels achetés")
    return rows.get_by_role("cell").nth(place)


def test_a_policy_is_copied_changed_and_compared(service, walk):
    make_account(walk, service)
    page, site = walk.page, service.split("/premier-acces")[0]
    add_laptops(walk, 2023)
    add_laptops(walk, 2024)
    walk.click("Matériels")
    walk.click("Prolonger")
    walk.click("Prospective")
    expect(page.locator(".lede")).to_contain_text("Garder jusqu’à 8 ans")
    walk.click("Politiques")
    walk.click("Copier Garder jusqu’à 8 ans")
    page.get_by_label("Nom", exact=False).first.fill("La nôtre")
    page.get_by_label("Ordinateurs (ans)").fill("40")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez de 1 à 30 ans.")
    walk.errors.clear()  # the browser tells of the answer that refused
    page.get_by_label("Ordinateurs (ans)").fill("10")
    walk.click("Enregistrer", "button")
    expect(page.locator(".lede")).to_contain_text("La nôtre")
    page.get_by_label("Référence").select_option(label="Remplacer à 5 ans (catalogue)")
    walk.click("Comparer", "button")
    expect(bought(walk, 0)).to_have_text("40")
    expect(bought(walk, 1)).to_have_text("20")
    compared = page.url
    walk.click("Politiques")
    walk.click("Modifier La nôtre")
    page.get_by_label("Ordinateurs (ans)").fill("14")
    walk.click("Enregistrer", "button")
    walk.go(compared)
    expect(bought(walk, 1)).to_have_text("0")
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (
        compared,
        f"{site}/materiels/prospective/politiques",
        f"{site}/materiels/prospective/politiques/nouvelle",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
