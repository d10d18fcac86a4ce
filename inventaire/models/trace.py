"""Every write leaves its sealed audit line, in the same transaction, whoever writes."""

from hashlib import sha256
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from inventaire.domain import chain
from inventaire.domain.plain import plain
from inventaire.models.audit import AuditHead, AuditLine
from inventaire.models.audit_line import OWN, line_of
from inventaire.models.base import Base
from inventaire.models.consolidation import Consolidated
from inventaire.models.imports import ImportRow
from inventaire.models.scope import KEY
from inventaire.models.sealing import keep_lines
from inventaire.models.sent_form import SentForm
from inventaire.models.sign_in import SignIn, SignInFailure
from inventaire.models.source import DeviceSource

UNTRACED = (
    AuditLine,  # the trace itself
    AuditHead,
    ImportRow,  # the import's own record of each line
    DeviceSource,  # the import's own record too
    Consolidated,  # reckoned again at will
    SignIn,  # told by the security log
    SignInFailure,
    SentForm,  # gone with the session
)
SECRET = {"password_hash", "token_hash", "totp_nonce", "totp_step", "code_hash"}
AT_LENGTH = {"document", "parameters"}  # the trace keeps their digest: it vouches for what is kept elsewhere


@event.listens_for(Session, "after_flush")
def _trace(session: Session, _context: UOWTransaction) -> None:
    lines = [_created(session, row) for row in session.new if _traced(row)]
    lines += [_changed(session, row) for row in session.dirty if _traced(row) and session.is_modified(row)]
    lines += [_deleted(session, row) for row in session.deleted if _traced(row)]
    for owner in sorted({line[KEY] for line in lines}):
        keep_lines(session, [line for line in lines if line[KEY] == owner])


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
    if key in AT_LENGTH and value is not None:
        return f"sha256 {sha256(chain.text(value).encode()).hexdigest()}"
    return "•••" if key in SECRET and value is not None else plain(value)
