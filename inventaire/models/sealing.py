"""The chain of the trace: each line sealed to the one before, and kept in the same transaction."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.orm import Session

from inventaire.domain import chain
from inventaire.domain.json_rows import ABSENT, Columns, JsonRows, columns_of
from inventaire.domain.plain import PLAIN, plain
from inventaire.models.audit import AuditHead, AuditLine
from inventaire.models.audit_line import OWN_KEYS, PERSONAL, line_of
from inventaire.models.base import Base
from inventaire.models.putting import put_columns
from inventaire.models.scope import KEY, writing_as

WRITTEN = ("before", "after")  # what a line holds as JSON by the time it is sealed


@contextmanager
def end_of_chain(session: Session, owner: int) -> Iterator["Chain"]:
    """Open the chain of an organisation, to seal lines to its end; nothing else may until it is closed."""
    with writing_as(session, owner):
        chain_end = Chain(session, owner)
        yield chain_end
        chain_end.close()


def keep_lines(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Seal the lines of one organisation to the end of its chain, and keep them."""
    if lines:
        key = current_app.config["TRACE_KEY"]
        with end_of_chain(session, lines[0][KEY]) as end:
            end.keep({**columns_of([_written_line(line, key) for line in lines])})


class Chain:
    """The end of the chain of one organisation: each line kept moves it on, closing it writes where it is."""

    def __init__(self, session: Session, owner: int) -> None:
        self._session, self._owner, self._key = session, owner, current_app.config["TRACE_KEY"]
        self._connection = session.connection()
        self._sequence, self._seal, self._known = _end(self._connection, owner, self._key)

    def keep_new(self, subject: str, ids: Sequence[int], columns: Columns) -> None:
        """Keep the audit lines of rows made together, given as columns: what is not known is not said."""
        known = {name: _said(values) for name, values in columns.items() if name not in OWN_KEYS}
        told, count, aside = JsonRows(len(ids), known, chain.CANONICAL), len(ids), PERSONAL.get(subject, set())
        personal = told.texts([name for name in told.names if name in aside])
        beside = [_beside(f'{{"after":{own}}}', self._key) if own != "{}" else {} for own in personal]
        shared = line_of(self._session, "created", subject, 0)
        self.keep(
            {name: [value] * count for name, value in shared.items()}
            | columns_of(beside)
            | {"subject_id": ids, "before": [chain.text({})] * count}
            | {"after": told.texts([name for name in told.names if name not in aside])},
        )

    def keep(self, columns: dict[str, Sequence[Any]]) -> None:
        """Seal and keep lines whose sides are written already, given as columns."""
        first = self._sequence + 1
        self._sequence += len(columns[KEY])
        columns["sequence"] = range(first, self._sequence + 1)
        texts = zip(*[_sealed(field, columns[field]) for field in chain.SEALED], strict=True)
        columns["seal"] = [self._sealed(each) for each in texts]
        put_columns(self._connection, _table(AuditLine), columns)

    def _sealed(self, texts: Sequence[str]) -> str:
        self._seal = chain.seal_texts(self._key, self._seal, texts)
        return self._seal

    def close(self) -> None:
        """Write where the chain ends."""
        heads = _table(AuditHead)
        mark = chain.mark(self._key, self._owner, self._sequence, self._seal)
        end = {"sequence": self._sequence, "seal": self._seal, "mark": mark}
        mine = heads.c.organisation_id == self._owner
        known = update(heads).where(mine).values(end)
        self._connection.execute(known if self._known else insert(heads).values({KEY: self._owner} | end))


def _said(values: Sequence[Any]) -> list[Any]:
    return [ABSENT if value is None else value if value.__class__ in PLAIN else plain(value) for value in values]


def _sealed(field: str, values: Sequence[Any]) -> Iterable[str]:
    """Write a column as it is sealed: most of what lines say is the same from one to the next."""
    if field in WRITTEN:
        return values
    text = cache(chain.text)
    return [text(value) for value in (map(datetime.isoformat, values) if field == "at" else values)]


def _written_line(line: dict[str, Any], key: bytes) -> dict[str, Any]:
    """Write what a line says once, as it is kept and as it is sealed; the personal values beside it."""
    sides = {side: chain.text(line[side]) for side in ("before", "after")}
    return line | sides | (_beside(chain.text(line["personal"]), key) if line["personal"] else {})


def _beside(personal: str, key: bytes) -> dict[str, str]:
    """Give the personal values of a line, with the salt and the digest that stand for them once they have gone."""
    salt = secrets.token_hex(8)
    return {"personal": personal, "salt": salt, "personal_digest": chain.digest_text(key, salt, personal)}


def _end(connection: Connection, owner: int, key: bytes) -> tuple[int, str, bool]:
    """Give where a chain goes on: the last number, the last seal, and whether its head is there.

    Where head and lines do not agree the chain starts anew, so that the break shows for ever:
    a new head over a tail that was cut would hide it.
    """
    heads, lines = _table(AuditHead), _table(AuditLine)
    furthest = connection.scalar(select(func.max(lines.c.sequence)).where(lines.c.organisation_id == owner)) or 0
    end = select(heads.c.sequence, heads.c.seal, heads.c.mark).where(heads.c.organisation_id == owner)
    last = connection.execute(end).first()
    if last is None:
        return furthest, chain.FIRST, False
    sound = last.sequence == furthest and chain.mark(key, owner, furthest, last.seal) == last.mark
    return max(furthest, last.sequence), last.seal if sound else chain.FIRST, True


def _table(model: type[Base]) -> Table:
    return model.metadata.tables[model.__tablename__]
