"""What happened to a row, told as people read it: who, when, from what to what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, select

from inventaire.domain.audit import Action, Subject
from inventaire.models import Account, AuditLine, Import, db
from inventaire.services.naming import REFERENCES, Known, names_of
from inventaire.services.privacy import hidden_fields
from inventaire.services.wording import heading, in_words, place_of

LATEST = 50
LABELS = {term.value: term.label for kind in (Action, Subject) for term in kind}


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose value moved, under its heading; the values are ready to be written, None is unknown."""

    heading: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the trace as people read it.

    `name` is what its subject is called today, None once it has gone; `erased` says that personal
    values once stood in the line.
    """

    sequence: int
    at: datetime
    actor: str
    action: str
    action_label: str
    subject: str
    subject_label: str
    subject_id: int
    name: str | None
    import_number: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    changes: tuple[Change, ...]
    erased: bool
    seal: str


def history_of(subject: str, subject_id: int) -> list[Told]:
    """Give what happened to one row, latest first, the last fifty times."""
    same = and_(AuditLine.subject == subject, AuditLine.subject_id == subject_id)
    return told(db.session.execute(lines().where(same).order_by(AuditLine.id.desc()).limit(LATEST)).all())


def lines() -> Select[*tuple[Any, ...]]:
    """Select lines of the trace, each with the name of the account that wrote it and the number of its import."""
    return (
        select(AuditLine, Account.name, Import.number)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .outerjoin(Import, Import.id == AuditLine.import_id)
    )


def told(rows: Sequence[Any]) -> list[Told]:
    """Tell lines as `lines` selects them."""
    hidden = hidden_fields()
    sides = [line.sides() for line, _, _ in rows]
    names = names_of(_mentioned([line for line, _, _ in rows], sides))
    return [
        _told(line, who or line.actor, number, _without(hidden, both), names)
        for (line, who, number), both in zip(rows, sides, strict=True)
    ]


def _mentioned(found: Sequence[AuditLine], sides: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[Known]:
    yield from ((line.subject, line.subject_id) for line in found)
    for side in (side for both in sides for side in both):
        yield from ((REFERENCES[field], value) for field, value in side.items() if field in REFERENCES and value)


def _without(hidden: frozenset[str], sides: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [{field: value for field, value in side.items() if field not in hidden} for side in sides]


def _told(line: AuditLine, who: str, number: int | None, sides: list[dict[str, Any]], names: dict[Known, str]) -> Told:
    before, after = sides
    fields = sorted(before.keys() | after.keys(), key=partial(place_of, line.subject))
    values = [[_value(line.subject, field, side.get(field), names) for side in sides] for field in fields]
    return Told(
        sequence=line.sequence,
        at=line.at,
        actor=who,
        action=line.action,
        action_label=LABELS.get(line.action, line.action),
        subject=line.subject,
        subject_label=LABELS.get(line.subject, line.subject),
        subject_id=line.subject_id,
        name=names.get((line.subject, line.subject_id)),
        import_number=number,
        before=before,
        after=after,
        changes=tuple(Change(heading(field), *both) for field, both in zip(fields, values, strict=True)),
        erased=line.personal_digest is not None and line.personal is None,
        seal=line.seal,
    )


def _value(subject: str, field: str, value: Any, names: dict[Known, str]) -> Any:
    if field in REFERENCES and value:
        return names.get((REFERENCES[field], value), f"n° {value}")
    return in_words(subject, field, value)
