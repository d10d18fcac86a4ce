"""A refused line downloaded, mended in a spreadsheet and sent back, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import confirm, make_account

pytestmark = pytest.mark.browser
LIST = "Nom;Catégorie;N° de série\nPC-1;Ordinateur portable;ABC123\nPC-2;Portabl;XYZ789\n"


def send(walk, path):
    walk.click("Imports")
    walk.click("Importer un fichier")
    walk.page.get_by_label("Fichiers").set_input_files(path)
    walk.click("Voir l’aperçu", "button")


def test_a_refused_line_is_mended_and_taken_in(service, walk, tmp_path):
    make_account(walk, service)
    received = tmp_path / "parc.csv"
    received.write_text(LIST, encoding="utf-8")
    send(walk, received)
    expect(walk.page.locator(".lede")).to_contain_text("1\u00a0refusé")
    confirm(walk)
    with walk.page.expect_download() as download:
        walk.page.get_by_text("Corriger 1\u00a0ligne").get_by_role("link", name="CSV").click()
    mended = tmp_path / download.value.suggested_filename
    download.value.save_as(mended)
    text = mended.read_text(encoding="utf-8-sig")
    assert text.startswith("Nom;Catégorie;N° de série;Ligne;Colonne;Motif")
    mended.write_text(text.replace("Portabl;", "Ordinateur portable;"), encoding="utf-8")
    send(walk, mended)
    expect(walk.page.locator(".lede")).to_contain_text("1\u00a0à créer")
    expect(walk.page.get_by_text("Corriger 1")).to_have_count(0)
    confirm(walk)
    walk.click("Matériels")
    for name in ("PC-1", "PC-2"):
        expect(walk.page.get_by_role("link", name=name, exact=True)).to_be_visible()
