"""Every write leaves its line, in the same transaction; a secret never does."""

import pytest
from flask import current_app
from sqlalchemy import func, select

from inventaire.domain.chain import digest
from inventaire.domain.errors import Conflict, Overtaken
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Role
from inventaire.models import Account, AuditLine, Invitation, Site, db
from inventaire.models.audit_line import ACTOR, Actor, line_of
from inventaire.models.scope import OutOfScope, set_scope
from inventaire.models.sealing import keep_lines
from inventaire.services import account as accounts
from inventaire.services.application import get_application, update_application
from inventaire.services.database import writing
from inventaire.services.device import create_device, get_device, update_device
from inventaire.services.history import history_of
from inventaire.services.organisation import current_organisation, update_organisation
from tests.conftest import PASSWORD
from tests.services.inventories import a_part, software, take_in


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def last_lines(count=1):
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(count)).all()
    return lines[::-1]


def count():
    return db.session.scalar(select(func.count()).select_from(AuditLine))


def test_a_new_machine_leaves_what_is_known_of_it():
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1"})
    (line,) = last_lines()
    assert (line.action, line.subject, line.subject_id, line.actor) == ("created", "device", device.id, "test")
    assert line.organisation_id == 1
    assert line.sides() == ({}, {"category": "laptop", "name": "PC-1", "quantity": 1, "status": "in_service"})


def test_a_personal_value_stands_beside_what_is_sealed():
    create_device({"category": DeviceCategory.LAPTOP, "name": "PC-DUPONT"})
    (line,) = last_lines()
    assert "name" not in line.after
    assert line.personal == {"after": {"name": "PC-DUPONT"}}
    assert line.personal_digest == digest(current_app.config["TRACE_KEY"], line.salt, line.personal)


def test_a_change_leaves_the_fields_that_changed_before_and_after():
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1"})
    update_device(device.id, 1, {"name": "PC-1", "status": DeviceStatus.IN_STOCK, "model": "5490"})
    (line,) = last_lines()
    assert (line.action, line.before, line.after) == (
        "changed",
        {"status": "in_service", "model": None},
        {"status": "in_stock", "model": "5490"},
    )


def test_saving_without_a_change_leaves_no_line_and_no_version():
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1"})
    before = count()
    update_device(device.id, 1, {"name": "PC-1"})
    assert (count(), get_device(device.id).version) == (before, 1)


def test_a_write_that_is_rolled_back_leaves_no_line():
    before = count()

    def fall_midway():
        with writing() as session:
            session.add(Site(name="Mairie"))
            session.flush()
            assert count() == before + 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fall_midway()
    assert count() == before
    assert db.session.scalar(select(func.count()).select_from(Site)) == 0


def test_an_application_and_the_organisation_leave_theirs():
    take_in(software({"raw_name": "Zoom Pro"}))
    update_application(get_application(1).id, 1, {"seats": 5})
    update_organisation(current_organisation().version, {"population": 8_300})
    application, organisation = last_lines(2)
    assert (application.subject, application.after) == ("application", {"seats": 5})
    assert (organisation.subject, organisation.before, organisation.after) == (
        "organisation",
        {"population": 8_200},
        {"population": 8_300},
    )


def test_the_first_lines_belong_to_the_organisation_that_they_make():
    lines = db.session.scalars(select(AuditLine).where(AuditLine.organisation_id.is_(None))).all()
    assert lines == []


def test_no_secret_is_ever_traced():
    token = accounts.invite(current_organisation(), Role.READER)
    accounts.accept_invitation(token, "Élue", "elue@valbrume.example", PASSWORD)
    account = db.session.scalars(select(Account).where(Account.email == "elue@valbrume.example")).one()
    secrets = {account.password_hash, token}
    secrets |= set(db.session.scalars(select(Invitation.token_hash)))
    told = " ".join(f"{line.sides()}" for line in db.session.scalars(select(AuditLine)))
    assert not [secret for secret in secrets if secret in told]
    made = db.session.scalars(
        select(AuditLine).where(AuditLine.subject == "account").order_by(AuditLine.id.desc())
    ).first()
    assert (made.actor, made.organisation_id, made.after["password_hash"]) == ("lien d’invitation", 1, "•••")


