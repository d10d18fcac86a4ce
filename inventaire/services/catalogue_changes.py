"""A new catalogue beside the inventory: what it would change is shown first, then applied, then can be taken back.

Until it is applied each application keeps what the former catalogue made of its name.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventaire.catalog.reader import load_catalog
from inventaire.domain.audit import Action, Subject
from inventaire.domain.changes import ChangeKind, kind_of
from inventaire.domain.dictionary import MARK
from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.interview import DECLARED
from inventaire.domain.recognition import Recognition
from inventaire.models import Application, AuditLine, Device, Installation, db
from inventaire.models.audit_line import line_of
from inventaire.models.bulk import change_all, chunks
from inventaire.models.scope import WITH_BIN
from inventaire.models.sealing import keep_lines
from inventaire.services.database import writing
from inventaire.services.dictionary import settle
from inventaire.services.memory import remembered
from inventaire.services.recognition import load_dictionary, recognise_here

COLUMNS = (
    Application.id,
    Application.raw_name,
    Application.publisher,
    Application.raw_version,
    Application.outcome,
    Application.tool,
    Application.rule,
    Application.catalog_version,
)
MARK_SIGNS = 16
NOTHING_NEW = "L’inventaire suit déjà ce catalogue."
MOVED = "Le catalogue ou l’inventaire a changé entre-temps\u00a0: relisez ce qui changerait, puis confirmez à nouveau."
NOTHING_DONE = "Aucun catalogue appliqué ne peut être repris\u00a0: le dernier l’a déjà été, ou la trace en est purgée."


@dataclass(frozen=True, slots=True)
class NameChange:
    """What a new catalogue would make of the name of an application, beside what is kept."""

    application_id: int
    name: str
    publisher: str
    machines: int
    kind: ChangeKind
    before: Recognition
    after: Recognition


def is_new() -> bool:
    """Say whether some applications still follow another catalogue than the one that is loaded."""
    return db.session.scalar(select(Application.id).where(*_elsewhere()).limit(1)) is not None


def former_versions() -> list[str]:
    """Give the versions of the catalogues that applications still follow."""
    found = db.session.scalars(select(Application.catalog_version).where(*_elsewhere()).distinct())
    return sorted(version or "" for version in found)


def pending() -> tuple[NameChange, ...]:
    """List what the loaded catalogue would change, the names on the most machines first."""
    return _pending(load_catalog().version)


@remembered
def _pending(_version: str) -> tuple[NameChange, ...]:
    dictionary = load_dictionary()
    changes = []
    for row in _followers_of_another():
        after = recognise_here(row.raw_name, row.publisher, row.raw_version or "", dictionary)
        before = Recognition(row.outcome, row.tool, rule=row.rule)
        if (before.outcome, before.tool) != (after.outcome, after.tool):
            changes.append((row, before, after))
    machines = _machines([row.id for row, _, _ in changes])
    found = [
        NameChange(
            row.id,
            row.raw_name,
            row.publisher,
            machines.get(row.id, 0),
            kind_of(before, after),
            before,
            after,
        )
        for row, before, after in changes
    ]
    return tuple(sorted(found, key=lambda change: (-change.machines, change.name, change.application_id)))


def apply_catalogue(seen: str | None = None) -> int:
    """Let the applications follow the loaded catalogue, in one transaction; count those that move on.

    `seen` is the mark of the list that was read. Raises Conflict when it is no longer that list.
    """
    with writing() as session:
        if not is_new():
            raise Conflict(NOTHING_NEW)
        if seen is not None and seen != mark_of(pending()):
            raise Conflict(MOVED)
        _keep_marker(session, {"catalog_version": load_catalog().version})
        return settle(session, _followers_of_another())


def take_back_catalogue() -> int:
    """Give the applications what they had before the last catalogue applied; count them. Raises NotFound.

    Those that were settled otherwise since then keep what they have.
    """
    with writing() as session:
        start = _last_applied()
        if start is None:
            raise NotFound(NOTHING_DONE)
        alike = _before(session, start)
        _keep_marker(session, {})
        return sum(
            change_all(session, Application, ids, dict(values), Action.RECOGNISED.value)
            for values, ids in alike.items()
        )


def can_take_back() -> bool:
    """Say whether a catalogue that was applied can still be taken back."""
    return _last_applied() is not None


def mark_of(changes: Sequence[NameChange]) -> str:
    """Mark a list that was read: it moves with the catalogue and with what would change."""
    lines = [(each.application_id, each.before, each.after) for each in changes]
    return f"{load_catalog().version}.{sha256(repr(lines).encode()).hexdigest()[:MARK_SIGNS]}"


def _elsewhere() -> tuple[Any, ...]:
    """Keep the applications that follow another catalogue; what somebody declared follows none."""
    other = Application.catalog_version.is_distinct_from(load_catalog().version)
    return other, Application.rule.is_distinct_from(DECLARED)


def _followers_of_another() -> Sequence[Any]:
    query = select(*COLUMNS).where(*_elsewhere()).order_by(Application.id)
    return db.session.execute(query, execution_options=WITH_BIN).all()


def _machines(ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(ids):
        query = select(Installation.application_id, func.sum(Device.quantity))
        query = query.join(Device, Device.id == Installation.device_id).where(Installation.application_id.in_(some))
        found.update((row[0], int(row[1])) for row in db.session.execute(query.group_by(Installation.application_id)))
    return found


def _keep_marker(session: Session, after: dict[str, Any]) -> None:
    """Say in the trace where a catalogue begins to apply, or (empty) where it was taken back."""
    keep_lines(session, [line_of(session, Action.RECOGNISED.value, Subject.CATALOGUE.value, 0, after=after)])


def _last_applied() -> AuditLine | None:
    """Give the line of the trace from which the last catalogue was applied, unless it was taken back."""
    about = AuditLine.subject == Subject.CATALOGUE.value, AuditLine.action == Action.RECOGNISED.value
    line = db.session.scalar(select(AuditLine).where(*about).order_by(AuditLine.id.desc()).limit(1))
    return line if line and line.sides()[1] else None


def _before(session: Session, start: AuditLine) -> dict[tuple[tuple[str, Any], ...], list[int]]:
    """Group, by what they had, the applications that still have what that catalogue gave them."""
    about = AuditLine.subject == Subject.APPLICATION.value, AuditLine.action == Action.RECOGNISED.value
    lines = session.scalars(select(AuditLine).where(AuditLine.id > start.id, *about).order_by(AuditLine.id)).all()
    version = start.sides()[1]["catalog_version"]
    first = {line.subject_id: line.sides() for line in reversed(lines) if _is_of(line.sides()[1], version)}
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)
    for some in chunks(sorted(first)):
        query = select(*COLUMNS).where(Application.id.in_(some))
        for row in session.execute(query, execution_options=WITH_BIN):
            before, after = first[row.id]
            if all(getattr(row, field) == value for field, value in after.items()):
                alike[tuple(sorted(before.items()))].append(row.id)
    return alike


def _is_of(after: dict[str, Any], version: str) -> bool:
    """Tell what a catalogue gave from what was said of a name since then: that moves no catalogue, or is local."""
    return after.get("catalog_version") == version and not (after.get("rule") or "").startswith(MARK)
