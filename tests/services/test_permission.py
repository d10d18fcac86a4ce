"""What a contributor may change: the facts of their own department, and not what a row is known by."""

import pytest

from inventaire.domain.errors import Forbidden
from inventaire.domain.vocabulary import DeviceCategory, Role
from inventaire.models import Application, Department, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services.application import update_application
from inventaire.services.device import create_device, get_device, update_device
from inventaire.services.permission import may_edit

MINE, THEIRS = 1, 2


@pytest.fixture
def rows(town):
    """Give a device and an application of each of two departments, and one of none: (mine, theirs, nobody's)."""
    for name in ("État civil", "Finances"):
        db.session.add(Department(name=name))
    db.session.commit()
    places = (MINE, THEIRS, None)
    devices = [create_device({"category": DeviceCategory.LAPTOP, "department_id": place}).id for place in places]
    applications = [Application(raw_name=f"Outil {place}", outcome="free", department_id=place) for place in places]
    db.session.add_all(applications)
    db.session.commit()
    kept = [application.id for application in applications]
    return {update_device: devices, update_application: kept}


def act_as(role, department=None):
    db.session().info[ACTOR] = Actor("Quelqu’un", 1, role, department)


UPDATES = pytest.mark.parametrize("update", [update_device, update_application], ids=["device", "application"])


@UPDATES
def test_a_contributor_edits_the_rows_of_their_department_alone(rows, update):
    act_as(Role.CONTRIBUTOR, MINE)
    mine, theirs, nobodys = rows[update]
    assert update(mine, 1, {"comment": "À l’accueil"}).comment == "À l’accueil"
    for other in (theirs, nobodys):
        with pytest.raises(Forbidden):
            update(other, 1, {"comment": "Pris"})
        db.session.expire_all()


@UPDATES
@pytest.mark.parametrize("department", [THEIRS, None])
def test_a_contributor_hands_no_row_to_another_department(rows, update, department):
    act_as(Role.CONTRIBUTOR, MINE)
    with pytest.raises(Forbidden):
        update(rows[update][0], 1, {"department_id": department})


@pytest.mark.parametrize("field", ["serial", "uuid", "inventory_number", "ledger_number"])
def test_a_contributor_leaves_what_a_machine_is_known_by(rows, field):
    act_as(Role.CONTRIBUTOR, MINE)
    with pytest.raises(Forbidden):
        update_device(rows[update_device][0], 1, {field: "ABC123"})
    db.session.expire_all()
    assert getattr(get_device(rows[update_device][0]), field) is None


@UPDATES
def test_a_contributor_without_a_department_edits_nothing(rows, update):
    act_as(Role.CONTRIBUTOR)
    for row in rows[update]:
        with pytest.raises(Forbidden):
            update(row, 1, {"comment": "Pris"})


@UPDATES
@pytest.mark.parametrize("role", [Role.READER, None])
def test_a_reader_or_somebody_without_a_role_edits_nothing(rows, update, role):
    act_as(role, MINE)
    for row in rows[update]:
        with pytest.raises(Forbidden):
            update(row, 1, {"comment": "Pris"})


@UPDATES
@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_a_manager_and_an_administrator_edit_every_row(rows, update, role):
    act_as(role)
    for row in rows[update]:
        assert update(row, 1, {"department_id": THEIRS}).department_id == THEIRS


def test_nobody_edits_nothing(rows):
    db.session().info.pop(ACTOR)
    assert not may_edit(get_device(rows[update_device][0]))
