"""The energy of a year: each indicator opens to its formula and its inputs, and goes out."""

from inventaire.domain.rights import Right
from inventaire.views.session import right_of


def told(page):
    return " ".join(page.main.text.split())


def test_every_indicator_opens_to_how_it_is_made(visit, app):
    page = visit("/materiels/energie")
    codes = [heading.text.split(".")[0] for heading in page.select("main h3")]
    assert codes == ["E1", "E2", "E3", "E3", "E4", "E4", "E5", "E5", "E6", "E6", "E6", "E7"]
    assert len(page.select("details.estimate")) == len(codes)
    assert "méthode, formule 5" in told(page)
    assert right_of(app, "energy.show") is Right.READ


def test_another_year_is_asked_by_the_address_and_a_foolish_one_is_this_year(visit):
    assert visit("/materiels/energie?annee=2025").h1.text.strip() == "Énergie et empreinte 2025"
    assert visit("/materiels/energie?annee=99").h1.text == visit("/materiels/energie").h1.text


def test_the_indicators_go_out(visit, signed_in):
    answer = signed_in.get("/materiels/energie/export.csv?annee=2025")
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 13
