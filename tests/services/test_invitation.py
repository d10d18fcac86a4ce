"""One-time links: for whom, once, for an hour; they make an account or bring one in."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Invitation, Membership, Organisation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import acting_as, set_scope
from inventaire.services import account as accounts
from inventaire.services import invitation as invitations
from inventaire.services import member as members
from inventaire.services.organisation import current_organisation
from tests.conftest import PASSWORD
from tests.members import add_member

ADMINISTRATOR = 1  # the first member, of every test


@pytest.fixture
def other_town(town):
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
        db.session.commit()
    return 2


def accept(token, email, password=PASSWORD):
    return accounts.accept_invitation(token, "Quelqu’un", email, password)


def test_an_invitation_for_an_address_serves_that_address_alone(town):
    token = accounts.invite(current_organisation(), Role.READER, email=" Elue@Valbrume.example ")
    with pytest.raises(Refusal, match="autre adresse"):
        accept(token, "autre@valbrume.example")
    assert accept(token, "elue@valbrume.example").email == "elue@valbrume.example"


def test_a_second_invitation_for_an_address_revokes_the_first_and_no_other(town):
    town_ = current_organisation()
    first, other, second = (
        accounts.invite(town_, role, email=email)
        for role, email in ((Role.READER, "a@b.example"), (Role.READER, "c@d.example"), (Role.MANAGER, "A@b.example"))
    )
    with pytest.raises(NotFound):
        accounts.invitation_of(first)
    assert accounts.invitation_of(other)
    assert accounts.invitation_of(second).role is Role.MANAGER


def test_a_revoked_invitation_opens_nothing(town):
    token = accounts.invite(current_organisation(), Role.READER)
    (waiting,) = invitations.list_invitations()
    invitations.revoke_invitation(waiting.id)
    assert invitations.list_invitations() == []
    with pytest.raises(NotFound):
        accept(token, "elue@valbrume.example")
    with pytest.raises(NotFound):
        invitations.revoke_invitation(waiting.id)


def test_an_invitation_of_another_town_cannot_be_revoked(town, other_town):
    accounts.invite(current_organisation(), Role.READER)
    (waiting,) = invitations.list_invitations()
    set_scope(db.session(), other_town)
    assert invitations.list_invitations() == []
    with pytest.raises(NotFound):
        invitations.revoke_invitation(waiting.id)


def test_a_member_who_was_removed_comes_back_with_their_account(town):
    found = members.member_named(add_member(town, Role.READER, password=PASSWORD))
    members.disable_member(found.id, 1)
    members.remove_member(found.id, 1)
    token = accounts.invite(current_organisation(), Role.MANAGER)
    with pytest.raises(Refusal, match="a déjà un compte"):
        accept(token, found.email, "une autre phrase que celle d’avant")
    assert accept(token, found.email).id == found.account_id
    again = members.member_named(found.email)
    assert (again.role, again.active) == (Role.MANAGER, True)


def test_an_account_joins_a_second_town_and_stays_in_the_first(town, other_town):
    set_scope(db.session(), other_town)
    token = accounts.invite(current_organisation(), Role.MANAGER)
    set_scope(db.session(), 1)
    account = db.session.get_one(Account, 1)
    db.session().info[ACTOR] = Actor(account.name, 1, Role.ADMINISTRATOR)
    assert invitations.invited_by(token) == invitations.Invited("Autre-Commune", Role.MANAGER, None)
    invitations.join(token, account)
    assert current_organisation().name == "Valbrume"
    set_scope(db.session(), 1, account_id=1)
    roles = dict(db.session.execute(select(Membership.organisation_id, Membership.role)).all())
    assert roles == {1: Role.ADMINISTRATOR, 2: Role.MANAGER}
    with pytest.raises(NotFound):
        invitations.join(token, account)


def test_a_member_cannot_join_their_own_town_again_nor_use_the_link_up(town):
    token = accounts.invite(current_organisation(), Role.READER)
    account = db.session.get_one(Account, 1)
    with pytest.raises(Conflict, match="déjà membre"):
        invitations.join(token, account)
    assert members.get_member(ADMINISTRATOR).role is Role.ADMINISTRATOR
    assert accounts.invitation_of(token).used_at is None


def test_only_the_hash_of_a_link_is_kept_and_an_hour_at_most(town):
    token = accounts.invite(current_organisation(), Role.READER)
    kept = db.session.scalars(select(Invitation)).all()[-1]
    assert token not in {str(value) for value in vars(kept).values()}
    assert (kept.expires_at - kept.created_at).total_seconds() <= 3_601
