"""Values taken out of what the trace and the imports remember.

Personal values stand beside the chain: they go with their salt, and one chained line names the lines
they stood in, so that a check accepts these and no others.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from inventaire.domain.audit import Action, Subject
from inventaire.models import AuditHead, AuditLine, ImportRow, db
from inventaire.models.audit_line import line_of
from inventaire.models.bulk import chunks
from inventaire.models.scope import WITH_BIN
from inventaire.models.sealing import keep_lines
from inventaire.services.imports.effects import rows_by_id
from inventaire.services.imports.records import Record

PARTS = ("values", "changes", "held", "faults", "effects", "reason", "source", "cells")


def last_sequence() -> int:
    """Give the number of the last line of the trace."""
    return db.session.scalar(select(AuditHead.sequence)) or 0


def rows_of(model: Any, ids: Iterable[int]) -> list[Any]:
    """Load rows by their numbers, those in the bin too."""
    return list(rows_by_id(model, sorted(ids), **WITH_BIN).values())


def rewrite_rows(rows: Iterable[ImportRow], rewrite: Callable[[Any], Any]) -> None:
    """Rewrite what lines of imports remember; their mark is drawn again, it was drawn from the values."""
    for row in rows:
        for part in PARTS:
            setattr(row, part, rewrite(getattr(row, part)))
        row.fingerprint = Record(row.line, row.target, row.values).fingerprint


def erase_lines(sequences: Sequence[int], start: int) -> None:
    """Take the personal values of lines away, and of those written since `start`, and say so in the chain."""
    session = db.session()
    session.flush()
    fresh = select(AuditLine.sequence).where(AuditLine.sequence > start, AuditLine.personal.is_not(None))
    gone = sorted({*sequences, *session.scalars(fresh)})
    for part in chunks(gone):
        session.execute(update(AuditLine).where(AuditLine.sequence.in_(part)).values(personal=None, salt=None))
    if gone:
        keep_lines(session, [line_of(session, Action.ERASED.value, Subject.TRACE.value, 0, after={"lines": gone})])
