"""What the caller may change: everything, the rows of one department, or nothing."""

from typing import Any, Protocol, TypeVar

from inventaire.domain.errors import Forbidden
from inventaire.domain.rights import may_edit_row, withheld
from inventaire.models import db
from inventaire.models.trace import ACTOR, Actor

NOT_YOURS = "Cette fiche n’est pas celle de votre service\u00a0: vous pouvez la lire, pas la modifier."
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


def change(row: Owned, values: dict[str, Any]) -> None:
    """Set values on a row that the caller may edit as it was and as it becomes. Raises Forbidden."""
    editable(row)
    if kept_fields() & values.keys():
        raise Forbidden(KEPT)
    for field, value in values.items():
        setattr(row, field, value)
    editable(row)
