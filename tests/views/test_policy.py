"""The policies of renewal: copied, changed, compared, taken away."""

import pytest
from sqlalchemy import select

from inventaire.domain.vocabulary import Role
from inventaire.models import AuditLine, FleetPolicy, db
from inventaire.models.scope import set_scope

LIST = "/materiels/prospective/politiques"
NEW = f"{LIST}/nouvelle"
OURS = {"name": "La nôtre", "age_computers": "7", "hours_network": "8,5", "refurbished": "12,5"}


@pytest.fixture
def ours(visit):
    visit(f"{NEW}?depart=garder-a-8", status=302, **OURS)
    return f"{LIST}/1/modifier"


def kept(app):
    with app.app_context():
        set_scope(db.session(), 1)
        return db.session.scalars(select(FleetPolicy)).one_or_none()


def test_a_first_visit_offers_the_six_policies_of_the_catalogue(visit):
    names = [row.th.text for row in visit(LIST).select("tbody tr")]
    assert len(names) == 6
    assert all("catalogue" in name for name in names)


def test_a_policy_is_copied_with_its_levers_then_kept_and_compared_with_its_model(app, visit):
    form = visit(f"{NEW}?depart=garder-a-8")
    assert form.select_one("#age_computers")["value"] == "8"
    answer = visit(f"{NEW}?depart=garder-a-8", status=302, **OURS)
    assert answer.location == "/materiels/prospective?a=garder-a-8&b=p1"
    row = kept(app)
    assert (row.ages, row.hours, row.refurbished) == ({"computers": 7, "screens": 8}, {"network": 8.5}, 12.5)
    assert "Aucun matériel en service à projeter" in visit(answer.location).main.text


def test_a_policy_is_changed_and_its_trace_speaks_french(app, visit, ours):
    visit(ours, status=302, age_computers="9", per_agent="1,2", years="3")
    assert kept(app).ages["computers"] == 9
    told = visit("/administration/trace?sujet=fleet_policy").main.text
    assert "Politique de renouvellement" in told
    assert "Ordinateurs" in told
    assert "computers" not in told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": ""}, "Donnez un nom à cette politique."),
        ({"name": "n" * 300}, "Écrivez 80 signes au plus."),
        ({"age_computers": "0"}, "Donnez de 1 à 30 ans."),
        ({"age_computers": "-3"}, "Le nombre doit être compris entre"),
        ({"age_screens": "cinq"}, "n’est pas un nombre"),
        ({"hours_network": "25"}, "Donnez de 0 à 24 heures."),
        ({"refurbished": "101"}, "La part va de 0 à 100."),
        ({"refurbished": ""}, "Donnez une part, 0 s’il n’y en a pas."),
        ({"per_agent": "1000"}, "Donnez de 0 à 100 terminaux par agent."),
        ({"years": "11"}, "Donnez de 1 à 10 ans."),
        ({"systems": "magie"}, "Choisissez dans la liste."),
    ],
)
def test_a_lever_out_of_reach_is_refused_with_how_to_mend_it(app, visit, values, told):
    page = visit(f"{NEW}?depart=garder-a-8", status=422, **OURS | values)
    assert told in page.main.text or told.replace("’", "'") in page.main.text, page.main.text
    assert kept(app) is None


def test_two_policies_cannot_bear_one_name(visit, ours):
    page = visit(f"{NEW}?depart=remplacer-a-5", status=422, **OURS)
    assert "donnez-lui un autre nom" in page.main.text


def test_a_policy_changed_in_another_tab_is_not_overwritten(visit, signed_in, ours):
    seen = visit(ours).select_one("input[name=version]")["value"]
    visit(ours, status=302, age_computers="10")
    page = visit(ours, status=422, age_computers="12", version=seen)
    assert "Quelqu’un a modifié cette politique entre-temps" in page.main.text
    assert "Ordinateurs" in page.main.text


def test_a_policy_is_taken_away_after_a_question(app, visit, ours):
    page = visit(f"{LIST}/1/supprimer")
    assert "«\u00a0La nôtre\u00a0»" in page.main.text
    visit(f"{LIST}/1/supprimer", status=302, csrf_token=page.select_one("input[name=csrf_token]")["value"])
    assert kept(app) is None
    with app.app_context():
        set_scope(db.session(), 1)
        lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "fleet_policy").order_by(AuditLine.id))
        assert [line.action for line in lines] == ["created", "deleted"]
    visit(f"{LIST}/1/modifier", status=404)


def test_a_reader_compares_and_changes_nothing(app, signed_in, ours, role):
    role(Role.READER)
    assert signed_in.get("/materiels/prospective").status_code == 200
    assert "Modifier" not in signed_in.get(LIST).text
    assert signed_in.get(NEW).status_code == 403
    assert signed_in.get(ours).status_code == 403
