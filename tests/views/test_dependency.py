"""The pages of dependency: every score can be done again from what they show, every weight shows its effect."""

import re

import pytest
from sqlalchemy import select

from inventaire.domain.vocabulary import Role
from inventaire.models import Application, DependencySetting, db
from inventaire.models.scope import set_scope
from tests.conftest import checked, fields_of
from tests.members import add_member, browser_of
from tests.services.inventories import software, take_in

NAMES = ("Exchange Online", "Microsoft Office 2016", "LibreOffice", "Outil maison")
NUMBER = r"\d+(?:,\d+)?"


@pytest.fixture
def numbers(app):
    """Give the number of each program."""
    with app.app_context():
        set_scope(db.session(), 1)
        take_in(software(*({"raw_name": name} for name in NAMES)))
        return {row.raw_name: row.id for row in db.session.scalars(select(Application))}


def words(cell):
    return " ".join(cell.text.split())


def figure(text):
    return float(text.replace(",", "."))


def bounds(text):
    """Read « 12 » or « 0 à 160 »."""
    found = [figure(each) for each in re.findall(NUMBER, text)]
    return found[0], found[-1]


def test_every_score_can_be_done_again_by_hand_from_the_page(visit, numbers):
    done = 0
    for number in numbers.values():
        for details in visit(f"/logiciels/{number}").select("main details:has(caption)"):
            rows = [[words(cell) for cell in row.select("th, td")] for row in details.select("tbody tr")]
            weights = [int(row[1]) for row in rows]
            for end in (0, 1):
                points = [bounds(row[2])[end] for row in rows]
                products = [bounds(row[3])[end] for row in rows]
                assert products == [weight * each for weight, each in zip(weights, points, strict=True)]
                shown = bounds(words(details.summary).removesuffix("sur 100"))[end]
                assert shown == pytest.approx(sum(products) / sum(weights), abs=0.0501)
                done += 1
    assert done == len(NAMES) * 3 * 2


def test_the_level_is_said_in_words_with_what_sets_it(visit, numbers):
    page = visit(f"/logiciels/{numbers['Microsoft Office 2016']}")
    heading = page.find(id="continuity")
    assert words(heading) == "Continuité : risque très fort (4 sur 4)"
    assert words(heading.find_next("p")).startswith("Niveau fixé par « Fin du support » : Plus de correctif")


def test_what_nobody_knows_is_said_and_never_counts_as_good(visit, numbers):
    page = visit(f"/logiciels/{numbers['Outil maison']}")
    assert words(page.find(id="jurisdiction")) == "Juridiction : non évalué"
    assert "5 réponses manquent" in words(page.find(id="jurisdiction").find_next("p"))
    free = visit(f"/logiciels/{numbers['LibreOffice']}").find(id="jurisdiction")
    assert words(free) == "Juridiction : aucun risque relevé (0 sur 4), sous réserve"


def test_an_answer_is_given_shown_with_its_author_and_taken_back(visit, numbers):
    number = numbers["Outil maison"]
    address = f"/logiciels/{number}/dependance/without-network"
    visit(address, value="no", evidence="Essai du 3 mars", status=302)
    page = visit(f"/logiciels/{number}")
    assert words(page.find(id="continuity")) == "Continuité : au moins risque fort (3 sur 4)"
    assert "Essai du 3 mars réponse de la collectivité (Service informatique)" in words(page.main)
    visit(address, value="", status=302)
    assert words(visit(f"/logiciels/{number}").find(id="continuity")) == "Continuité : non évalué"


def test_a_test_of_the_export_asks_its_date(visit, numbers):
    address = f"/logiciels/{numbers['Outil maison']}/dependance/export-tested"
    page = visit(address, value="tested", status=422)
    assert "Donnez la date de l’essai" in page.select_one("#dated_on-error").text
    assert page.select("option[value=aged]") == []
    visit(address, value="tested", dated_on="03/2026", status=302)


def test_the_second_of_two_who_answer_sees_what_the_first_said(visit, numbers, signed_in):
    address = f"/logiciels/{numbers['Outil maison']}/dependance/notice"
    visit(address, value="short", evidence="Le premier", status=302)
    first, second = (fields_of(signed_in.get(address).text) for _ in range(2))
    assert signed_in.post(address, data=first | {"evidence": "Le deuxième"}).status_code == 302
    refused = signed_in.post(address, data=second | {"evidence": "Le troisième"})
    assert refused.status_code == 422
    assert "Le deuxième" in checked(refused.text).find("caption", string="Les deux versions").parent.text


