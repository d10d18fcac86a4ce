"""In a real browser: a homonym chosen, a value corrected by hand kept then taken, an undoing refused with its list."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import confirm, make_account

pytestmark = pytest.mark.browser
HEADINGS = "Nom;Catégorie;Numéro de série;Numéro d’inventaire;Site;Modèle\n"
FIRST = "PC-1;Portable;AAA111;INV-1;Mairie;5490\nPC-1;Portable;BBB222;INV-2;École;5490\nPC-2;Portable;CCC333;;;5490\n"
AGAIN = "PC-1;Portable;;;;5500\nPC-2;Portable;CCC333;;;5500\n"


def send(walk, folder, lines):
    file = folder / "parc.csv"
    file.write_text(HEADINGS + lines, encoding="utf-8")
    walk.click("Imports")
    walk.click("Importer un fichier")
    walk.page.get_by_label("Fichiers").set_input_files(file)
    walk.click("Voir l’aperçu", "button")


def correct_by_hand(walk):
    walk.click("Matériels")
    walk.click("PC-2")
    walk.click("Modifier")
    walk.page.get_by_label("Modèle").fill("Latitude 5490")
    walk.click("Enregistrer", "button")


def test_a_homonym_is_chosen_and_what_was_corrected_by_hand_is_kept(service, walk, tmp_path):
    page = walk.page
    make_account(walk, service)
    send(walk, tmp_path, FIRST)
    confirm(walk)
    correct_by_hand(walk)
    send(walk, tmp_path, AGAIN)
    expect(page.locator(".lede")).to_contain_text("1 à trancher")
    expect(page.locator("main")).to_contain_text("corrigé à la main par Secrétariat général")
    walk.click("Trancher les lignes en attente")
    expect(page.locator("main")).to_contain_text("BBB222")
    page.get_by_label("C’est PC-1, numéro de série BBB222").check()
    walk.click("Enregistrer et passer à la suivante", "button")
    expect(page.get_by_role("status")).to_contain_text("Toutes les lignes à trancher le sont")
    expect(page.locator(".lede")).to_contain_text("1 à modifier, 1 inchangé")
    walk.click("3")
    box = page.get_by_label("prendre : Modèle")
    expect(box).not_to_be_checked()
    walk.click("Revenir à l’aperçu")
    confirm(walk)
    walk.click("Matériels")
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("5490")
    expect(rows.nth(1)).to_contain_text("5500")
    expect(rows.nth(2)).to_contain_text("Latitude 5490")
    walk.click("Vérifier")
    expect(page.get_by_role("table", name="Matériels selon les sources")).to_contain_text("Seulement")


def test_an_undoing_that_would_lose_later_work_lists_it(service, walk, tmp_path):
    page = walk.page
    make_account(walk, service)
    send(walk, tmp_path, FIRST)
    confirm(walk)
    correct_by_hand(walk)
    walk.click("Imports")
    walk.click("1")
    page.get_by_text("Reprendre cet import").click()
    walk.click("Annuler l’import n° 1", "button")
    expect(page.get_by_role("alert")).to_contain_text("ne peut plus être annulé")
    expect(page.get_by_role("table", name="Ce qui serait perdu")).to_contain_text("Secrétariat général")
    walk.click("PC-2")
    expect(page.get_by_role("heading", level=1)).to_have_text("PC-2")
