"""Every write leaves its sealed audit line, in the same transaction, whoever writes."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Table, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session, UOWTransaction

from inventaire.domain import chain
from inventaire.domain.json_rows import JsonRows
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Role
from inventaire.models.audit import AuditHead, AuditLine
from inventaire.models.base import Base, now
from inventaire.models.consolidation import Consolidated
from inventaire.models.imports import ImportRow
from inventaire.models.putting import put_all
from inventaire.models.scope import KEY, OutOfScope, scope_of, writing_as
from inventaire.models.sign_in import SignIn, SignInFailure
from inventaire.models.source import DeviceSource

ACTOR, IMPORT = "actor", "import_id"
UNTRACED = (
    AuditLine,  # the trace itself
    AuditHead,
    ImportRow,  # the import's own record of each line
    DeviceSource,  # the import's own record too
    Consolidated,  # reckoned again at will
    SignIn,  # told by the security log
    SignInFailure,
)
SECRET = {"password_hash", "token_hash", "totp_nonce", "totp_step", "code_hash"}
PLAIN = {str, int, float, bool, type(None)}
OWN = {"version", "organisation_id", "id"}
PERSONAL = {
    "account": {"email", "name"},
    "application": {"comment"},
    "catalog_opinion": {"lost_fr", "reason"},
    "dependency_answer": {"evidence"},
    "dependency_setting": {"reason"},
    "device": {"comment", "name", "user_label"},
    "device_event": {"note"},  # to whom it was lent
    "disposal": {"comment", "recipient"},
    "identity": {"subject"},
    "import": {"author", "files", "received", "reason"},  # files bear the names that people gave them
    "interview_answer": {"said"},  # free text
    "invitation": {"email"},
    "local_name": {"reason"},
    "remembered_reading": {"headings"},  # who takes a line of data for titles puts its names there
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: an account, with what it is in the organisation, or a command."""

    name: str
    account_id: int | None = None
    role: Role | None = None
    department_id: int | None = None


def plain(value: Any) -> Any:
    """Give a value as JSON keeps it."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return _written(value)
    return str(value) if isinstance(value, date | datetime) else value


_written = lru_cache(maxsize=10_000)(str)  # a fleet has few different dates, and many of each


def line_of(session: Session, action: str, subject: str, subject_id: int, **sides: Any) -> dict[str, Any]:
    """Make one audit line, not sealed yet: `before` and `after` are dicts of plain values."""
    actor = session.info.get(ACTOR, Actor("système"))
    owner = sides.get("owner") or scope_of(session)
    if not owner:
        raise OutOfScope(subject)
    return {
        "organisation_id": owner,
        "at": now(),
        "actor": "" if actor.account_id else actor.name,
        "account_id": actor.account_id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "import_id": session.info.get(IMPORT),
        **_apart(subject, sides.get("before", {}), sides.get("after", {})),
    }


def lines_of_new(
    session: Session, subject: str, ids: Sequence[int], rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Make the audit lines of rows made together, their sides written: each row has plain values, and no None."""
    told, key = JsonRows(rows, chain.CANONICAL), current_app.config["TRACE_KEY"]
    aside = PERSONAL.get(subject, set())
    shared = line_of(session, "created", subject, 0) | {"before": chain.text({})}
    after = told.texts([name for name in told.names if name not in aside])
    beside = told.texts([name for name in told.names if name in aside])
    return [
        shared | {"subject_id": new, "after": said} | (_beside(f'{{"after":{own}}}', key) if own != "{}" else {})
        for new, said, own in zip(ids, after, beside, strict=True)
    ]


def keep_lines(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Seal the lines of one organisation to the end of its chain, and keep them."""
    key = current_app.config["TRACE_KEY"]
    keep_written(session, [_written_line(line, key) for line in lines])


def keep_written(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Do so with lines whose sides are written already."""
    if not lines:
        return
    owner, key = lines[0]["organisation_id"], current_app.config["TRACE_KEY"]
    with writing_as(session, owner):
        connection, heads = session.connection(), _table(AuditHead)
        sequence, seal, known = _end(connection, owner, key)
        text = cache(chain.text)  # most of what the lines say outside their sides is the same from one to the next
        moment = cache(lambda at: chain.text(at.isoformat()))
        ways: dict[str, Callable[[Any], str]] = {"at": moment, "before": str, "after": str}
        for sequence, line in enumerate(lines, start=sequence + 1):  # noqa: B020 - counted on from the last
            line["sequence"] = sequence
            texts = [ways.get(field, text)(line[field]) for field in chain.SEALED]
            line["seal"] = seal = chain.seal_texts(key, seal, texts)
        put_all(connection, _table(AuditLine), lines)
        end = {"sequence": sequence, "seal": seal, "mark": chain.mark(key, owner, sequence, seal)}
        mine = heads.c.organisation_id == owner
        connection.execute(update(heads).where(mine).values(end) if known else insert(heads).values({KEY: owner} | end))


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


@event.listens_for(Session, "after_flush")
def _trace(session: Session, _context: UOWTransaction) -> None:
    lines = [_created(session, row) for row in session.new if _traced(row)]
    lines += [_changed(session, row) for row in session.dirty if _traced(row) and session.is_modified(row)]
    lines += [_deleted(session, row) for row in session.deleted if _traced(row)]
    for owner in sorted({line[KEY] for line in lines}):
        keep_lines(session, [line for line in lines if line[KEY] == owner])


def _apart(subject: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Set personal values beside what will be sealed; their digest will stand in their place."""
    personal = PERSONAL.get(subject, set())
    beside = {
        side: told
        for side, values in (("before", before), ("after", after))
        if (told := {field: values[field] for field in personal if field in values})
    }
    return {
        "before": {field: value for field, value in before.items() if field not in personal},
        "after": {field: value for field, value in after.items() if field not in personal},
        "personal": beside or None,
        "salt": None,
        "personal_digest": None,
    }


def _table(model: type[Base]) -> Table:
    return model.metadata.tables[model.__tablename__]


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
    return "•••" if key in SECRET and value is not None else plain(value)
