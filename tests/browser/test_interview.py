"""A theme of the interview, answered, left, taken up again and changed, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import make_account

pytestmark = pytest.mark.browser


def test_a_theme_is_answered_left_taken_up_again_and_changed(service, walk):
    page = walk.page
    make_account(walk, service)
    walk.click("Logiciels")
    walk.click("Entretien guidé")
    expect(page.locator("main")).to_contain_text("avec un chef de service à la table")
    answer_the_accounts(walk)
    answer_the_cameras(walk)
    see_both_in_the_inventory(walk)
    change_the_answer(walk)
    print_the_questionnaire(walk)


def answer_the_accounts(walk):
    page = walk.page
    walk.click("Réseaux sociaux")
    facebook = page.get_by_role("group", name="Page Facebook")
    facebook.get_by_role("checkbox").check()
    facebook.get_by_label("Abonnés").fill("1 200")
    walk.click("Enregistrer et rester ici", "button")
    expect(page.get_by_role("status")).to_contain_text("1 fiche ajoutée")
    expect(page.locator("#comptes-sociaux .note")).to_contain_text("Page Facebook (ajouté par cette réponse)")
    page.get_by_role("group", name="Instagram").get_by_role("checkbox").check()
    walk.click("Quitter sans enregistrer")
    expect(page.get_by_role("row", name="Réseaux sociaux")).to_contain_text("1 sur 3")


def answer_the_cameras(walk):
    page = walk.page
    walk.click("Caméras et analyse vidéo")
    page.locator("#cameras").get_by_label("Nombre").fill("8")
    page.locator("#enregistreurs").get_by_label("Je ne sais pas").check()
    walk.click("Enregistrer et continuer", "button")
    expect(page.get_by_role("heading", level=1)).to_have_text("Écrans publics et publicité")
    walk.click("Entretien guidé")
    expect(page.locator("main li", has_text="enregistreurs vidéo")).to_contain_text("à demander à la police municipale")


def see_both_in_the_inventory(walk):
    page = walk.page
    walk.click("Matériels")
    expect(page.get_by_role("row", name="Caméras déclarées en entretien")).to_contain_text("8")
    walk.click("Logiciels")
    walk.click("Page Facebook")
    expect(page.locator("main")).to_contain_text("Abonnés : 1 200")
    walk.click("Sur quels réseaux la commune a-t-elle un compte ?")


def change_the_answer(walk):
    page = walk.page
    facebook = page.get_by_role("group", name="Page Facebook")
    expect(facebook.get_by_label("Abonnés")).to_have_value("1\u202f200")
    facebook.get_by_role("checkbox").uncheck()
    facebook.get_by_label("Abonnés").fill("")
    page.locator("#comptes-sociaux").get_by_label("Nous n’en avons pas").check()
    walk.click("Enregistrer et rester ici", "button")
    expect(page.get_by_role("status")).to_contain_text("1 fiche mise à la corbeille")
    walk.click("Logiciels")
    expect(page.locator("main")).not_to_contain_text("Page Facebook")


def print_the_questionnaire(walk):
    walk.click("Entretien guidé")
    walk.click("Questionnaire à imprimer")
    expect(walk.page.locator("main")).to_contain_text("Fait le ....")
