"""Contracts on screen: entered, linked to what they cover, decided in time, thrown away."""

from datetime import date

import pytest

from inventaire.domain.renewal import months_after, months_before
from inventaire.domain.vocabulary import Role
from inventaire.models import db
from inventaire.models.scope import set_scope
from tests.conftest import checked, fields_of
from tests.services.inventories import a_part, software, take_in

LIST, NEW = "/logiciels/contrats", "/logiciels/contrats/nouveau"
TODAY = date.today()  # noqa: DTZ011 - as the pages count
SOON, LATE = months_after(TODAY, 10), months_after(TODAY, 2)


def told(page):
    return " ".join(page.main.text.split())


def written(day):
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def inventory(app):
    with app.app_context():
        set_scope(db.session(), 1)
        take_in(
            a_part({"name": "COPIEUR-1", "serial": "COP001"}),
            software({"raw_name": "e.magnus", "publisher": "Berger-Levrault"}, {"raw_name": "e.magnus archives"}),
        )


def add(visit, title="Maintenance e.magnus", **values):
    return visit(NEW, status=302, title=title, **values).location


def test_an_empty_list_says_what_to_do(visit):
    assert "Aucun contrat pour l’instant" in told(visit(LIST))
    assert "Aucun contrat pour l’instant" in told(visit(f"{LIST}/echeances"))


def test_a_contract_entered_shows_its_facts_and_the_last_day_to_give_notice(inventory, visit):
    address = add(visit, number="C-12", supplier="Berger-Levrault", ends_on=written(SOON), notice_months="3")
    assert address == f"{LIST}/1/couverture"
    page = visit(f"{LIST}/1")
    by = written(months_before(SOON, 3))
    assert f"Jusqu’au {written(SOON)}, à dénoncer avant le {by}." in told(page)
    row = visit(LIST).select_one("main table tbody tr")
    assert [cell.text.strip() for cell in row.select("td")][1] == "Berger-Levrault"
    assert by in row.text


def test_a_contract_without_a_title_is_refused_with_a_reason(visit):
    page = visit(NEW, status=422, number="C-12")
    assert "Donnez l’intitulé du contrat." in page.select_one("#title-error").text


def test_a_second_contract_of_the_same_number_and_supplier_is_refused(visit):
    add(visit, number="C-12", supplier="Berger-Levrault")
    page = visit(NEW, status=422, title="Autre", number="C-12", supplier="Berger-Levrault")
    assert "porte déjà ce numéro" in told(page)
    add(visit, title="Autre", number="C-12", supplier="Orange")
    add(visit, title="Sans numéro")
    assert "porte déjà cet intitulé" in told(visit(NEW, status=422, title="Sans numéro"))
    page = visit(f"{LIST}/2/modifier", status=422, supplier="Berger-Levrault")
    assert "porte déjà ce numéro" in told(page)


def test_a_contract_covers_what_is_searched_and_chosen_and_both_pages_say_so(inventory, visit, signed_in):
    add(visit)
    cover = f"{LIST}/1/couverture"
    page = visit(f"{cover}?q=magnus")
    assert [row.th.text for row in page.select("table")[0].select("tbody tr")] == ["e.magnus", "e.magnus archives"]
    sent = fields_of(page.decode()) | {"fiche": "logiciel:1"}
    assert signed_in.post(cover, data=sent).status_code == 302
    assert signed_in.post(cover, data=sent | {"fiche": "materiel:1"}).status_code == 302
    assert signed_in.post(cover, data=sent | {"fiche": "materiel:1"}).status_code == 302  # twice is once
    assert "1 logiciel et 1 matériel." in told(visit(cover))
    assert visit("/logiciels/1").select_one(f"main a[href='{LIST}/1']")
    assert visit("/materiels/1").select_one(f"main a[href='{LIST}/1']")
    assert signed_in.post(cover, data=sent | {"fiche": "materiel:1", "retirer": "1"}).status_code == 302
    assert "1 logiciel et 0 matériel." in told(visit(cover))


@pytest.mark.parametrize("thing", ["", "logiciel", "logiciel:x", "site:1", "logiciel:٣", "logiciel:99999999999"])
def test_what_is_nothing_to_cover_is_refused(inventory, visit, signed_in, thing):
    add(visit)
    token = fields_of(visit(f"{LIST}/1/couverture?q=e").decode())["csrf_token"]
    answer = signed_in.post(f"{LIST}/1/couverture", data={"csrf_token": token, "fiche": thing})
    assert answer.status_code == 400


def test_what_has_gone_meanwhile_is_not_covered_and_it_is_said(inventory, visit, signed_in):
    add(visit)
    token = fields_of(visit(f"{LIST}/1/couverture?q=e").decode())["csrf_token"]
    sent = {"csrf_token": token, "fiche": "logiciel:99"}
    answer = signed_in.post(f"{LIST}/1/couverture", data=sent, follow_redirects=True)
    assert "n’est plus dans l’inventaire" in told(checked(answer.text))


