"""Who is signed in where: sessions kept by the service, which die at once, and the caller of each request."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, delete, func, select

from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Membership, Organisation, SignIn, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import set_scope
from inventaire.services.account import hash_of
from inventaire.services.database import writing
from inventaire.services.security_log import note

CONFIRMED_FOR = timedelta(minutes=10)
NOTED = timedelta(minutes=1)  # how exactly the last visit is known: not one write a page
NOT_YOURS = "Vous n’êtes pas membre de cette collectivité\u00a0: demandez un lien à son administrateur."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, and what they are in the organisation they work for now."""

    account: Account
    organisation: Organisation
    role: Role
    department_id: int | None
    sign_in: SignIn
    has_others: bool


def open_session(account: Account, address: str = "", browser: str = "") -> str | None:
    """Sign an account in for its first organisation; give the token of its browser, None when it belongs to none."""
    with writing():
        return add_session(account, address, browser)


def add_session(account: Account, address: str, browser: str, *, second_factor: bool = False) -> str | None:
    """Do so inside a transaction, which also holds what the session is opened with."""
    session = db.session()
    set_scope(session, 0, account_id=account.id)
    membership = session.scalar(
        select(Membership).where(Membership.account_id == account.id).order_by(Membership.id).limit(1)
    )
    if membership is None:
        return None
    set_scope(session, membership.organisation_id)
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=hash_of(token),
            account_id=account.id,
            membership_id=membership.id,
            second_factor=second_factor,
            address=address[:45],
            browser=browser[:200],
        )
    )
    return token


def person_of(token: str) -> Person | None:
    """Give who a token stands for, and hold this database session to them; None once it has died."""
    session = db.session()
    row = session.execute(
        select(SignIn, Account)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == hash_of(token), Account.active.is_(True), *_alive())
    ).first()
    if row is None:
        return None
    sign_in, account = row
    set_scope(session, 0, account_id=account.id)
    theirs = select(func.count(Membership.id)).where(Membership.account_id == account.id).scalar_subquery()
    membership, organisation, count = session.execute(
        select(Membership, Organisation, theirs)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.id == sign_in.membership_id)
    ).one()
    if now() - sign_in.seen_at > NOTED:
        _note_visit(sign_in)
    set_scope(session, organisation.id)
    session.info[ACTOR] = Actor(account.name, account.id, membership.role, membership.department_id)
    return Person(account, organisation, membership.role, membership.department_id, sign_in, count > 1)


def memberships_of(account: Account) -> list[tuple[Membership, Organisation]]:
    """List where an account is a member, by name."""
    rows = db.session.execute(
        select(Membership, Organisation)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.account_id == account.id)
        .order_by(Organisation.name)
    )
    return [(membership, organisation) for membership, organisation in rows]


def switch_session(token: str, membership_id: int) -> str:
    """Let a browser work for another organisation of its account; give its new token, the former one dies.

    Raises NotFound for the membership of somebody else.
    """
    new = secrets.token_urlsafe(32)
    with writing() as session:
        sign_in = session.scalars(select(SignIn).where(SignIn.token_hash == hash_of(token))).one()
        mine = select(Membership.id).where(Membership.account_id == sign_in.account_id)
        if session.scalar(mine.where(Membership.id == membership_id)) is None:
            raise NotFound(NOT_YOURS)
        sign_in.token_hash, sign_in.membership_id = hash_of(new), membership_id
    return new


def close_session(token: str) -> None:
    """Sign one browser out."""
    with writing() as session:
        session.execute(delete(SignIn).where(SignIn.token_hash == hash_of(token)))


def list_sessions(person: Person) -> list[SignIn]:
    """List the browsers where a person is still signed in, the latest seen first."""
    mine = select(SignIn).where(SignIn.account_id == person.account.id, *_alive())
    return list(db.session.scalars(mine.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))


def close_one_session(person: Person, sign_in_id: int) -> None:
    """Sign a person out of one of their browsers. Raises NotFound when it is not theirs."""
    with writing() as session:
        mine = (SignIn.id == sign_in_id, SignIn.account_id == person.account.id)
        if not session.scalar(select(SignIn.id).where(*mine)):
            raise NotFound("Cette session est déjà fermée.")
        session.execute(delete(SignIn).where(*mine))
    note("session_closed")


def close_other_sessions(person: Person) -> None:
    """Sign a person out of every browser but the present one."""
    with writing():
        close_sessions(person.account, but=person.sign_in)
    note("sessions_closed")


def close_sessions(account: Account, but: SignIn | None = None) -> None:
    """Sign an account out of every browser, save one; inside the transaction that calls for it."""
    others = SignIn.id != (but.id if but else 0)
    db.session.execute(delete(SignIn).where(SignIn.account_id == account.id, others))


def close_sessions_of_membership(membership: Membership) -> None:
    """Sign out whoever works under a membership; inside the transaction that changes it."""
    db.session.execute(delete(SignIn).where(SignIn.membership_id == membership.id))


def is_confirmed(person: Person) -> bool:
    """Say whether a person proved who they are a moment ago, as sensitive pages ask."""
    return now() - person.sign_in.confirmed_at < CONFIRMED_FOR


def renew(sign_in: SignIn) -> str:
    """Give a browser a new token once its person proved again who they are, inside a transaction.

    The former token dies.
    """
    token = secrets.token_urlsafe(32)
    sign_in.token_hash, sign_in.confirmed_at = hash_of(token), now()
    return token


def _alive() -> tuple[ColumnElement[bool], ...]:
    """Say which sessions have neither been left idle nor lasted too long."""
    idle, longest = current_app.config["SESSION_IDLE"], current_app.config["SESSION_LONGEST"]
    return SignIn.seen_at > now() - idle, SignIn.created_at > now() - longest


def _note_visit(sign_in: SignIn) -> None:
    with writing():
        sign_in.seen_at = now()
