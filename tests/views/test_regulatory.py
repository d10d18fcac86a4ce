"""The page of the figures of the law."""

LIST = "/administration/chiffres-reglementaires"
TARGET = f"{LIST}/reemploi-cible"
OWN = {"value": "60", "since": "01/01/2026", "reason": "Délibération du 3 mars"}


def row_of(page, label):
    (row,) = [row for row in page.select("tbody tr") if label in row.th.text]
    return " ".join(row.text.split())


def test_a_figure_is_shown_with_its_text_its_reading_and_its_date(visit):
    told = row_of(visit(LIST), "à orienter vers le réemploi")
    assert "50 %" in told
    assert "décret n° 2023-266" in told
    assert "lu dans le texte" in told
    assert "22/11/2026" in told


def test_a_choice_of_the_catalogue_says_that_no_text_sets_it(visit):
    assert "qu’aucun texte ne fixe" in row_of(visit(LIST), "signalé")


def test_an_own_value_is_marked_with_its_reason_and_can_be_withdrawn(visit, signed_in):
    visit(TARGET, status=302, **OWN)
    told = row_of(visit(LIST), "à orienter vers le réemploi")
    assert "60 %" in told
    assert "valeur de la collectivité Délibération du 3 mars" in told
    page = visit(TARGET)
    assert "Service informatique" in page.main.text
    form = page.select_one("td form")
    token = form.select_one("input[name=csrf_token]")["value"]
    assert signed_in.post(form["action"], data={"csrf_token": token}).status_code == 302
    assert "50 %" in row_of(visit(LIST), "à orienter vers le réemploi")


def test_a_value_without_a_reason_is_refused(visit):
    page = visit(TARGET, status=422, **OWN | {"reason": " "})
    assert "Dites pourquoi" in page.select_one("#reason-error").text


def test_a_figure_that_is_not_in_the_catalogue_is_no_page(visit):
    visit(f"{LIST}/rien", status=404)
