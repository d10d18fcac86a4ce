"""Invitations that wait for somebody, and what their link opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Department, Invitation, Membership, Organisation, db
from inventaire.models.base import now
from inventaire.models.scope import acting_as, scope_of
from inventaire.services.account import invitation_of, make_member, using_invitation
from inventaire.services.database import writing
from inventaire.services.permission import refuse_unless_administrator

GONE = "Cette invitation n’attend plus personne : elle a servi, ou elle a été révoquée."
ALREADY = "Vous êtes déjà membre de cette collectivité : un administrateur peut changer votre rôle."


@dataclass(frozen=True, slots=True)
class Invited:
    """What a one-time link opens: which organisation, as what, for which address if it says so."""

    organisation: str
    role: Role
    email: str | None


def invited_by(token: str) -> Invited:
    """Tell what a one-time link opens. Raises NotFound once it is used or too old."""
    invitation = invitation_of(token)
    with acting_as(db.session(), organisation_id=invitation.organisation_id):
        organisation = db.session().get_one(Organisation, invitation.organisation_id)
    return Invited(organisation.name, invitation.role, invitation.email)


def join(token: str, account: Account) -> None:
    """Make an account that exists a member of the organisation that a one-time link opens. Raises Conflict."""
    with acting_as(db.session()), using_invitation(token, account.email) as (session, invitation):
        mine = select(Membership.id).where(Membership.account_id == account.id)
        if session.scalar(mine.where(Membership.organisation_id == invitation.organisation_id)):
            raise Conflict(ALREADY)
        make_member(account, invitation)


def list_invitations() -> Sequence[Any]:
    """List the invitations that still wait: id, role, department, address, until when."""
    return db.session.execute(
        select(
            Invitation.id,
            Invitation.role,
            Department.name.label("department"),
            Invitation.email,
            Invitation.expires_at,
        )
        .outerjoin(Department, Department.id == Invitation.department_id)
        .where(Invitation.organisation_id == scope_of(db.session()))
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now())
        .order_by(Invitation.expires_at)
    ).all()


def revoke_invitation(invitation_id: int) -> None:
    """Close a link before anybody used it. Raises NotFound."""
    with writing() as session:
        refuse_unless_administrator()
        here = Invitation.organisation_id == scope_of(session)
        found = session.scalar(
            select(Invitation).where(Invitation.id == invitation_id, here, Invitation.used_at.is_(None))
        )
        if found is None:
            raise NotFound(GONE)
        session.delete(found)
