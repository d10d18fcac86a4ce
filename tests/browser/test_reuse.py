"""A batch given to an association with its proof, and the reuse rate moving, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import make_account

pytestmark = pytest.mark.browser


def add_old_laptop(walk, name):
    page = walk.page
    walk.click("Matériels")
    walk.click("Ajouter un matériel")
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Catégorie").select_option(label="Ordinateur portable")
    page.get_by_label("Date de mise en service").fill("01/09/2018")
    walk.click("Enregistrer", "button")


def decommission(walk, names):
    page = walk.page
    walk.click("Matériels")
    for name in names:
        page.get_by_label(f"Choisir {name}").check()
    walk.click("Réformer", "button")
    page.get_by_label("Date", exact=False).first.fill("10/11/2025")
    page.get_by_label("Pièce").fill("Décision n° 12")
    walk.click("Réformer", "button")
    expect(page.get_by_role("status")).to_contain_text("2\u00a0matériels réformés")


def give(walk, name):
    page = walk.page
    page.get_by_label(f"Choisir {name}").check()
    walk.click("Sortir du parc", "button")
    page.get_by_label("Destination").select_option(label="Don à une association")
    page.get_by_label("Date de sortie").fill("12/03/2026")
    page.get_by_label("Bénéficiaire (obligatoire)").fill("Recyclerie du Val")
    page.get_by_label("Nature du bénéficiaire").select_option(label="Association de parents d’élèves")
    page.get_by_label("Valeur unitaire").fill("450")
    page.get_by_role("button", name="Sortir du parc").click()
    expect(page.get_by_role("alert")).to_contain_text("dépasse le plafond d’un don")
    walk.errors.clear()  # the browser tells of the answer that refused
    page.get_by_label("Valeur unitaire").fill("40")
    walk.click("Sortir du parc", "button")
    expect(page.locator("main")).to_contain_text("L’engagement du bénéficiaire à réemployer")


def rate(walk, site):
    walk.go(f"{site}/materiels/reemploi?annee=2026")
    return walk.page.locator(".lede")


def test_a_batch_given_with_its_proof_moves_the_rate(service, walk):
    make_account(walk, service)
    page, site = walk.page, service.split("/premier-acces")[0]
    for name in ("PC-1", "PC-2"):
        add_old_laptop(walk, name)
    decommission(walk, ("PC-1", "PC-2"))
    give(walk, "PC-1")
    batch = page.url
    expect(rate(walk, site)).to_contain_text("2026 : 0,0\u00a0%")
    walk.go(batch)
    walk.click("Modifier")
    page.get_by_label("Engagement reçu le").fill("01/03/2026")
    page.get_by_label("Certificat d’effacement").fill("Procès-verbal 7")
    walk.click("Enregistrer", "button")
    walk.click("Attestation à signer")
    expect(page.locator("main")).to_contain_text("Procès-verbal 7")
    expect(rate(walk, site)).to_contain_text("2026 : 50,0\u00a0%")
    page.get_by_role("link", name="Voir les matériels : orientés vers le réemploi").click()
    expect(page.locator("main")).to_contain_text("PC-1")
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (page.url, batch, f"{batch}/attestation", f"{site}/materiels/1/vie", f"{site}/materiels/sorties"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    walk.go(f"{batch}/annuler")
    walk.click("Annuler la sortie", "button")
    expect(rate(walk, site)).to_contain_text("2026 : 0,0\u00a0%")
