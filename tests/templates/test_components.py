"""The pieces that every page is made of."""

import pytest
from bs4 import BeautifulSoup
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

DEVICES = [{"id": 7, "name": "MAI-01", "kwh": "37"}, {"id": 8, "name": "MAI-02", "kwh": "0"}]
COLUMNS = [
    {"label": "Nom", "key": "name", "sort_url": "?tri=-nom", "sorted": "asc"},
    {"label": "Énergie (kWh/an)", "key": "kwh", "numeric": True},
]
EXPLANATION = {
    "formula": "190 ÷ 6 = 32",
    "inputs": [{"label": "Durée d’usage", "value": "6 ans", "origin": "repère"}],
    "source": "Base Empreinte",
    "sources": [{"title_fr": "ADEME", "url": "https://base-empreinte.ademe.fr/"}],
    "quality": "Qualité B : l’une des deux.",
}


class NameForm(FlaskForm):
    name = StringField("Nom", [InputRequired("Donnez un nom à ce matériel.")], description="120 signes au plus.")
    shared = BooleanField("Mutualisé")


@pytest.fixture
def draw(app):
    """Call a component inside a request, and read what it draws."""

    def _draw(name, call, **values):
        source = f'{{% from "components/{name}.html" import {name} %}}{{{{ {call} }}}}'
        with app.test_request_context():
            return BeautifulSoup(app.jinja_env.from_string(source).render(values), "html.parser")

    return _draw


@pytest.fixture
def refused_form(app):
    with app.test_request_context(method="POST", data={"name": ""}):
        form = NameForm(meta={"csrf": False})
        assert not form.validate()
        yield form


def words(page):
    return " ".join(page.get_text().split())


def test_a_table_has_a_caption_scopes_and_a_region_that_the_keyboard_reaches(draw):
    page = draw("table", "table('Parc', columns, rows)", columns=COLUMNS, rows=DEVICES)
    region = page.select_one("[role=region][tabindex='0']")
    assert region["aria-label"] == page.caption.get_text() == "Parc"
    assert all(heading.has_attr("scope") for heading in page.select("th"))
    assert [row.th.get_text() for row in page.select("tbody tr")] == ["MAI-01", "MAI-02"]


def test_figures_are_aligned_right_and_zero_is_shown(draw):
    page = draw("table", "table('Parc', columns, rows)", columns=COLUMNS, rows=DEVICES)
    assert [cell.get_text(strip=True) for cell in page.select(".num")] == ["Énergie (kWh/an)", "37", "0"]


def test_the_sorted_column_says_its_way(draw):
    page = draw("table", "table('Parc', columns, rows)", columns=COLUMNS, rows=DEVICES)
    assert [each.get_text(strip=True) for each in page.select("[aria-sort=ascending]")] == ["Nom"]


def test_an_empty_table_says_what_to_do_next(draw):
    page = draw("table", "table('Parc', ['Nom'], [], empty='Importez un tableur.')")
    assert page.table is None
    assert words(page) == "Importez un tableur."


def test_each_row_of_a_selection_has_a_named_checkbox(draw):
    cells = "{% from 'components/table.html' import tick %}{{ tick(row.id ~ ':3', row.name) }}<th>{{ row.name }}</th>"
    block = f"{{% call(row) table('Parc', columns, rows, selection=true) %}}{cells}{{% endcall %}}"
    page = draw("table", f"'' }}}}{block}{{{{ ''", columns=COLUMNS, rows=DEVICES)
    boxes = page.select("td.check input[type=checkbox][name=fiche]")
    assert [(box["value"], box["aria-label"]) for box in boxes] == [
        ("7:3", "Choisir MAI-01"),
        ("8:3", "Choisir MAI-02"),
    ]
    assert {len(row.find_all(True, recursive=False)) for row in page.select("tbody tr")} == {2}
    assert [cell.name for cell in page.thead.tr.find_all(True, recursive=False)] == ["td", "th", "th"]


def test_a_field_is_tied_to_its_error_and_its_hint(draw, refused_form):
    page = draw("form_row", "form_row(field)", field=refused_form.name)
    control = page.select_one("#name")
    assert control["aria-invalid"] == "true"
    assert [page.find(id=note).get_text() for note in control["aria-describedby"].split()] == [
        "Donnez un nom à ce matériel.",
        "120 signes au plus.",
    ]
    assert words(page.label) == "Nom (obligatoire)"


def test_a_field_without_error_or_hint_claims_none(draw, refused_form):
    page = draw("form_row", "form_row(field)", field=refused_form.shared)
    assert page.label["for"] == page.input["id"]
    assert not {"aria-invalid", "aria-describedby"} & set(page.input.attrs)


def test_the_summary_of_errors_links_to_each_faulty_field(draw, refused_form):
    page = draw("error_summary", "error_summary(form)", form=refused_form)
    assert [link["href"] for link in page.select("[role=alert] a")] == ["#name"]
    assert "Donnez un nom à ce matériel." in words(page)


@pytest.mark.parametrize("unknown", [None, ""])
def test_an_unknown_fact_is_said(draw, unknown):
    assert words(draw("facts", "facts([('TPM', value)])", value=unknown).dd) == "non renseigné"


def test_a_fact_of_zero_stays_zero(draw):
    assert words(draw("facts", "facts([('Modifiés', 0)])").dd) == "0"


def test_a_figure_reads_as_a_sentence(draw):
    page = draw("estimate", "estimate('190', 'kgCO2e', '130 à 390', 'B')")
    assert words(page) == "190 kgCO2e 130 à 390 qualité B"
    assert page.details is None


def test_a_figure_opens_to_its_formula_inputs_source_and_quality(draw):
    page = draw("estimate", "estimate('32', 'kgCO2e/an', '', 'B', how)", how=EXPLANATION)
    assert "d’où vient ce chiffre" in words(page.summary)
    assert page.select_one(".quality")["title"] == EXPLANATION["quality"]
    assert page.a["href"] == "https://base-empreinte.ademe.fr/"
    for told in ("190 ÷ 6 = 32", "Durée d’usage 6 ans repère", "Base Empreinte", "l’une des deux"):
        assert told in words(page.select_one(".opened"))


def test_what_is_not_known_of_a_figure_leaves_no_empty_heading(draw):
    page = draw("estimate", "estimate('32', explanation=how)", how={"formula": "a + b"})
    assert words(page.select_one(".opened")) == "a + b"


def test_a_change_says_both_values_without_the_colour(draw):
    page = draw("change", "change(none, '8 Go')")
    assert words(page.find("del")) == "Ancienne valeur : non renseigné"
    assert words(page.ins) == "Nouvelle valeur : 8 Go"


def test_the_first_page_of_a_list_has_no_page_before(draw):
    page = draw("pagination", "pagination('1 à 50 sur 412', none, '?page=2')")
    assert [(link["rel"], link["href"]) for link in page.select("a")] == [(["next"], "?page=2")]


@pytest.mark.parametrize("name", ["tag", "facts", "empty"])
def test_what_people_typed_never_becomes_markup(draw, name):
    calls = {"tag": "tag(typed)", "facts": "facts([('Nom', typed)])", "empty": "empty(typed)"}
    page = draw(name, calls[name], typed="<script>1</script>")
    assert page.script is None
    assert "<script>1</script>" in page.get_text()