def test_an_invitation_its_use_and_its_replacement_are_traced():
    accounts.invite(current_organisation(), Role.READER)
    before = count()
    token = accounts.invite(current_organisation(), Role.READER)
    assert sorted(line.action for line in last_lines(count() - before)) == ["created", "deleted"]
    before = count()
    accounts.accept_invitation(token, "Élue", "elue@valbrume.example", PASSWORD)
    made = {(line.action, line.subject) for line in last_lines(count() - before)}
    assert made == {("created", "account"), ("created", "membership"), ("changed", "invitation")}


def test_the_actor_is_the_account_that_writes():
    db.session().info[ACTOR] = Actor("Service informatique", 1)
    create_device({"category": DeviceCategory.LAPTOP})
    (line,) = last_lines()
    assert (line.actor, line.account_id) == ("", 1)
    assert history_of("device", line.subject_id)[0].actor == "Service informatique"


def test_a_stale_save_is_refused_and_both_sides_are_told():
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1", "quantity": 1})
    update_device(device.id, 1, {"status": DeviceStatus.IN_STOCK, "model": None})
    before = count()
    with pytest.raises(Overtaken, match="ce matériel") as refusal:
        update_device(device.id, 1, {"status": DeviceStatus.LENT, "name": "PC-1", "model": "5490"})
    told = {each.field: (each.saved, each.entered, each.by) for each in refusal.value.differences}
    assert told == {"État": (DeviceStatus.IN_STOCK, DeviceStatus.LENT, "test")}  # the others nobody had touched
    assert refusal.value.seen == str(get_device(device.id).version)
    assert (get_device(device.id).status, count()) == (DeviceStatus.IN_STOCK, before)


def test_a_stale_save_names_the_place_that_the_row_now_has():
    device = create_device({"category": DeviceCategory.LAPTOP})
    with writing() as session:
        session.add(Site(name="École des Tilleuls"))
    place = db.session.scalars(select(Site.id)).one()
    update_device(device.id, 1, {"site_id": place})
    with pytest.raises(Overtaken) as refusal:
        update_device(device.id, 1, {"site_id": None})
    assert [each.saved for each in refusal.value.differences] == ["École des Tilleuls"]


def test_a_stale_save_of_an_application_or_of_the_organisation_is_refused():
    take_in(software({"raw_name": "Zoom Pro", "seats": 5, "yearly_cost_incl_eur": 1234.5}))
    with pytest.raises(Overtaken, match="ce logiciel") as refusal:
        update_application(1, 0, {"seats": 8})
    assert [(each.saved, each.entered) for each in refusal.value.differences] == [(5, 8)]
    with pytest.raises(Overtaken, match="ne contredit votre saisie") as refusal:
        update_organisation(99, {"population": 8_200})
    assert refusal.value.differences == []


def test_a_place_that_two_people_change_is_told_by_its_name():
    take_in(a_part({"name": "PC-1", "site": "Mairie"}, {"name": "PC-2", "site": "Crèche"}))
    with pytest.raises(Overtaken) as refusal:
        update_device(1, 0, {"site_id": 2})
    assert [(each.field, each.saved, each.entered) for each in refusal.value.differences] == [
        ("Site", "Mairie", "Crèche")
    ]


def test_each_difference_names_the_one_who_saved_that_field():
    device = create_device({"category": DeviceCategory.LAPTOP, "name": "PC-1"})
    update_device(device.id, 1, {"model": "5490"})
    db.session().info[ACTOR] = Actor("autre commande")
    update_device(device.id, 2, {"serial": "ABC123"})
    with pytest.raises(Overtaken) as refusal:
        update_device(device.id, 1, {"model": "5500", "serial": None})
    assert {each.field: each.by for each in refusal.value.differences} == {
        "Modèle": "test",
        "Numéro de série": "autre commande",
    }


def test_a_row_overtaken_between_its_reading_and_its_writing_is_refused():
    device = create_device({"category": DeviceCategory.LAPTOP})

    def overtaken():
        with writing() as session:
            mine = get_device(device.id)
            session.connection().exec_driver_sql("UPDATE device SET version = version + 1")
            mine.model = "5490"

    with pytest.raises(Conflict, match="recommencez"):
        overtaken()
    assert db.session().get_one(type(device), device.id).model is None


def test_a_line_belongs_to_somebody_and_none_is_nothing():
    before = count()
    keep_lines(db.session(), [])
    assert count() == before
    set_scope(db.session(), 0)
    with pytest.raises(OutOfScope):
        line_of(db.session(), "created", "device", 1)
