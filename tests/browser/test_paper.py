"""Labels and sheets of rounds in a real browser: accessible, light, and read back from what is on the screen."""

from datetime import date

import pytest
from playwright.sync_api import expect

from inventaire.services.report.yearly import write_report
from tests.browser.test_journey import import_files, make_account
from tests.qr import text_of
from tests.services.test_report import pages_of_pdf

pytestmark = pytest.mark.browser
MODULES = """path => {
  path.scrollIntoView({block: "center"});
  const place = path.getScreenCTM(), rows = [...path.getAttribute("d").matchAll(/M\\d+ (\\d+)/g)].map(run => +run[1]);
  const count = [...Array(Math.max(...rows) + 1).keys()];
  const dark = (y, x) => {
    const point = new DOMPoint(x + 0.5, y).matrixTransform(place);
    return document.elementFromPoint(point.x, point.y) === path;
  };
  return count.map(y => count.map(x => dark(y, x)));
}"""


def test_what_is_printed_is_accessible_and_its_codes_are_read_on_the_screen(service, walk):
    make_account(walk, service)
    import_files(walk)
    page, site = walk.page, service.split("/premier-acces")[0]
    walk.go(f"{site}/exports")
    expect(page.locator("main")).to_contain_text("Données ouvertes")
    walk.go(f"{site}/materiels/recolement?site=1")
    expect(page.locator("main")).to_contain_text("☐")
    walk.click("Matériels")
    page.locator("input[name=tous]").check()
    walk.click("Étiquettes", "button")
    codes = page.locator(".label-sheet path")
    told = page.locator(".label-sheet text").all_text_contents()
    for rank in range(min(codes.count(), 3)):
        text = text_of(codes.nth(rank).evaluate(MODULES))
        assert f"N°\u00a0{text}" in told
    assert codes.count() > 0
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (page.url, f"{site}/exports", f"{site}/materiels/recolement?site=1"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_the_body_of_the_printed_report_holds_on_fourteen_pages(demonstration, town, tmp_path, browser):
    write_report(2026, date(2026, 11, 22), tmp_path / "rapport.html")
    page = browser.new_page()
    page.goto((tmp_path / "rapport.html").as_uri())
    page.pdf(path=tmp_path / "rapport.pdf", prefer_css_page_size=True)
    (annexes,) = [place for place, text in enumerate(pages_of_pdf(tmp_path / "rapport.pdf")) if "Annexe B." in text]
    assert annexes <= 14
