"""Accounts: the one-time link, the password, who may do what where."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.passwords import password_faults
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Department, Invitation, Membership, Organisation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import acting_as, scope_of, set_scope
from inventaire.services.database import writing
from inventaire.services.organisation import list_organisations
from inventaire.services.permission import refuse_unless_administrator
from inventaire.services.security_log import note

LINK_LIFETIME = timedelta(hours=1)
STALE_LINK = (
    "Ce lien n’est plus valable : il a déjà servi ou il a plus d’une heure. "
    "Demandez-en un autre à votre administrateur, ou relancez le service si vous installez le premier compte."
)
SOMEBODY_ELSES = "Ce lien a été fait pour une autre adresse : utilisez celle à laquelle il vous a été remis."
KNOWN = (
    "Cette adresse a déjà un compte : connectez-vous, puis rouvrez ce lien. Si vous n’êtes plus membre d’aucune "
    "collectivité, tapez ici le mot de passe de ce compte."
)
NO_DEPARTMENT = "Un contributeur modifie les fiches d’un service de la collectivité : choisissez lequel."


def first_link_token(organisation: Organisation) -> str | None:
    """Make the token of the link that creates the first administrator; None once there is one."""
    return None if db.session.scalar(_administrators(organisation)) else invite(organisation, Role.ADMINISTRATOR)


def without_administrator() -> list[Organisation]:
    """List the organisations of the installation that nobody can administer yet."""
    session, missing = db.session(), []
    for organisation in list_organisations():
        with acting_as(session, organisation_id=organisation.id):
            missing += [] if session.scalar(_administrators(organisation)) else [organisation]
    return missing


def invite(organisation: Organisation, role: Role, department_id: int | None = None, email: str | None = None) -> str:
    """Make the token of a one-time link; an earlier unused one is revoked.

    That one was for the same address or, where none is given, for the same role and department, for nobody in
    particular. Raises Refusal when a contributor has no department.
    """
    token, email = secrets.token_urlsafe(32), (email or "").strip().lower() or None
    with writing() as session:
        refuse_unless_administrator()
        held = held_department(role, department_id)
        same: tuple[Any, ...] = (Invitation.organisation_id == organisation.id, Invitation.email == email)
        if email is None:
            same += (Invitation.role == role, Invitation.department_id == held)
        for earlier in session.scalars(select(Invitation).where(*same, Invitation.used_at.is_(None))):
            session.delete(earlier)
        invitation = Invitation(token_hash=hash_of(token), role=role, department_id=held, email=email)
        invitation.organisation_id, invitation.expires_at = organisation.id, now() + LINK_LIFETIME
        session.add(invitation)
    note("link_made", link="invitation", role=role.value)
    return token


def held_department(role: Role, department_id: int | None) -> int | None:
    """Give the department that a role is held to; None unless it contributes.

    Raises Refusal when a contributor has no department of the organisation.
    """
    if role is not Role.CONTRIBUTOR:
        return None
    if db.session.scalar(select(Department.id).where(Department.id == department_id)) is None:
        raise Refusal(NO_DEPARTMENT)
    return department_id


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

    The account of somebody who is no longer a member anywhere, and so cannot sign in, serves again with its password.
    Raises Refusal with the faults of the password, or when the address is taken.
    """
    email = email.strip().lower()
    with using_invitation(token, email) as (session, invitation):
        session.info[ACTOR] = Actor("lien d’invitation")
        known = session.scalar(select(Account).where(Account.email == email))
        account = _back_again(known, password) if known else _new_account(name, email, password)
        make_member(account, invitation)
    return account


@contextmanager
def using_invitation(token: str, email: str) -> Iterator[tuple[Session, Invitation]]:
    """Open the transaction that uses a one-time link up, held to its organisation. Raises Refusal, NotFound."""
    with writing() as session:
        invitation = invitation_of(token)
        if invitation.email not in (None, email):
            raise Refusal(SOMEBODY_ELSES)
        set_scope(session, invitation.organisation_id)
        invitation = session.scalars(select(Invitation).where(Invitation.id == invitation.id)).one()
        yield session, invitation
        invitation.used_at = now()


def make_member(account: Account, invitation: Invitation) -> None:
    """Give an account the role that an invitation grants."""
    db.session.add(
        Membership(account_id=account.id, role=invitation.role, department_id=invitation.department_id),
    )


def _new_account(name: str, email: str, password: str) -> Account:
    organisation = db.session().get_one(Organisation, scope_of(db.session()))
    faults = password_faults(password, (name, email, organisation.name))
    if faults:
        raise Refusal(" ".join(faults))
    account = Account(email=email, name=name, password_hash=generate_password_hash(password))
    db.session.add(account)
    db.session.flush()
    return account


def _back_again(account: Account, password: str) -> Account:
    with acting_as(db.session(), account_id=account.id):
        member = db.session.scalar(select(Membership.id).where(Membership.account_id == account.id).limit(1))
    if member or not account.password_hash or not check_password_hash(account.password_hash, password):
        raise Refusal(KNOWN)
    account.active = True
    return account


def authenticate(email: str, password: str) -> Account | None:
    """Give the account of an address and its password; as slow whether the address is known or not."""
    account = db.session.scalar(select(Account).where(Account.email == email.strip().lower()))
    nobodys = _nobodys_hash()  # whoever asks: its making would tell the first unknown address
    kept = (account and account.password_hash) or nobodys
    good = check_password_hash(kept, password)
    return account if account and account.password_hash and account.active and good else None


def hash_of(token: str) -> str:
    """Give what is kept of a token, which is long and drawn at random: SHA-256 is enough for it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _administrators(organisation: Organisation) -> Select[int]:
    administrator = (Membership.organisation_id == organisation.id, Membership.role == Role.ADMINISTRATOR)
    return select(Membership.id).where(*administrator).limit(1)


@cache
def _nobodys_hash() -> str:
    return generate_password_hash(secrets.token_hex(16))
