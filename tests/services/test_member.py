"""Members: their rights change under the rules, and an administrator always stays."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Department, Membership, Organisation, SignIn, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services import member as members
from inventaire.services.organisation import current_organisation
from inventaire.services.session import open_session
from tests.members import add_member

ADMINISTRATOR = 1  # the first member, of every test
LAST = "un administrateur actif"
ACTS = {
    "role": lambda member, version: members.change_role(member, version, Role.READER, None),
    "disable": members.disable_member,
    "remove": members.remove_member,
}
EVERY_ACT = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


def act_as(email, role=Role.ADMINISTRATOR):
    found = members.member_named(email)
    db.session().info[ACTOR] = Actor(found.name, found.account_id, role)


@pytest.fixture
def second(town):
    """The address of a second administrator, who acts."""
    email = add_member(town, Role.ADMINISTRATOR, "second")
    act_as(email)
    return email


@pytest.fixture
def other_town(town):
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    return 2


@EVERY_ACT
def test_the_last_administrator_stays(town, act):
    with pytest.raises(Conflict, match=LAST):
        act(ADMINISTRATOR, 1)
    kept = members.get_member(ADMINISTRATOR)
    assert (kept.role, kept.active, kept.version) == (Role.ADMINISTRATOR, True, 1)


@EVERY_ACT
def test_a_disabled_administrator_does_not_count(town, second, act):
    act_as("dsi@valbrume.example")
    members.disable_member(members.member_named(second).id, 1)
    db.session().info[ACTOR] = Actor("ligne de commande")
    with pytest.raises(Conflict, match=LAST):
        act(ADMINISTRATOR, 1)


@EVERY_ACT
def test_one_of_two_administrators_may_go(second, act):
    act(ADMINISTRATOR, 1)
    left = [row.email for row in members.list_members() if row.role is Role.ADMINISTRATOR and row.active]
    assert left == [second]


@EVERY_ACT
def test_nobody_changes_their_own_rights(second, act):
    with pytest.raises(Forbidden):
        act(members.member_named(second).id, 1)


@EVERY_ACT
def test_who_is_no_longer_administrator_changes_nobody(town, second, act):
    db.session.scalars(select(Membership).where(Membership.id == 2)).one().role = Role.MANAGER
    db.session.commit()
    with pytest.raises(Forbidden):
        act(ADMINISTRATOR, 1)
    with pytest.raises(Forbidden):
        accounts.invite(current_organisation(), Role.ADMINISTRATOR)


@EVERY_ACT
def test_a_version_that_has_moved_on_is_refused_with_what_is_there(town, second, act):
    reader = members.member_named(add_member(town, Role.READER))
    act_as(second)
    with pytest.raises(Conflict, match="Quelqu’un a modifié ce membre"):
        act(reader.id, 7)
    assert members.get_member(reader.id).role is Role.READER


@EVERY_ACT
def test_the_sessions_of_who_is_changed_end_and_no_others(town, second, act):
    for email in ("dsi@valbrume.example", second):
        open_session(db.session.scalars(select(Account).where(Account.email == email)).one())
    act_as(second)
    act(ADMINISTRATOR, 1)
    assert [sign_in.account_id for sign_in in db.session.scalars(select(SignIn))] == [2]


def test_two_administrators_who_demote_each_other_leave_one(town, second):
    together, told = Barrier(2), []

    def demote(actor, member):
        with town.app_context():
            set_scope(db.session(), 1)
            db.session().info[ACTOR] = Actor("x", actor, Role.ADMINISTRATOR)
            together.wait()
            try:
                members.change_role(member, 1, Role.READER, None)
            except Refusal as refusal:
                told.append(type(refusal))

    pair = [Thread(target=demote, args=each) for each in ((1, 2), (2, 1))]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    db.session.rollback()
    assert told == [Forbidden]
    assert [row.role for row in members.list_members()].count(Role.ADMINISTRATOR) == 1


def test_a_contributor_has_a_department_of_the_organisation(town, other_town):
    with acting_as(db.session(), organisation_id=other_town):
        db.session.add(Department(id=9, name="Ailleurs"))
        db.session.commit()
    reader = members.member_named(add_member(town, Role.READER))
    for department in (None, 9, 99):
        with pytest.raises(Refusal, match="service"):
            members.change_role(reader.id, 1, Role.CONTRIBUTOR, department)
        with pytest.raises(Refusal, match="service"):
            accounts.invite(current_organisation(), Role.CONTRIBUTOR, department)


def test_who_no_longer_contributes_leaves_their_department(town):
    found = members.member_named(add_member(town, Role.CONTRIBUTOR, department="État civil"))
    assert found.department == "État civil"
    members.change_role(found.id, 1, Role.READER, found.department_id)
    assert members.get_member(found.id).department is None


def test_a_disabled_member_comes_back(town):
    found = members.member_named(add_member(town, Role.READER))
    assert members.disable_member(found.id, 1) is members.Fate.DISABLED
    assert not members.get_member(found.id).active
    assert members.enable_member(found.id, 1) is members.Fate.ENABLED
    assert members.get_member(found.id).active


def test_disabling_who_serves_another_town_only_takes_them_away(town, other_town):
    email = add_member(town, Role.READER)
    add_member(town, Role.READER, organisation=other_town)
    set_scope(db.session(), 1)
    found = members.member_named(email)
    assert members.belongs_elsewhere(found.account_id)
    assert members.disable_member(found.id, 1) is members.Fate.REMOVED
    with pytest.raises(NotFound):
        members.member_named(email)
    set_scope(db.session(), other_town)
    assert members.member_named(email).active


def test_the_members_of_another_town_are_not_there(town, other_town):
    email = add_member(town, Role.READER, organisation=other_town)
    set_scope(db.session(), other_town)
    theirs = members.member_named(email).id
    set_scope(db.session(), 1)
    db.session().info[ACTOR] = Actor("x")
    assert [row.id for row in members.list_members()] == [ADMINISTRATOR]
    for act in ACTS.values():
        with pytest.raises(NotFound):
            act(theirs, 1)


def test_somebody_sees_the_members_of_the_town_they_work_for_alone(town, other_town):
    add_member(town, Role.READER, "dsi", organisation=other_town)
    set_scope(db.session(), 1, account_id=1)
    assert [row.id for row in members.list_members()] == [ADMINISTRATOR]
