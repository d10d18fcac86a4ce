"""The page of reliances: its answer in words, its figures that open, its file."""

import pytest

from inventaire.models import db
from inventaire.models.scope import set_scope
from tests.services.inventories import software, take_in

ADDRESS = "/logiciels/dependances"


def words(page):
    return " ".join(page.main.text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_an_empty_town_is_told_what_to_do(visit):
    assert "importez vos logiciels et vos contrats" in words(visit(ADDRESS))


def test_the_page_answers_in_words_and_in_figures(demonstration, visit):
    told = words(visit(ADDRESS))
    assert "75 970 € HT par an connus, une dépense peu concentrée" in told
    assert "985 sur 10 000, peu concentré" in told
    assert "Le premier groupe est Berger-Levrault, avec 24 %" in told
    assert "35 dépenses connues parmi 80" in told
    assert "France 25 53 360 € 23 sur 25 70 % 28" in told  # 53 360 of 75 970


@pytest.fixture
def two_applications(app):
    with app.app_context():
        set_scope(db.session(), 1)
        named = ({"raw_name": "Zoom"}, {"raw_name": "Microsoft Office 2016", "seats": 12})
        take_in(software(*named))


def test_what_nobody_gave_is_said_and_is_no_zero(two_applications, visit):
    told = words(visit(ADDRESS))
    assert "2 logiciels, dépense non renseignée." in told
    assert "0 €" not in told
    assert "Zoom Communications Hors Union européenne 1 non renseigné 0 sur 1 0 non renseigné" in told
    assert "Microsoft Hors Union européenne 1 non renseigné 0 sur 1 0 12" in told


def test_every_chart_has_its_words(demonstration, visit):
    drawings = visit(ADDRESS).select("main svg")
    assert len(drawings) == 6
    assert all(drawing.desc.text and drawing.title.text for drawing in drawings)


def test_a_figure_opens_to_its_list_which_says_what_it_is_narrowed_to(demonstration, visit):
    page = visit(ADDRESS)
    link = page.find("a", string="Hors Union européenne")["href"]
    listed = visit(link)
    assert "Seulement : cercle « Hors Union européenne »" in words(listed)
    assert listed.select_one("input[type=hidden][name=cercle]")["value"] == "outside"


@pytest.mark.parametrize("form", ["ods", "csv", "xlsx"])
def test_the_figures_go_out_as_a_file(demonstration, signed_in, form):
    answer = signed_in.get(f"{ADDRESS}/export.{form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{form}")


def test_the_list_and_the_first_page_lead_there(demonstration, visit):
    for address in ("/", "/logiciels"):
        assert visit(address).select_one(f"main a[href='{ADDRESS}']"), address


def test_what_has_no_hosting_place_opens_too(demonstration, visit):
    page = visit("/logiciels?hebergement=absent")
    assert "Seulement : hébergement « non renseigné »" in words(page)
    assert "1 à 50 sur 57" in words(page)
