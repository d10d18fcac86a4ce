"""The members of an organisation: listed, given a role, disabled, removed; an administrator always stays."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select, func, select

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.vocabulary import Role, Term
from inventaire.models import Account, Department, Membership, SignIn, db
from inventaire.models.scope import acting_as, scope_of
from inventaire.services.account import held_department
from inventaire.services.database import writing
from inventaire.services.permission import actor, refuse_unless_administrator
from inventaire.services.second_factor import ABSENT, is_on, remove
from inventaire.services.security_log import note
from inventaire.services.session import close_sessions, close_sessions_of_membership
from inventaire.services.staleness import refuse_if_stale

UNKNOWN = "Cette personne n’est pas membre de la collectivité."
OWN = "Personne ne change ses propres droits : demandez à un autre administrateur."
LAST = "La collectivité doit garder un administrateur actif : donnez d’abord ce rôle à quelqu’un d’autre."
SHARED = (
    "Ce compte sert aussi à une autre collectivité : seule la personne qui tient le serveur peut retirer son second "
    "facteur (inventaire utilisateur second-facteur)."
)
AGAIN = "Ce compte sert aussi à une autre collectivité : elle seule peut le réactiver."

WHOLE: dict[str, Any] = {"role": None, "department_id": None}  # what a stale page is told of a member it would change


class Fate(Term):
    """What became of a member, as it is told."""

    DISABLED = "disabled", "Compte désactivé : ses sessions sont fermées."
    ENABLED = "enabled", "Compte réactivé."
    WITHOUT_FACTOR = "without_factor", "Second facteur retiré : son mot de passe suffit, ses sessions sont fermées."
    REMOVED = "removed", "Membre retiré de la collectivité : ses sessions y sont fermées, son compte demeure."


def list_members() -> Sequence[Any]:
    """List the members by name, with what `get_member` gives of each."""
    return db.session.execute(_members().order_by(Account.name, Membership.id)).all()


def get_member(member_id: int) -> Any:
    """Give a member: id, version, role, department, account, second factor, last visit. Raises NotFound."""
    return _found(_members().where(Membership.id == member_id))


def member_named(email: str) -> Any:
    """Give the member who has an address. Raises NotFound."""
    return _found(_members().where(Account.email == email.strip().lower()))


def department_named(name: str | None) -> int | None:
    """Give the id of a department by its name. Raises Refusal, with those there are."""
    if name is None:
        return None
    known = dict(db.session.execute(select(Department.name, Department.id).order_by(Department.name)).all())
    if name not in known:
        raise Refusal(f"Aucun service « {name} » ; connus : {', '.join(known) or 'aucun'}.")
    return known[name]


def belongs_elsewhere(account_id: int) -> bool:
    """Say whether an account is also a member of another organisation."""
    with acting_as(db.session(), account_id=account_id):
        mine = select(func.count()).select_from(Membership).where(Membership.account_id == account_id)
        return (db.session.scalar(mine) or 0) > 1


def change_role(member_id: int, version: int, role: Role, department_id: int | None) -> None:
    """Give a member another role, or another department; their sessions end.

    Raises Conflict on a stale version and for the last administrator, Forbidden for oneself.
    """
    with writing(), _changing(member_id, version, role=role, department_id=department_id) as (membership, _):
        membership.role, membership.department_id = role, held_department(role, department_id)


def disable_member(member_id: int, version: int) -> Fate:
    """Close an account to its only organisation; one that serves another is only taken away from this one."""
    with writing() as session, _changing(member_id, version) as (membership, account):
        if belongs_elsewhere(account.id):
            session.delete(membership)
            return Fate.REMOVED
        account.active = False
    return Fate.DISABLED


def enable_member(member_id: int, version: int) -> Fate:
    """Open again an account that was disabled here."""
    with writing(), _changing(member_id, version) as (_, account):
        if belongs_elsewhere(account.id):
            raise Conflict(AGAIN)
        account.active = True
    return Fate.ENABLED


def remove_member(member_id: int, version: int) -> Fate:
    """Take a member away from the organisation; the account stays, for the history and to be invited again."""
    with writing() as session, _changing(member_id, version) as (membership, _):
        session.delete(membership)
    return Fate.REMOVED


def reset_second_factor(member_id: int, version: int, *, anywhere: bool = False) -> Fate:
    """Take a second factor that was lost away; an account of several organisations is not theirs alone to weaken.

    Only the keeper of the installation may then (`anywhere`). Raises Conflict where there is none, Forbidden.
    """
    with writing(), _changing(member_id, version) as (_, account):
        if belongs_elsewhere(account.id) and not anywhere:
            raise Forbidden(SHARED)
        if not is_on(account):
            raise Conflict(ABSENT)
        remove(account)
        close_sessions(account)
    note("second_factor_reset", subject_account_id=account.id)
    return Fate.WITHOUT_FACTOR


@contextmanager
def _changing(member_id: int, version: int, **values: Any) -> Iterator[tuple[Membership, Account]]:
    """Hold a change of somebody's rights to the rules: by an administrator, not one's own, one stays, sessions end."""
    session = db.session()
    refuse_unless_administrator()
    found = select(Membership, Account).join(Account, Account.id == Membership.account_id)
    row = session.execute(found.where(Membership.id == member_id, _here())).first()
    if row is None:
        raise NotFound(UNKNOWN)
    membership, account = row
    who = actor()
    if who and who.account_id == account.id:
        raise Forbidden(OWN)
    refuse_if_stale(membership, version, values or WHOLE, "ce membre")
    close_sessions_of_membership(membership)
    yield membership, account
    session.flush()
    if session.scalar(_active_administrators()) is None:
        raise Conflict(LAST)


def _active_administrators() -> Select[*tuple[Any, ...]]:
    members = select(Membership.id).join(Account, Account.id == Membership.account_id)
    return members.where(_here(), Membership.role == Role.ADMINISTRATOR, Account.active.is_(True)).limit(1)


def _members() -> Select[*tuple[Any, ...]]:
    seen = select(func.max(SignIn.seen_at)).where(SignIn.membership_id == Membership.id).scalar_subquery()
    return (
        select(
            Membership.id,
            Membership.version,
            Membership.role,
            Membership.department_id,
            Department.name.label("department"),
            Membership.account_id,
            Account.name,
            Account.email,
            Account.active,
            Account.totp_since,
            seen.label("seen_at"),
        )
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Department, Department.id == Membership.department_id)
        .where(_here())
    )


def _found(query: Select[*tuple[Any, ...]]) -> Any:
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def _here() -> Any:
    """Leave out the caller's own memberships elsewhere, which the scope lets them see."""
    return Membership.organisation_id == scope_of(db.session())
