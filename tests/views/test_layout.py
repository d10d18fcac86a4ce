"""What pages write around and between values: agreements, names, spaces, totals that open."""

import re
from pathlib import Path

import pytest
from sqlalchemy import update

import inventaire
from inventaire.models import Organisation, db
from inventaire.models.scope import set_scope
from inventaire.views.layout import NO_VALUE, model_name, plural
from tests.conftest import FILES, token_of

TEMPLATES = sorted((Path(inventaire.__file__).parent / "templates").rglob("*.html"))
LOOSE = re.compile(r" [:;?!](?=[\s<{]|$)|« | »", re.MULTILINE)


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0\u00a0étape"), (1, "1\u00a0étape"), (2, "2\u00a0étapes"), (1_234, "1\u202f234\u00a0étapes")],
)
def test_words_agree_with_their_count(count, written):
    assert plural(count, "étape") == written


def test_words_with_a_plural_of_their_own_say_it():
    assert plural(1, "matériel en service", "matériels en service") == "1\u00a0matériel en service"
    assert plural(3, "matériel en service", "matériels en service") == "3\u00a0matériels en service"


@pytest.mark.parametrize(
    ("make", "model", "written"),
    [
        ("HP", "HP ProDesk 400", "HP ProDesk 400"),
        ("LENOVO", "Lenovo V15", "Lenovo V15"),
        ("Dell Inc.", "Latitude 5540", "Dell Inc. Latitude 5540"),
        ("Dell Inc.", None, "Dell Inc."),
        (None, "GS724T", "GS724T"),
        (None, None, NO_VALUE),
    ],
)
def test_a_make_that_the_model_repeats_is_written_once(make, model, written):
    assert model_name(make, model) == written


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_line_of_a_template_may_break_before_a_sign(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert LOOSE.findall(text) == []


def test_every_total_of_the_dashboard_opens_to_its_categories(demonstration, visit):
    opened = visit("/").select("details.estimate")
    assert len(opened) == 4
    for each in opened:
        assert len(each.select("tbody tr")) > 10
        assert each.select_one("a[href='/methode']")


def lede(page):
    return page.select_one(".lede").text.strip()


def test_an_import_says_what_it_would_do_then_what_it_did(signed_in, visit):
    token = token_of(signed_in.get("/imports/nouveau").text)
    with (FILES / "inventaire-municipal.ods").open("rb") as file:
        signed_in.post("/imports/nouveau", data={"csrf_token": token, "files": (file, "inventaire.ods")})
    preview = visit("/imports/1")
    assert (
        preview.select_one(".lede").text.strip() == "Aperçu, rien n’est écrit\u00a0: 53\u00a0à créer, 3\u00a0refusés."
    )
    signed_in.post("/imports/1/confirmer", data={"csrf_token": token_of(str(preview))})
    assert lede(visit("/imports/1")) == "Appliqué\u00a0: 53\u00a0créés, 3\u00a0refusés."


def test_a_line_of_an_import_opens_to_all_it_says(demonstration, visit):
    line = visit("/imports/1").select_one("tbody details")
    assert "Numéro de série" not in line.summary.text
    assert "Numéro de série" in line.text


def test_a_town_that_has_not_said_where_it_is_is_asked(app, visit):
    assert "Indiquez le territoire" not in visit("/").main.text
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.execute(update(Organisation).values(territory=None))
        db.session.commit()
    assert "Indiquez le territoire" in visit("/").main.text


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("/", "Tableau de bord"),
        ("/materiels/1/modifier", "Matériels"),
        ("/materiels/selection?fiche=1:1", "Matériels"),
        ("/rapports/2025", "Rapport"),
        ("/exports", "Imports"),
        ("/administration/trace", "Administration"),
        ("/compte", None),
    ],
)
def test_the_section_that_a_page_stands_in_is_marked(demonstration, visit, address, section):
    marked = [link.text for link in visit(address).select(".masthead [aria-current]")]
    assert marked == ([section] if section else [])
