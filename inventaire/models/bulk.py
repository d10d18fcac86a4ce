"""Many rows at once, with the scope and the trace that single rows have."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from inventaire.models.audit import AuditLine
from inventaire.models.base import Scoped
from inventaire.models.scope import KEY, scope_of
from inventaire.models.trace import UNTRACED, line_of, plain

CHUNK = 1_000


def insert_all(session: Session, model: type[Scoped], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows of one table and their audit lines; give the new ids in the order of the rows."""
    ids: list[int] = []
    for start in range(0, len(rows), CHUNK):
        ids += _insert_chunk(session, model, rows[start : start + CHUNK])
    return ids


def _insert_chunk(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    own = [{**row, KEY: scope_of(session)} for row in rows]
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    ids = list(session.scalars(statement, own))
    if not issubclass(model, UNTRACED):
        _trace(session, model, ids, rows)
    return ids


def _trace(session: Session, model: Any, ids: list[int], rows: Sequence[dict[str, Any]]) -> None:
    lines = [
        line_of(session, "created", model.__tablename__, new, after=_known(row))
        for new, row in zip(ids, rows, strict=True)
    ]
    session.connection().execute(insert(AuditLine), lines)


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {key: plain(value) for key, value in row.items() if value is not None}
