"""The whole journey, as somebody who never saw the product would walk it, in a real browser."""

import zipfile

import pytest
from playwright.sync_api import expect

from tests.conftest import FILES, PASSWORD

pytestmark = pytest.mark.browser


def make_account(walk, link):
    walk.go(link)
    page = walk.page
    page.get_by_label("Votre nom").fill("Secrétariat général")
    page.get_by_label("Adresse électronique").fill("sg@valbrume.example")
    page.get_by_label("Mot de passe (obligatoire)", exact=True).fill(PASSWORD)
    page.get_by_label("Le même mot de passe").fill(PASSWORD)
    walk.click("Créer mon compte", "button")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tableau de bord")


def fill_in_the_town(walk):
    walk.click("Administration")
    walk.page.get_by_label("Effectif").fill("118")
    walk.page.get_by_label("Population").fill("8 200")
    walk.page.get_by_label("Territoire").select_option(label="France continentale")
    walk.click("Enregistrer", "button")
    expect(walk.page.get_by_role("status")).to_contain_text("Collectivité enregistrée")


def import_files(walk):
    page = walk.page
    walk.click("Imports")
    walk.click("Importer un fichier")
    page.get_by_label("Fichiers").set_input_files([FILES / "inventaire-municipal.ods", FILES / "glpi-agent.json"])
    walk.click("Voir l’aperçu", "button")
    expect(page.locator(".lede")).to_contain_text("3 refusés")
    page.get_by_label("Devenir").select_option(label="Refusé")
    walk.click("Filtrer", "button")
    expect(page.locator("main")).to_contain_text("La catégorie manque")
    expect(page.locator("main")).to_contain_text("Ce jour n’existe pas dans le calendrier")
    confirm(walk)


def confirm(walk):
    """Confirm a preview, and wait until it is written: another process does it."""
    walk.click("Confirmer l’import", "button")
    expect(walk.page.locator(".lede")).to_contain_text("Appliqué")


def open_a_device_and_its_figures(walk):
    page = walk.page
    walk.click("Matériels")
    page.get_by_label("Chercher").fill("VALBRUME-PC-017")
    walk.click("Filtrer", "button")
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    walk.check()
    figure = page.locator("details.estimate").first
    expect(figure.locator(".opened")).to_be_hidden()
    figure.locator("summary").click()
    expect(figure.locator(".opened")).to_be_visible()
    expect(figure.locator(".opened")).to_contain_text("ADEME")
    walk.check()


def see_office_and_what_could_replace_it(walk):
    page = walk.page
    walk.click("Logiciels")
    page.get_by_label("Chercher").fill("Microsoft Office")
    walk.click("Filtrer", "button")
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    walk.check()
    expect(page.locator(".lede")).to_contain_text("Microsoft Office")
    expect(page.get_by_role("region", name="Alternatives")).to_contain_text("LibreOffice")


def read_the_plan_and_take_the_report(walk, folder):
    page = walk.page
    walk.click("Plan")
    expect(page.locator(".lede")).to_contain_text("étapes")
    page.get_by_role("link", name="Microsoft Office").first.click()
    page.wait_for_load_state()
    walk.check()
    expect(page.locator("main")).to_contain_text("Pourquoi en")
    walk.click("Rapport")
    page.get_by_role("link", name="Rapport 20").first.click()
    page.wait_for_load_state()
    walk.check()
    shown = page.locator(".document td", has_text="Matériels en service (nombre)").locator("xpath=following::td[1]")
    count = shown.first.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger en ODT").click()
    waiting.value.save_as(folder / "rapport.odt")
    with zipfile.ZipFile(folder / "rapport.odt") as odt:
        assert odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert f">{count}<" in odt.read("content.xml").decode()


def test_a_newcomer_goes_from_the_first_link_to_the_printed_report(service, walk, tmp_path):
    make_account(walk, service)
    fill_in_the_town(walk)
    import_files(walk)
    open_a_device_and_its_figures(walk)
    see_office_and_what_could_replace_it(walk)
    read_the_plan_and_take_the_report(walk, tmp_path)
    for section in ("Tableau de bord", "Catalogue", "Méthode et sources"):
        walk.click(section)


def test_the_import_is_taken_back_from_the_same_page(service, walk):
    make_account(walk, service)
    import_files(walk)
    walk.page.get_by_text("Reprendre cet import").click()
    walk.click("Annuler l’import n° 1", "button")
    expect(walk.page.get_by_role("status")).to_contain_text("annulé")
    walk.click("Matériels")
    expect(walk.page.locator("main")).to_contain_text("Aucun matériel")


def test_rows_are_ticked_changed_thrown_away_and_taken_back(service, walk):
    make_account(walk, service)
    import_files(walk)
    page = walk.page
    walk.click("Matériels")
    for box in (page.locator("input[name=fiche]").first, page.locator("input[name=fiche]").last):
        box.check()
    walk.click("Modifier la sélection", "button")
    page.get_by_label("État").select_option(label="En stock")
    walk.click("Voir ce qui changera", "button")
    expect(page.get_by_role("table", name="Ce qui change")).to_contain_text("En stock")
    walk.click("Modifier 2\u00a0matériels", "button")
    expect(page.get_by_role("status")).to_contain_text("2\u00a0matériels modifiés")
    page.get_by_label("pages suivantes comprises").check()
    walk.click("Mettre à la corbeille", "button")
    walk.click("Mettre à la corbeille", "button")
    expect(page.locator("main")).to_contain_text("Aucun matériel")
    walk.click("Corbeille")
    walk.click(page.locator("main form button").first.inner_text(), "button")
    expect(page.get_by_role("status")).to_contain_text("de retour dans l’inventaire")
    walk.click("Matériels")
    expect(page.get_by_label("Choisir VALBRUME-PC-017", exact=True)).to_have_count(1)


def test_nothing_overflows_on_a_narrow_screen_and_the_keyboard_finds_its_way(service, walk):
    make_account(walk, service)
    import_files(walk)
    page = walk.page
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/", "/materiels", "/materiels/1", "/logiciels", "/catalogue", "/plan", "/imports/1", "/methode"):
        page.goto(service.split("/premier-acces")[0] + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