def test_the_calendar_sorts_by_the_last_day_to_give_notice_and_marks_what_is_missed(visit):
    add(visit, "Abonnement", ends_on=written(SOON), notice_months="3")
    add(visit, "Télécoms", ends_on=written(LATE), notice_months="6", renewal="tacit")
    add(visit, "Lointain", ends_on=written(months_after(TODAY, 40)))
    add(visit, "Ancien", ends_on="2019")
    add(visit, "Sans fin")
    page = visit(f"{LIST}/echeances")
    coming = page.find("caption", string="À décider dans les 18 mois").parent
    assert [row.th.text for row in coming.select("tbody tr")] == ["Télécoms", "Abonnement"]
    assert "préavis dépassé" in coming.select("tbody tr")[0].text
    past = page.find("caption", string="Échéances passées\u00a0: à mettre à jour").parent
    assert [row.th.text for row in past.select("tbody tr")] == ["Ancien"]
    assert "1 contrat n’a pas d’échéance connue" in told(page)
    assert page.select_one("figure svg, svg")
    kept = visit(f"{LIST}?fin=18-mois&tri=ends_on")
    assert [row.th.a.text for row in kept.select("main table tbody tr")] == ["Télécoms", "Abonnement"]


def test_the_list_is_narrowed_by_words_kind_and_supplier(visit):
    add(visit, "Copieurs", kind="printing", supplier="Ricoh", number="R-9")
    add(visit, "Fibre", kind="telecom", supplier="Orange")
    for address in (f"{LIST}?q=r-9", f"{LIST}?nature=printing", f"{LIST}?fournisseur=Ricoh"):
        assert [row.th.a.text for row in visit(address).select("main table tbody tr")] == ["Copieurs"]


def test_a_contract_saved_in_two_tabs_shows_both_versions(visit, signed_in):
    add(visit, supplier="Orange")
    address = f"{LIST}/1/modifier"
    stale = fields_of(signed_in.get(address).text)
    visit(address, status=302, supplier="Bouygues")
    answer = signed_in.post(address, data=stale | {"supplier": "SFR"})
    assert answer.status_code == 422
    assert "Bouygues" in told(checked(answer.text))


def test_a_contract_thrown_away_leaves_the_pages_and_comes_back_with_what_it_covers(inventory, visit, signed_in):
    add(visit)
    token = fields_of(visit(f"{LIST}/1/couverture?q=magnus").decode())["csrf_token"]
    signed_in.post(f"{LIST}/1/couverture", data={"csrf_token": token, "fiche": "logiciel:1"})
    answer = signed_in.post(
        "/contrats/selection/corbeille?fiche=1:1",
        data=fields_of(signed_in.get("/contrats/selection/corbeille?fiche=1:1").text),
    )
    assert answer.status_code == 302
    visit(f"{LIST}/1", status=404)
    assert "Aucun contrat ne le couvre" in told(visit("/logiciels/1"))
    assert "Contrat" in told(visit("/corbeille"))
    signed_in.post("/corbeille/reprendre", data={"csrf_token": token, "fiche": "contract:1"})
    assert visit("/logiciels/1").select_one(f"main a[href='{LIST}/1']")


def test_a_contract_in_the_bin_does_not_come_back_over_another_of_its_number(visit, signed_in):
    add(visit, number="C-1")
    page = signed_in.get("/contrats/selection/corbeille?fiche=1:1").text
    token = fields_of(page)["csrf_token"]
    signed_in.post("/contrats/selection/corbeille?fiche=1:1", data=fields_of(page))
    add(visit, "Autre", number="C-1")
    answer = signed_in.post(
        "/corbeille/reprendre", data={"csrf_token": token, "fiche": "contract:1"}, follow_redirects=True
    )
    assert "a de nouveau un contrat" in told(checked(answer.text))


def test_the_dashboard_tells_the_contracts_to_decide_upon(inventory, visit):
    add(visit, "Télécoms", ends_on=written(LATE), notice_months="6")
    add(visit, "Abonnement", ends_on=written(SOON))
    page = visit("/")
    (line,) = [each for each in page.select("dl.facts div") if "Contrats à décider" in each.dt.text]
    assert " ".join(line.dd.text.split()) == "2, dont 1 préavis dépassé"
    assert line.a["href"] == f"{LIST}/echeances"


@pytest.mark.parametrize("address", [f"{LIST}/export.csv?q=fibre", f"{LIST}/echeances/export.csv"])
def test_what_is_shown_goes_out(visit, signed_in, address):
    add(visit, "Fibre", ends_on=written(SOON), notice_months="3", supplier="=Orange")
    add(visit, "Copieurs")
    lines = signed_in.get(address).data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Fibre" in lines[1]
    assert ";=Orange" not in lines[1]  # no cell starts a formula


@pytest.mark.parametrize(
    ("field", "value", "told_so"),
    [
        ("title", "x" * 300, "200 signes au plus"),
        ("notice_months", "-1", "doit être"),
        ("notice_months", "trois", "n’est pas"),
        ("yearly_amount_excl_eur", "-5", "doit être"),
        ("ends_on", "31/02/2027", "date"),
        ("kind", "rien", "Choisissez dans la liste."),
    ],
)
def test_what_a_contract_cannot_hold_is_refused_with_a_reason(visit, field, value, told_so):
    page = visit(NEW, status=422, **({"title": "Fibre"} | {field: value}))
    assert told_so in page.select_one(f"#{field}-error").text


def test_a_notice_longer_than_any_calendar_opens_all_the_same(visit):
    add(visit, ends_on=written(SOON), notice_months="2000000000")
    for address in (LIST, f"{LIST}/1", f"{LIST}/echeances", "/"):
        visit(address)


def test_a_reader_reads_contracts_and_is_offered_no_change(inventory, visit, signed_in, role):
    add(visit)
    role(Role.READER)
    page = visit(f"{LIST}/1")
    assert not page.select("main .actions a")
    assert not visit(LIST).select("input[type=checkbox]")
    assert signed_in.get(f"{LIST}/1/couverture").status_code == 403
