"""Whether the trace is whole: each line is sealed again from what it holds, and compared."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Text, cast, select

from inventaire.domain import chain
from inventaire.domain.audit import Action
from inventaire.models import AuditHead, AuditLine, Organisation, db
from inventaire.models.scope import acting_as, scope_of

CHUNK = 2_000
AS_TEXT = ("at", "before", "after", "personal")  # what was tampered with may not be readable any more
FIELDS = [name for name in (*chain.SEALED, "id", "seal", "salt", "personal") if name not in AS_TEXT]
UNREADABLE = "Ligne {} : elle n’est plus lisible."
REWRITTEN = "Ligne {} : son contenu, son auteur ou sa place a changé depuis qu’elle a été écrite."
MISPLACED = "Ligne {} : elle n’est plus à sa place parmi les autres."
MISSING = "Il manque {} avant la ligne {}."
CUT = "Il manque la fin de la trace : elle allait jusqu’à la ligne {}, elle s’arrête à la ligne {}."
ADDED = "La trace va jusqu’à la ligne {} alors que sa dernière écriture était la ligne {}."
NO_HEAD = "La marque de fin de la trace manque."
BAD_HEAD = "La marque de fin de la trace a été changée."
OTHER_KEY = "Aucune ligne ne tient : la clé TRACE_KEY n’est pas celle qui a scellé cette trace, ou tout a été réécrit."
PERSONAL = "Ligne {} : ses valeurs personnelles ne sont pas celles qui ont été écrites."
VANISHED = "Ligne {} : ses valeurs personnelles ont disparu sans effacement enregistré."


@dataclass(slots=True)
class Checked:
    """What was found of one organisation's trace: its length, its last seal, its faults in French."""

    code: str
    name: str
    lines: int = 0
    sequence: int = 0
    head: str = chain.FIRST
    faults: list[str] = field(default_factory=list)


def trace_faults() -> list[str]:
    """Give the faults of the trace of the organisation in scope, in French; none when it is whole."""
    return check_trace().faults


def installation_faults() -> list[str]:
    """Give the faults of every organisation's trace, each with the organisation's name."""
    return [f"{checked.name} : {fault}" for checked in check_installation() for fault in checked.faults]


def check_installation() -> list[Checked]:
    """Check the trace of every organisation of the installation."""
    session = db.session()
    with acting_as(session, operator=True):
        ids = session.scalars(select(Organisation.id).order_by(Organisation.code)).all()
    found = []
    for organisation_id in ids:
        with acting_as(session, organisation_id=organisation_id):
            found.append(check_trace())
    return found


def check_trace() -> Checked:
    """Walk the trace of the organisation in scope from its first line to its head."""
    session = db.session()
    session.rollback()
    if db.engine.dialect.name == "postgresql":  # lines and head as they stood at one moment
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    organisation = session.get_one(Organisation, scope_of(session))
    checked = Checked(organisation.code, organisation.name)
    walk = _Walk(checked, current_app.config["TRACE_KEY"], _purged())
    for row in _lines():
        walk.take(row)
    walk.finish()
    _check_head(checked)
    session.rollback()
    return checked


class _Walk:
    """A walk along the lines, in the order in which they were sealed."""

    def __init__(self, checked: Checked, key: bytes, start: tuple[int, str]) -> None:
        self.checked, self.key, self.start = checked, key, start
        self.previous, self.last_id, self.sound = chain.FIRST, 0, 0
        self.vanished: set[int] = set()  # lines without their personal values, until an erasure names them

    def take(self, row: Mapping[str, Any]) -> None:
        """Check the next line."""
        self._keep_count(row)
        try:
            line = dict(row) | {name: _read(row, name) for name in AS_TEXT}
            whole = chain.seal(self.key, self.previous, line) == line["seal"]
        except (TypeError, ValueError):
            self._say(UNREADABLE, row)
        else:
            self.sound += whole
            if not whole:
                self._say(REWRITTEN, row)
            self._check_personal(line)
            if whole and line["action"] == Action.ERASED.value:
                self._excuse(line)
        self.previous = str(row["seal"])
        self.checked.head = self.previous

    def finish(self) -> None:
        """Tell the lines whose personal values went without an erasure, and whether no line holds at all."""
        if self.checked.lines and not self.sound:
            self.checked.faults.insert(0, OTHER_KEY)
        self.checked.faults += [VANISHED.format(sequence) for sequence in sorted(self.vanished)]

    def _keep_count(self, row: Mapping[str, Any]) -> None:
        checked = self.checked
        expected = checked.sequence + 1
        if not checked.lines and row["sequence"] == self.start[0] + 1:
            expected, self.previous = self.start[0] + 1, self.start[1]
        if row["sequence"] != expected:
            gap = f"la ligne {expected}" if row["sequence"] == expected + 1 else "une ou plusieurs lignes"
            checked.faults.append(MISSING.format(gap, row["sequence"]))
        if row["id"] <= self.last_id:
            self._say(MISPLACED, row)
        self.last_id = row["id"]
        checked.lines, checked.sequence = checked.lines + 1, row["sequence"]

    def _check_personal(self, line: Mapping[str, Any]) -> None:
        digest, salt, personal = line["personal_digest"], line["salt"], line["personal"]
        if salt is None and personal is None:
            if digest is not None:
                self.vanished.add(line["sequence"])
        elif digest is None or salt is None or chain.digest(self.key, salt, personal) != digest:
            self._say(PERSONAL, line)

    def _excuse(self, line: Mapping[str, Any]) -> None:
        self.vanished -= set(line["after"].get("lines", ()))

    def _say(self, sentence: str, row: Mapping[str, Any]) -> None:
        self.checked.faults.append(sentence.format(row["sequence"]))


def _lines() -> Iterator[Mapping[str, Any]]:
    columns = [getattr(AuditLine, name) for name in FIELDS]
    texts = [cast(getattr(AuditLine, name), Text).label(name) for name in AS_TEXT]
    query = select(*columns, *texts).order_by(AuditLine.sequence)
    yield from db.session.execute(query, execution_options={"yield_per": CHUNK}).mappings()  # type: ignore[misc]


def _read(row: Mapping[str, Any], name: str) -> Any:
    text = row[name]
    if name != "at":
        return None if text is None else json.loads(text)
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _purged() -> tuple[int, str]:
    """Give the sequence and the seal of the last line that a purge took away; the walk vouches for who says so."""
    query = select(cast(AuditLine.after, Text)).where(AuditLine.action == Action.PURGED.value)
    text = db.session.scalar(query.order_by(AuditLine.sequence.desc()).limit(1))
    try:
        said = json.loads(text or "{}")
        return said["sequence"], said["seal"]
    except (KeyError, TypeError, ValueError):
        return 0, chain.FIRST


def _check_head(checked: Checked) -> None:
    row = db.session.execute(select(AuditHead.sequence, AuditHead.seal, AuditHead.mark)).first()
    if row is None:
        checked.faults.append(NO_HEAD)
        return
    key, owner = current_app.config["TRACE_KEY"], scope_of(db.session())
    if row.sequence > checked.sequence:
        checked.faults.append(CUT.format(row.sequence, checked.sequence))
    elif row.sequence < checked.sequence:
        checked.faults.append(ADDED.format(checked.sequence, row.sequence))
    elsewhere = row.sequence == checked.sequence and row.seal != checked.head
    if elsewhere or chain.mark(key, owner, row.sequence, row.seal) != row.mark:
        checked.faults.append(BAD_HEAD)
