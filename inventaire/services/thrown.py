"""What is in the bin, as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, func, literal, or_, select

from inventaire.models import Account, AuditLine, db
from inventaire.models.base import now
from inventaire.models.scope import WITH_BIN
from inventaire.services.bin import KEPT, KINDS, MODELS, THROWN
from inventaire.services.listing import Page, page_of
from inventaire.services.selection import NAMES

LOTS = 5  # throws of many rows that can be taken back at once, the last ones


@dataclass(frozen=True, slots=True)
class Thrown:
    """A row in the bin: who threw it away, when, and the days left to take it back."""

    subject: str
    id: int
    name: str
    deleted_at: datetime
    by: str
    days_left: int


def list_bin(page: int) -> Page:
    """Give a page of the bin, what was thrown away last first."""
    both = _everything()
    query = select(both).execution_options(**WITH_BIN)
    found = page_of(query.order_by(both.c.deleted_at.desc(), both.c.subject, both.c.id), page, query)
    by, today = _throwers(found.rows), now()
    rows = [
        Thrown(
            row.subject,
            row.id,
            row.name,
            row.deleted_at,
            by.get((row.subject, row.id), ""),
            KEPT.days - (today - row.deleted_at).days,
        )
        for row in found.rows
    ]
    return replace(found, rows=rows)


def lots() -> Sequence[Any]:
    """List the last throws of several rows at once: their moment, and how many are still in the bin."""
    both = _everything()
    several = select(both.c.deleted_at, func.count().label("count")).group_by(both.c.deleted_at)
    last = several.having(func.count() > 1).order_by(both.c.deleted_at.desc()).limit(LOTS)
    return db.session.execute(last.execution_options(**WITH_BIN)).all()


def _everything() -> Subquery:
    queries = [
        select(
            literal(model.__tablename__).label("subject"), model.id, NAMES[model].label("name"), model.deleted_at
        ).where(model.deleted_at.is_not(None))
        for model in KINDS
    ]
    return queries[0].union_all(*queries[1:]).subquery()


def _throwers(rows: Sequence[Any]) -> dict[tuple[str, int], str]:
    """Give who threw each row away last, from the trace."""
    ids = {subject: [row.id for row in rows if row.subject == subject] for subject in MODELS}
    mine = or_(*((AuditLine.subject == subject) & AuditLine.subject_id.in_(found) for subject, found in ids.items()))
    lines = db.session.execute(
        select(AuditLine.subject, AuditLine.subject_id, func.coalesce(Account.name, AuditLine.actor))
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .where(AuditLine.action == THROWN, mine)
        .order_by(AuditLine.id)
    )
    return {(subject, row): name for subject, row, name in lines}