def settings_of(app):
    with app.app_context():
        set_scope(db.session(), 1)
        return [(row.criterion, row.weight) for row in db.session.scalars(select(DependencySetting))]


def test_a_weight_is_kept_only_after_its_effect_was_shown(app, signed_in, numbers):
    address = "/logiciels/risques/reglages/controller-law"
    sent = fields_of(signed_in.get(address).text) | {"level_outside": "4", "reason": "Choix du conseil"}
    shown = checked(signed_in.post(address, data=sent).text)
    notice = words(shown.select_one(".notice"))
    assert "2 logiciels changent de niveau sur 4" in notice
    assert "Exchange Online, Microsoft Office 2016" in notice
    assert settings_of(app) == []
    changed = fields_of(str(shown)) | {"weight": "9"}
    again = checked(signed_in.post(address, data=changed).text)
    assert settings_of(app) == []
    assert signed_in.post(address, data=fields_of(str(again))).status_code == 302
    assert settings_of(app) == [("controller-law", 9)]
    listed = words(checked(signed_in.get("/logiciels/risques/reglages").text).main)
    assert "réglé ici : Choix du conseil" in listed


def test_the_second_of_two_who_weigh_sees_what_the_first_kept(app, signed_in, numbers):
    address = "/logiciels/risques/reglages/notice"
    first = fields_of(signed_in.get(address).text) | {"weight": "5", "reason": "Le premier"}
    second = first | {"weight": "7", "level_long": "4", "reason": "Le second"}
    shown = [fields_of(signed_in.post(address, data=sent).text) for sent in (first, second)]
    assert signed_in.post(address, data=shown[0]).status_code == 302
    refused = checked(signed_in.post(address, data=shown[1]).text)
    told = words(refused.find("caption", string="Les deux versions").parent)
    assert "Poids 5 7" in told
    assert "Niveaux changés aucun" in told
    assert signed_in.post(address, data=fields_of(str(refused))).status_code == 302
    assert settings_of(app) == [("notice", 7)]


def test_a_criterion_set_aside_is_still_shown(visit, numbers):
    address = "/logiciels/risques/reglages/support-end"
    page = visit(address, weight="0", reason="Suivi ailleurs")
    assert "Effet, avant d’enregistrer" in page.main.text
    visit(address, weight="0", reason="Suivi ailleurs", seen=page.select_one("[name=seen]")["value"], status=302)
    page = visit(f"/logiciels/{numbers['Microsoft Office 2016']}")
    assert "critère écarté par la collectivité" in words(page.main)
    assert "très fort" not in words(page.find(id="continuity"))


def test_a_weight_out_of_bounds_or_without_a_reason_is_refused(visit):
    page = visit("/logiciels/risques/reglages/notice", weight="11", reason="", status=422)
    assert "Le poids va de 0 à 10." in page.main.text
    assert "Dites pourquoi" in page.main.text
    visit("/logiciels/risques/reglages/inconnu", status=404)


@pytest.mark.parametrize("wanted", [Role.READER, Role.CONTRIBUTOR, Role.MANAGER])
def test_only_an_administrator_weighs_the_criteria(app, numbers, wanted):
    browser = browser_of(app, add_member(app, wanted))
    assert browser.get("/logiciels/risques/reglages/notice").status_code == 403
    assert "/reglages/notice" not in browser.get("/logiciels/risques/reglages").text


def test_the_list_sorts_filters_and_goes_out(visit, numbers, signed_in):
    def names(address):
        return [words(each.a) for each in visit(address).select("tbody tr th")]

    assert names("/logiciels/risques") == sorted(NAMES, key=str.casefold)
    assert names("/logiciels/risques?continuity=4") == ["Microsoft Office 2016"]
    assert names("/logiciels/risques?tri=-jurisdiction")[0] == "Exchange Online"
    file = signed_in.get("/logiciels/risques/export.csv?continuity=4").data.decode("utf-8-sig").splitlines()
    assert len(file) == 2
    assert "Microsoft Office 2016" in file[1]


def test_an_empty_inventory_says_what_to_do(visit):
    assert "importez un tableur" in visit("/logiciels/risques").select_one(".empty").text


def test_no_page_adds_the_risks_up_nor_accuses(visit, numbers):
    for address in (
        f"/logiciels/{numbers['Exchange Online']}",
        "/logiciels/risques",
        "/logiciels/risques/reglages",
    ):
        text = words(visit(address).main).lower()
        assert not re.search(r"illégal|score global|note globale|total général", text)
