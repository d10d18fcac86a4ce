"""The chain of the trace: each line sealed to the one before, and kept in the same transaction."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
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

SALT = 8  # bytes
SAID = PLAIN - {type(None)}
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
        sides = {side: [chain.text(line[side]) for line in lines] for side in WRITTEN}
        beside = _beside([chain.text(line["personal"]) if line["personal"] else None for line in lines], key)
        with end_of_chain(session, lines[0][KEY]) as end:
            end.keep({**columns_of(lines), **sides, **beside})


class Chain:
    """The end of the chain of one organisation: each line kept moves it on, closing it writes where it is."""

    def __init__(self, session: Session, owner: int) -> None:
        self._session, self._owner, self._key = session, owner, current_app.config["TRACE_KEY"]
        self._connection = session.connection()
        self._sequence, self._seal, self._known = _end(self._connection, owner, self._key)

    def keep_new(self, subject: str, columns: Columns) -> None:
        """Keep the audit lines of rows made together, given as columns, ids too: what is not known is not said."""
        ids = columns["id"]
        known = {name: _said(values) for name, values in columns.items() if name not in OWN_KEYS}
        told, count, aside = JsonRows(len(ids), known, chain.CANONICAL), len(ids), PERSONAL.get(subject, set())
        personal = told.texts([name for name in told.names if name in aside])
        shared = line_of(self._session, "created", subject, 0)
        self.keep(
            {name: [value] * count for name, value in shared.items()}
            | _beside([None if own == "{}" else f'{{"after":{own}}}' for own in personal], self._key)
            | {"subject_id": ids, "before": [chain.text({})] * count}
            | {"after": told.texts([name for name in told.names if name not in aside])},
        )

    def keep(self, lines: Columns) -> None:
        """Seal and keep lines whose sides are written already, given as columns."""
        first = self._sequence + 1
        self._sequence += len(lines[KEY])
        numbered = {**lines, "sequence": range(first, self._sequence + 1)}
        texts = zip(*[_sealed(field, numbered[field]) for field in chain.SEALED], strict=True)
        put_columns(self._connection, _table(AuditLine), numbered | {"seal": [self._tied(each) for each in texts]})

    def _tied(self, texts: Sequence[str]) -> str:
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


def _said(values: Sequence[Any]) -> Sequence[Any]:
    if set(map(type, values)) <= SAID:
        return values
    return [ABSENT if value is None else value if value.__class__ in PLAIN else plain(value) for value in values]


def _sealed(field: str, values: Sequence[Any]) -> Sequence[str]:
    """Write a column as it is sealed: most of what lines say is the same from one to the next."""
    if field in WRITTEN:
        return values
    written: Callable[[Any], str] = _moment if field == "at" else chain.text
    if values[0] == values[-1] and len(set(values)) == 1:
        return [written(values[0])] * len(values)
    return list(map(written, values))


def _moment(value: datetime) -> str:
    return chain.text(value.isoformat())


def _beside(personal: Sequence[str | None], key: bytes) -> dict[str, Any]:
    """Give the personal values of lines, with the salts and the digests that stand for them once they have gone."""
    drawn = secrets.token_hex(SALT * len(personal))
    salts = [drawn[start : start + 2 * SALT] for start in range(0, len(drawn), 2 * SALT)]
    told = list(zip(personal, salts, strict=True))
    return {
        "personal": personal,
        "salt": [salt if own else None for own, salt in told],
        "personal_digest": [chain.digest_text(key, salt, own) if own else None for own, salt in told],
    }


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
