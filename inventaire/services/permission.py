"""What the caller may change: everything, the rows of one department, or nothing."""

from typing import Any, Protocol, TypeVar

from sqlalchemy import select

from inventaire.domain.errors import Forbidden
from inventaire.domain.rights import may_edit_row, withheld
from inventaire.domain.vocabulary import Role
from inventaire.models import Account, Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import scope_of

NOT_YOURS = "Cette fiche n’est pas celle de votre service\u00a0: vous pouvez la lire, pas la modifier."
NO_LONGER = "Vous n’êtes plus administrateur de cette collectivité."
KEPT = "Le service et les numéros d’un matériel sont tenus par le service informatique\u00a0: rien n’a été enregistré."


class Owned(Protocol):
    """A row that stands in a department, or in none."""

    department_id: Any


Row = TypeVar("Row", bound=Owned)


def actor() -> Actor | None:
    """Say who acts; nobody when it was not set."""
    found: Actor | None = db.session().info.get(ACTOR)
    return found


def may_edit(row: Owned) -> bool:
    """Say whether the caller may edit a device or an application; a command may edit all."""
    who = actor()
    if who is None or who.account_id is None:
        return who is not None
    return who.role is not None and may_edit_row(who.role, who.department_id, row.department_id)


def editable(row: Row) -> Row:
    """Give a row back when the caller may edit it. Raises Forbidden."""
    if not may_edit(row):
        raise Forbidden(NOT_YOURS)
    return row


def kept_fields() -> frozenset[str]:
    """Give the fields that the caller may not set, even where they may edit."""
    who = actor()
    return withheld(who.role if who else None)


def refuse_unless_administrator() -> None:
    """Check again, in the transaction that changes rights, that the caller still administers. Raises Forbidden."""
    who = actor()
    if who is None or who.account_id is None:
        return
    held = select(Membership.role).join(Account, Account.id == Membership.account_id)
    mine = held.where(Membership.organisation_id == scope_of(db.session()), Account.id == who.account_id)
    if db.session.scalar(mine.where(Account.active.is_(True))) is not Role.ADMINISTRATOR:
        raise Forbidden(NO_LONGER)


def change(row: Owned, values: dict[str, Any]) -> None:
    """Set values on a row that the caller may edit as it was and as it becomes. Raises Forbidden."""
    editable(row)
    if kept_fields() & values.keys():
        raise Forbidden(KEPT)
    for field, value in values.items():
        setattr(row, field, value)
    editable(row)
