"""The pages beside one another under a section of the masthead."""

import pytest
from flask import url_for

from inventaire.domain.rights import Role
from inventaire.views.subsections import BESIDE

FORBIDDEN = 403
WIDEST = 8  # what a phone shows in two or three lines


def rows(page):
    return [[link.text for link in row.select("a")] for row in page.select(".subsections ul")]


def current(page):
    return [link.text for link in page.select(".subsections [aria-current]")]


@pytest.mark.parametrize("section", BESIDE)
def test_no_row_of_links_is_longer_than_an_eye_takes_in(section):
    assert len(BESIDE[section]) <= WIDEST
    assert all(len(pages) <= WIDEST for pages in BESIDE[section].values())


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/materiels", ["Le parc", "Liste"]),
        ("/materiels/ages", ["Le parc", "Âges"]),
        ("/materiels/achats/evites", ["Achats et réemploi", "Achats"]),
        ("/materiels/a-prolonger/tournee", ["Prolonger", "À prolonger"]),
        ("/logiciels/contrats", ["Contrats"]),
    ],
)
def test_a_page_shows_its_group_and_its_place_in_it(visit, address, names):
    assert current(visit(address)) == names


def test_a_group_leads_to_its_first_page(visit):
    links = {link.text: link["href"] for link in visit("/materiels").select(".subsections ul a")}
    for name, ((label, *_), *_) in BESIDE["Matériels"].items():
        assert current(visit(links[name])) == [name, label]


def test_a_reader_is_not_led_to_what_only_editors_open(visit, role):
    role(Role.READER)
    assert "Noms à reconnaître" not in rows(visit("/logiciels"))[0]


def closed(signed_in, visit, pages):
    inside = {each["href"] for page in pages for each in visit(page).main.select("a[href^='/']")}
    return sorted(address for address in inside if signed_in.get(address).status_code == FORBIDDEN)


def test_an_empty_page_leads_a_reader_only_to_pages_that_open(signed_in, visit, role, app):
    role(Role.READER)
    with app.test_request_context():
        every = [url_for(page[1]) for groups in BESIDE.values() for pages in groups.values() for page in pages]
    every.remove("/logiciels/a-reconnaitre")
    assert closed(signed_in, visit, ["/", "/plan", *every]) == []


def test_the_dashboard_leads_a_reader_only_to_pages_that_open(demonstration, signed_in, visit, role):
    role(Role.READER)
    assert closed(signed_in, visit, ["/"]) == []
