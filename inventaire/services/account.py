"""Accounts: the one-time link, the password, who may do what where."""

import hashlib
import secrets
from datetime import timedelta
from functools import cache

from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.passwords import password_faults
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Invitation, Membership, Organisation, db
from inventaire.models.base import now
from inventaire.models.scope import acting_as, set_scope
from inventaire.models.trace import ACTOR, Actor
from inventaire.services.database import writing

LINK_LIFETIME = timedelta(hours=1)
STALE_LINK = (
    "Ce lien n’est plus valable : il a déjà servi ou il a plus d’une heure. "
    "Relancez le service pour en obtenir un autre."
)


def first_link_token(organisation: Organisation) -> str | None:
    """Make the token of the link that creates the first administrator; None once there is one."""
    administrators = select(Membership).where(
        Membership.organisation_id == organisation.id, Membership.role == Role.ADMINISTRATOR
    )
    return None if db.session.scalar(administrators.limit(1)) else invite(organisation, Role.ADMINISTRATOR)


def invite(organisation: Organisation, role: Role) -> str:
    """Make the token of a one-time link; an earlier unused one of the same role is revoked."""
    token = secrets.token_urlsafe(32)
    with writing() as session:
        same = (Invitation.organisation_id == organisation.id, Invitation.role == role)
        for earlier in session.scalars(select(Invitation).where(*same, Invitation.used_at.is_(None))):
            session.delete(earlier)
        invitation = Invitation(token_hash=hash_of(token), role=role, expires_at=now() + LINK_LIFETIME)
        invitation.organisation_id = organisation.id
        session.add(invitation)
    return token


def list_accounts(organisation: Organisation) -> list[tuple[str, Role, bool]]:
    """List the accounts of an organisation: address, role, active."""
    rows = db.session.execute(
        select(Account.email, Membership.role, Account.active)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation.id)
        .order_by(Account.email)
    )
    return [(email, role, active) for email, role, active in rows]


def invitation_of(token: str) -> Invitation:
    """Find the invitation a link stands for. Raises NotFound once used or too old."""
    session, kept = db.session(), hash_of(token)
    with acting_as(session, token_hash=kept):
        found: Invitation | None = session.scalar(select(Invitation).where(Invitation.token_hash == kept))
    if found is None or found.used_at or found.expires_at < now():
        raise NotFound(STALE_LINK)
    return found


def accept_invitation(token: str, name: str, email: str, password: str) -> Account:
    """Make the account that a one-time link grants, and use the link up.

    Raises Refusal with the faults of the password, or when the address is taken.
    """
    email = email.strip().lower()
    with writing() as session:
        invitation = invitation_of(token)
        set_scope(session, invitation.organisation_id)
        organisation = session.get_one(Organisation, invitation.organisation_id)
        faults = password_faults(password, (name, email, organisation.name))
        if faults:
            raise Refusal(" ".join(faults))
        if session.scalar(select(Account).where(Account.email == email)):
            raise Refusal("Cette adresse a déjà un compte : connectez-vous avec elle.")
        account = Account(
            email=email,
            name=name,
            password_hash=generate_password_hash(password),
        )
        session.add(account)
        session.info[ACTOR] = Actor("lien d’invitation")
        session.flush()
        membership = Membership(account_id=account.id, role=invitation.role, department_id=invitation.department_id)
        session.add(membership)
        invitation.used_at = now()
    return account


def authenticate(email: str, password: str) -> Account | None:
    """Give the account of an address and its password; as slow whether the address is known or not."""
    account = db.session.scalar(select(Account).where(Account.email == email.strip().lower()))
    kept = (account and account.password_hash) or _nobodys_hash()
    good = check_password_hash(kept, password)
    return account if account and account.password_hash and account.active and good else None


def hash_of(token: str) -> str:
    """Give what is kept of a token, which is long and drawn at random: SHA-256 is enough for it."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _nobodys_hash() -> str:
    return generate_password_hash(secrets.token_hex(16))
