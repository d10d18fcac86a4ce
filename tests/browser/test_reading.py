"""In a real browser: a wrong meaning of columns corrected, an ambiguous date settled, an import undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import confirm, make_account

pytestmark = pytest.mark.browser
ODD = "Machin;Truc;Bidule;Acquis le\nPC-1;Ordinateur portable;ABC123;03/04/2024\nPC-2;PC fixe;XYZ789;05/06/2024\n"


def send(walk, folder, name):
    file = folder / name
    file.write_text(ODD, encoding="utf-8")
    walk.click("Imports")
    walk.click("Importer un fichier")
    walk.page.get_by_label("Fichiers").set_input_files(file)
    walk.click("Voir l’aperçu", "button")


def correct(walk):
    page = walk.page
    walk.click("Corriger la lecture")
    walk.click("Corriger la lecture de odd")
    page.get_by_label("Comme une liste de matériels").check()
    walk.click("Choisir chaque colonne", "button")
    for heading, meaning in (("Machin", "Nom"), ("Truc", "Catégorie"), ("Bidule", "Numéro de série")):
        page.get_by_label(heading, exact=True).select_option(meaning)
    page.get_by_label("Dates comme 03/04/2026").select_option("Le mois d’abord")
    walk.click("Relire ainsi", "button")


def test_columns_are_given_their_meaning_a_date_is_settled_and_the_import_undone(service, walk, tmp_path):
    page = walk.page
    make_account(walk, service)
    send(walk, tmp_path, "odd.csv")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été compris")  # the script swapped the progress
    correct(walk)
    expect(page.locator(".lede")).to_contain_text("2 à créer")
    confirm(walk)
    walk.click("Matériels")
    walk.click("PC-1")
    expect(page.locator("main")).to_contain_text("04/03/2024")
    send(walk, tmp_path, "autre.csv")
    expect(page.locator(".lede")).to_contain_text("2 inchangés")  # read as the first was, nobody asked
    walk.click("Abandonner", "button")
    walk.click("1")
    page.get_by_text("Reprendre cet import").click()
    walk.click("Annuler l’import n° 1", "button")
    expect(page.locator(".lede")).to_contain_text("Annulé")
    walk.click("Matériels")
    expect(page.locator("main")).not_to_contain_text("PC-1")
