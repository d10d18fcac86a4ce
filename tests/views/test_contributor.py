"""A head of service at work: their own machines and software, and only reading elsewhere."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import Application, Department, Device, db
from inventaire.models.scope import set_scope
from tests.conftest import checked, fields_of
from tests.members import add_member, browser_of

MINE, THEIRS = 1, 2


@pytest.fixture
def contributor(app):
    """A browser of the head of État civil, which has a machine and a program; Finances has the others."""
    with app.app_context():
        set_scope(db.session(), 1)
        for name in ("État civil", "Finances"):
            db.session.add(Department(name=name))
        db.session.flush()
        for place in (MINE, THEIRS):
            db.session.add(Device(category=DeviceCategory.LAPTOP, name=f"PC-{place}", department_id=place))
            db.session.add(Application(raw_name=f"Outil {place}", outcome="free", department_id=place))
        db.session.commit()
    return browser_of(app, add_member(app, Role.CONTRIBUTOR, department="État civil"))


def row(app, model, found):
    with app.app_context():
        set_scope(db.session(), 1)
        return db.session.query(model).filter_by(id=found).one()


LISTS = pytest.mark.parametrize(("place", "model"), [("/materiels", Device), ("/logiciels", Application)])


@LISTS
def test_a_contributor_saves_a_fact_of_their_own_department(app, contributor, place, model):
    address = f"{place}/{MINE}/modifier"
    sent = fields_of(contributor.get(address).text) | {"comment": "À l’accueil"}
    assert contributor.post(address, data=sent).status_code == 302
    assert row(app, model, MINE).comment == "À l’accueil"


@LISTS
def test_a_contributor_reads_another_department_and_cannot_edit_it(app, contributor, place, model):
    own = fields_of(contributor.get(f"{place}/{MINE}/modifier").text)
    assert contributor.get(f"{place}/{THEIRS}").status_code == 200
    refused = contributor.get(f"{place}/{THEIRS}/modifier")
    assert (refused.status_code, "votre service" in checked(refused.text).main.text) == (403, True)
    assert contributor.post(f"{place}/{THEIRS}/modifier", data=own | {"comment": "Pris"}).status_code == 403
    assert row(app, model, THEIRS).comment is None


@LISTS
def test_the_button_is_there_only_where_it_opens(contributor, place, model):
    shown = {number: "/modifier" in contributor.get(f"{place}/{number}").text for number in (MINE, THEIRS)}
    assert shown == {MINE: True, THEIRS: False}


@LISTS
def test_what_is_not_a_contributors_to_set_is_not_asked_and_not_taken(app, contributor, place, model):
    address = f"{place}/{MINE}/modifier"
    held = {"department_id": str(THEIRS), "serial": "ABC123", "inventory_number": "1", "ledger_number": "2"}
    sent = fields_of(contributor.get(address).text)
    assert not held.keys() & sent.keys()
    held |= {"uuid": "3", "tool": "4"}
    assert contributor.post(address, data=sent | held).status_code == 302
    found = row(app, model, MINE)
    assert found.department_id == MINE
    assert not set(held.values()) & {getattr(found, field, None) for field in held}


def test_a_contributor_is_not_offered_what_asks_more(contributor):
    assert "/materiels/nouveau" not in contributor.get("/materiels").text
    assert contributor.get("/materiels/nouveau").status_code == 403
    assert contributor.get("/administration").status_code == 403


def test_a_reader_sees_no_button_to_edit(app, contributor):
    reader = browser_of(app, add_member(app, Role.READER))
    assert "/modifier" not in reader.get(f"/materiels/{MINE}").text
