"""Every write leaves its audit line, in the same transaction, whoever writes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session, UOWTransaction

from inventaire.domain.partial_date import PartialDate
from inventaire.models.audit import AuditLine
from inventaire.models.base import Base
from inventaire.models.imports import ImportRow
from inventaire.models.scope import KEY, scope_of

ACTOR, IMPORT = "actor", "import_id"
UNTRACED = (AuditLine, ImportRow)  # the trace itself, and the import's own record of each line
SECRET = {"password_hash", "token_hash", "session_mark"}
OWN = {"version", "organisation_id", "id"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: an account, or a command."""

    name: str
    account_id: int | None = None


def plain(value: Any) -> Any:
    """Give a value as JSON keeps it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate | date | datetime):
        return str(value)
    return value


def line_of(session: Session, action: str, subject: str, subject_id: int, **sides: Any) -> dict[str, Any]:
    """Make one audit line as a row to insert: `before` and `after` are dicts of plain values."""
    actor = session.info.get(ACTOR, Actor("système"))
    return {
        "organisation_id": sides.get("owner") or scope_of(session) or None,
        "actor": actor.name,
        "account_id": actor.account_id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "import_id": session.info.get(IMPORT),
        "before": sides.get("before", {}),
        "after": sides.get("after", {}),
    }


@event.listens_for(Session, "after_flush")
def _trace(session: Session, _context: UOWTransaction) -> None:
    lines = [_created(session, row) for row in session.new if _traced(row)]
    lines += [_changed(session, row) for row in session.dirty if _traced(row) and session.is_modified(row)]
    lines += [_deleted(session, row) for row in session.deleted if _traced(row)]
    if lines:
        session.connection().execute(insert(AuditLine), lines)


def _traced(row: Any) -> bool:
    return isinstance(row, Base) and not isinstance(row, UNTRACED)


def _created(session: Session, row: Any) -> dict[str, Any]:
    after = {key: value for key, value in _values(row).items() if value is not None}
    return line_of(session, "created", row.__tablename__, row.id, owner=_owner(row), after=after)


def _deleted(session: Session, row: Any) -> dict[str, Any]:
    return line_of(session, "deleted", row.__tablename__, row.id, owner=_owner(row), before=_values(row))


def _changed(session: Session, row: Any) -> dict[str, Any]:
    before, after = {}, {}
    for key in _columns(row):
        history = inspect(row).attrs[key].history
        if history.has_changes():
            before[key] = _shown(key, history.deleted[0] if history.deleted else None)
            after[key] = _shown(key, history.added[0] if history.added else None)
    return line_of(session, "changed", row.__tablename__, row.id, owner=_owner(row), before=before, after=after)


def _owner(row: Any) -> int | None:
    """Say whose trace a row belongs to where it says so itself: an account belongs to no organisation."""
    return row.id if row.__tablename__ == "organisation" else getattr(row, KEY, None)


def _columns(row: Any) -> list[str]:
    return [column.key for column in inspect(type(row)).column_attrs if column.key not in OWN]


def _values(row: Any) -> dict[str, Any]:
    return {key: _shown(key, getattr(row, key)) for key in _columns(row)}


def _shown(key: str, value: Any) -> Any:
    return "•••" if key in SECRET else plain(value)
