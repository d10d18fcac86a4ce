"""What happened to a row, told with the names of those who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select

from inventaire.models import Account, AuditLine, db

LATEST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the trace as people read it: values before and after, personal ones included."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    subject_id: int
    import_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]


def history_of(subject: str, subject_id: int) -> list[Told]:
    """Give what happened to one row, latest first."""
    same = and_(AuditLine.subject == subject, AuditLine.subject_id == subject_id)
    return told(lines().where(same).order_by(AuditLine.id.desc()).limit(LATEST))


def lines() -> Select[*tuple[Any, ...]]:
    """Select lines of the trace with the name of the account that wrote each."""
    return select(AuditLine, Account.name).outerjoin(Account, Account.id == AuditLine.account_id)


def told(query: Select[*tuple[Any, ...]]) -> list[Told]:
    """Run a query of lines."""
    rows: Sequence[Any] = db.session.execute(query).all()
    return [_told(line, name) for line, name in rows]


def _told(line: AuditLine, name: str | None) -> Told:
    before, after = line.sides()
    return Told(
        line.id,
        line.at,
        name or line.actor,
        line.action,
        line.subject,
        line.subject_id,
        line.import_id,
        before,
        after,
    )
