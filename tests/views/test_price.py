"""The page of the organisation's prices."""

LIST = "/administration/prix"
GIVEN = {"key": "kwh", "category": "", "value": "0,2016", "since": "2026", "reason": "Marché d’électricité"}


def told(page, table, label):
    (row,) = [row for row in page.select(f"[aria-label='{table}'] tbody tr") if label in row.th.text]
    return " ".join(row.text.split())


def test_nothing_is_priced_until_somebody_says_so(visit):
    page = visit(LIST)
    assert "non renseigné" in told(page, "Pièces, temps et électricité", "Batterie")
    assert "Aucun matériel à l’inventaire" in page.main.text


def test_a_price_is_given_shown_with_its_origin_and_withdrawn(visit, signed_in):
    visit(f"{LIST}/nouveau?prix=kwh", status=302, **GIVEN)
    page = visit(LIST)
    line = told(page, "Pièces, temps et électricité", "Kilowatt-heure")
    assert "0,2016\u00a0€/kWh".replace("\u00a0", " ") in line
    assert "Marché d’électricité" in line
    form = page.select_one("td form")
    token = form.select_one("input[name=csrf_token]")["value"]
    assert signed_in.post(form["action"], data={"csrf_token": token}).status_code == 302
    assert "non renseigné" in told(visit(LIST), "Pièces, temps et électricité", "Kilowatt-heure")


def test_a_price_that_lacks_something_says_what(visit):
    page = visit(f"{LIST}/nouveau", status=422, **GIVEN | {"reason": " ", "value": "-3"})
    assert "d’où vient ce prix" in page.select_one("#reason-error").text
    assert page.select_one("#value-error").text
    page = visit(f"{LIST}/nouveau", status=422, **GIVEN | {"key": "new_device"})
    assert "Choisissez la catégorie" in page.main.text
    assert page.select_one("#value")["value"] == "0,2016"
