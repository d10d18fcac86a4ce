"""Who is signed in where: sessions kept by the service, which die at once, and the caller of each request."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select

from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Membership, Organisation, SignIn, db
from inventaire.models.base import now
from inventaire.models.scope import set_scope
from inventaire.models.trace import ACTOR, Actor
from inventaire.services.account import hash_of
from inventaire.services.database import writing

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
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
    session = db.session()
    set_scope(session, 0, account_id=account.id)
    membership = session.scalar(
        select(Membership).where(Membership.account_id == account.id).order_by(Membership.id).limit(1)
    )
    if membership is None:
        return None
    set_scope(session, membership.organisation_id)
    token = secrets.token_urlsafe(32)
    with writing():
        session.add(
            SignIn(
                token_hash=hash_of(token),
                account_id=account.id,
                membership_id=membership.id,
                address=address[:45],
                browser=browser[:200],
            )
        )
    return token


def person_of(token: str) -> Person | None:
    """Give who a token stands for, and hold this database session to them; None once it has died."""
    session, moment = db.session(), now()
    row = session.execute(
        select(SignIn, Account)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == hash_of(token), Account.active.is_(True))
        .where(SignIn.seen_at > moment - IDLE, SignIn.created_at > moment - LONGEST)
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
    if moment - sign_in.seen_at > NOTED:
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


def close_sessions_of_membership(membership: Membership) -> None:
    """Sign a member out everywhere, in the transaction that changes what they may do."""
    db.session.execute(delete(SignIn).where(SignIn.membership_id == membership.id))


def _note_visit(sign_in: SignIn) -> None:
    with writing():
        sign_in.seen_at = now()
