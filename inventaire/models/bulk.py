"""Many rows at once, with the scope and the trace that single rows have."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from inventaire.domain.json_rows import Columns, columns_of
from inventaire.domain.plain import plain
from inventaire.models.audit_line import OWN, line_of
from inventaire.models.columns import plain_values
from inventaire.models.putting import next_ids, put_columns, set_all
from inventaire.models.scope import KEY, WITH_BIN, scope_of
from inventaire.models.sealing import end_of_chain, keep_lines

CHUNK = 1_000


def insert_all(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows of one table and their audit lines; give the ids in the order of the rows, new unless they say them.

    Rows that say theirs come back after they were removed.
    """
    return insert_columns(session, model, columns_of(rows)) if rows else []


def insert_columns(session: Session, model: Any, columns: Columns) -> list[int]:
    """Do so with rows that come as columns, one at least."""
    connection, table = session.connection(), model.__table__  # not the mapper: it would make an object of each row
    count, owner = len(next(iter(columns.values()))), scope_of(session)
    ids = list(columns.get("id") or next_ids(connection, table, count))
    own = {**columns, KEY: [owner] * count, "id": ids}
    with end_of_chain(session, owner) as end:
        for start in range(0, count, CHUNK):
            part = {name: values[start : start + CHUNK] for name, values in own.items()}
            put_columns(connection, table, part)
            end.keep_new(table.name, part)
    return ids


def keep_columns(session: Session, model: Any, columns: Columns) -> None:
    """Insert rows, given as columns, of a table that is a trace by itself: no audit line.

    What its JSON columns hold is text already.
    """
    count = len(next(iter(columns.values()), ()))
    own = {**columns, KEY: [scope_of(session)] * count}
    for start in range(0, count, CHUNK):
        part = {name: values[start : start + CHUNK] for name, values in own.items()}
        put_columns(session.connection(), model.__table__, part)


def rewrite_all(session: Session, model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Give such rows, read in scope just before, new values: each is named by its `id`."""
    for part in chunks(rows):
        set_all(session.connection(), model.__table__, part)


def change_all(
    session: Session, model: Any, ids: Sequence[int], wanted: dict[str, Any], action: str = "changed"
) -> int:
    """Give the same values to rows of one table, the bin included; those that change move on, each with its line.

    Count them. What the session holds of these rows is not read again.
    """
    return sum(_change_chunk(session, model, part, wanted, action) for part in chunks(ids))


def remove_all(session: Session, model: Any, ids: Sequence[int]) -> None:
    """Take rows of one table away for good, the bin included; their audit lines keep what they said."""
    for part in chunks(ids):
        rows = session.scalars(select(model).where(model.id.in_(part)).execution_options(**WITH_BIN)).all()
        keep_lines(
            session, [line_of(session, "deleted", model.__tablename__, row.id, before=_said(row)) for row in rows]
        )
        for row in rows:
            session.expunge(row)
        session.execute(delete(model).where(model.id.in_(part)))


def chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    """Cut a long list into what one statement takes."""
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]


def _change_chunk(session: Session, model: Any, ids: Sequence[int], wanted: dict[str, Any], action: str) -> int:
    columns = [getattr(model, key) for key in wanted]
    rows = session.execute(
        select(model.id, *columns).where(model.id.in_(ids)).order_by(model.id).execution_options(**WITH_BIN)
    )
    lines = []
    for found, *values in rows:
        before = {key: plain(now) for key, now in zip(wanted, values, strict=True) if now != wanted[key]}
        after = {key: plain(wanted[key]) for key in before}
        if before:
            lines.append(line_of(session, action, model.__tablename__, found, before=before, after=after))
    keep_lines(session, lines)
    changing = update(model).where(model.id.in_([line["subject_id"] for line in lines]))
    session.execute(
        changing.values(**wanted, version=model.version + 1), execution_options={"synchronize_session": False}
    )
    return len(lines)


def _said(row: Any) -> dict[str, Any]:
    return {key: value for key, value in plain_values(row).items() if value is not None and key not in OWN}
