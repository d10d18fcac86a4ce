"""Every write leaves its sealed audit line, in the same transaction, whoever writes."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Table, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session, UOWTransaction

from inventaire.domain import chain
from inventaire.domain.json_rows import ABSENT, Columns, JsonRows, columns_of
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Role
from inventaire.models.audit import AuditHead, AuditLine
from inventaire.models.base import Base, now
from inventaire.models.consolidation import Consolidated
from inventaire.models.imports import ImportRow
from inventaire.models.putting import put_columns
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
WRITTEN = ("before", "after")  # what a line holds as JSON by the time it is sealed
SECRET = {"password_hash", "token_hash", "totp_nonce", "totp_step", "code_hash"}
AT_LENGTH = {"document", "parameters"}  # the trace keeps their digest: it vouches for what is kept elsewhere
PLAIN = {str, int, float, bool, type(None)}
OWN_KEYS = {KEY, "id"}
OWN = {"version", *OWN_KEYS}
PERSONAL = {
    "account": {"email", "name"},
    "application": {"comment"},
    "avoided_purchase": {"note"},
    "catalog_opinion": {"lost_fr", "reason"},
    "contract": {"comment"},
    "dependency_answer": {"evidence"},
    "dependency_setting": {"reason"},
    "device": {"comment", "name", "user_label"},
    "device_event": {"note"},  # to whom it was lent
    "disposal": {"comment", "recipient"},
    "fleet_policy": {"comment"},
    "identity": {"subject"},
    "import": {"author", "files", "received", "reason"},  # files bear the names that people gave them
    "interview_answer": {"before", "said"},  # free text
    "invitation": {"email"},
    "local_name": {"former", "reason"},
    "meter": {"comment", "name"},
    "purchase": {"comment"},
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


def keep_new(session: Session, subject: str, ids: Sequence[int], columns: Columns) -> None:
    """Keep the audit lines of rows made together, given as columns: what is not known is not said."""
    known = {name: _said(values) for name, values in columns.items() if name not in OWN_KEYS}
    told, key, count = JsonRows(len(ids), known, chain.CANONICAL), current_app.config["TRACE_KEY"], len(ids)
    aside = PERSONAL.get(subject, set())
    personal = told.texts([name for name in told.names if name in aside])
    beside = [_beside(f'{{"after":{own}}}', key) if own != "{}" else {} for own in personal]
    shared = line_of(session, "created", subject, 0)
    _keep(
        session,
        {name: [value] * count for name, value in shared.items()}
        | columns_of(beside)
        | {"subject_id": ids, "before": [chain.text({})] * count}
        | {"after": told.texts([name for name in told.names if name not in aside])},
    )


def _said(values: Sequence[Any]) -> list[Any]:
    return [ABSENT if value is None else value if value.__class__ in PLAIN else plain(value) for value in values]


def keep_lines(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Seal the lines of one organisation to the end of its chain, and keep them."""
    key = current_app.config["TRACE_KEY"]
    if lines:
        _keep(session, {**columns_of([_written_line(line, key) for line in lines])})


def _keep(session: Session, columns: dict[str, Sequence[Any]]) -> None:
    """Seal and keep lines whose sides are written already, given as columns."""
    owner, key = columns["organisation_id"][0], current_app.config["TRACE_KEY"]
    with writing_as(session, owner):
        connection, heads = session.connection(), _table(AuditHead)
        before, seal, known = _end(connection, owner, key)
        sequence = before + len(columns["organisation_id"])
        columns["sequence"] = range(before + 1, sequence + 1)
        texts = zip(*[_sealed(field, columns[field]) for field in chain.SEALED], strict=True)
        columns["seal"] = [seal := chain.seal_texts(key, seal, each) for each in texts]
        put_columns(connection, _table(AuditLine), columns)
        end = {"sequence": sequence, "seal": seal, "mark": chain.mark(key, owner, sequence, seal)}
        mine = heads.c.organisation_id == owner
        connection.execute(update(heads).where(mine).values(end) if known else insert(heads).values({KEY: owner} | end))


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
    if key in AT_LENGTH and value is not None:
        return f"sha256 {sha256(chain.text(value).encode()).hexdigest()}"
    return "•••" if key in SECRET and value is not None else plain(value)
