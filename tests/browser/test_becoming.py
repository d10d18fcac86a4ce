"""What a machine can become, opened down to its source, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import fill_in_the_town, make_account

pytestmark = pytest.mark.browser
FACTS = {
    "Nom": "PC-ACCUEIL",
    "Système": "Windows 10 Pro",
    "Version du système": "22H2",
    "Processeur": "Intel Core i5-6500",
    "Mémoire (Go)": "8",
    "Disque (Go)": "256",
}


def add_condemned_tower(walk):
    page = walk.page
    walk.click("Matériels")
    walk.click("Ajouter un matériel")
    for label, value in FACTS.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Catégorie").select_option(label="Ordinateur fixe")
    walk.click("Enregistrer", "button")


def give_price(walk, site, what, value):
    page = walk.page
    walk.go(f"{site}/administration/prix/nouveau")
    page.get_by_label("Ce qui a un prix").select_option(label=what)
    page.get_by_label("Valeur hors taxes").fill(value)
    page.get_by_label("À compter du").fill("2026")
    page.get_by_label("D’où il vient").fill("Marché 2026")
    walk.click("Donner ce prix", "button")


def test_a_figure_of_a_machine_is_opened_down_to_its_source(service, walk):
    make_account(walk, service)
    fill_in_the_town(walk)
    page, site = walk.page, service.split("/premier-acces")[0]
    add_condemned_tower(walk)
    machine = page.url
    for what, value in (("Heure de technicien", "40"), ("Temps pour installer un système", "1,5")):
        give_price(walk, site, what, value)
    walk.go(machine)
    page.get_by_label("Ce qui serait vraiment acheté").select_option(label="Ordinateur portable")
    walk.click("Comparer", "button")
    way = page.locator("tr", has=page.get_by_role("rowheader", name="Réinstaller avec un système libre"))
    expect(way).to_contain_text("94\u00a0kgCO2e")
    expect(way).to_contain_text("garder évite des émissions")
    expect(way).to_contain_text("60,00\u00a0€")
    way.get_by_text("d’où vient ce chiffre").click()
    opened = way.locator(".opened").first
    expect(opened).to_contain_text("185,1\u00a0kgCO2e ÷ 5\u00a0ans")
    expect(opened.get_by_role("link").first).to_be_visible()
    walk.check()
    walk.go(f"{site}/materiels/a-prolonger")
    expect(page.locator("main")).to_contain_text("Réinstaller avec un système libre")
    walk.click("Fiche de tournée à imprimer")
    expect(page.locator("main table").first).to_contain_text("PC-ACCUEIL")
