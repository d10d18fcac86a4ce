"""Many rows at once, with the scope and the trace that single rows have."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from inventaire.models.scope import KEY, scope_of
from inventaire.models.trace import keep_lines, line_of, plain

CHUNK = 1_000


def insert_all(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows of one table and their audit lines; give the new ids in the order of the rows."""
    ids: list[int] = []
    for start in range(0, len(rows), CHUNK):
        ids += _insert_chunk(session, model, rows[start : start + CHUNK])
    return ids


def keep_all(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of a table that is a trace by itself: no audit line, and no id to wait for."""
    if rows:
        session.connection().execute(insert(model.__table__), _own(session, rows))


def _insert_chunk(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    table = model.__table__  # not the mapper: it would make an object of each row
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    ids = list(session.connection().execute(statement, _own(session, rows)).scalars())
    lines = [
        line_of(session, "created", model.__tablename__, new, after=_known(row))
        for new, row in zip(ids, rows, strict=True)
    ]
    keep_lines(session, lines)
    return ids


def _own(session: Session, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, KEY: scope_of(session)} for row in rows]


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {key: plain(value) for key, value in row.items() if value is not None}
