"""A button pressed twice, and a page that one comes back to, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import make_account

pytestmark = pytest.mark.browser


def devices(walk):
    walk.click("Matériels")
    return walk.page.locator("tbody th")


def fill_in(walk, name):
    walk.click("Matériels")
    walk.click("Ajouter un matériel")
    walk.page.get_by_label("Nom").first.fill(name)


def test_a_double_click_makes_one_machine_and_a_page_come_back_to_another(walk, service):
    make_account(walk, service)
    fill_in(walk, "PC-1")
    walk.page.get_by_role("button", name="Enregistrer").dblclick()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("PC-1")
    expect(devices(walk)).to_have_count(1)
    fill_in(walk, "PC-2")
    walk.page.get_by_role("button", name="Enregistrer").click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("PC-2")
    walk.page.go_back()
    walk.page.get_by_label("Nom").first.fill("PC-3")
    walk.page.get_by_role("button", name="Enregistrer").click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("PC-3")
    expect(devices(walk)).to_have_count(3)
