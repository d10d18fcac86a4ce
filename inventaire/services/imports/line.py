"""One line of an import as a person reads it, to choose what becomes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, null, or_, select

from inventaire.domain.errors import NotFound
from inventaire.domain.imports import Doubt, ImportState, Outcome
from inventaire.models import Account, AuditLine, Device, DeviceSource, Import, ImportRow, Site, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.choices import NO_LINE, answers, ask_the_same, doubt_of, fields_of
from inventaire.services.privacy import hidden_fields

Written = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a line would change: its values, whether it is written, who corrected it by hand and when."""

    name: str
    before: Any
    after: Any
    taken: bool
    by_hand: bool
    written: Written | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what may be chosen of it: devices, other lines each by the answer that leaves it out, fields."""

    batch: Import
    row: ImportRow
    doubt: Doubt | None
    answers: Sequence[str]
    devices: Sequence[Any]
    rivals: Sequence[tuple[str, ImportRow]]
    fields: Sequence[Field]
    alike: int
    mine: bool


def line_of(number: int, line_id: int) -> Line:
    """Find a line of an import, with what may be chosen of it. Raises NotFound."""
    batch = get_import(number)
    row = db.session.scalar(select(ImportRow).where(ImportRow.import_id == batch.id, ImportRow.id == line_id))
    if row is None:
        raise NotFound(NO_LINE)
    question = row.question or {}
    return Line(
        batch,
        row,
        doubt_of(row),
        answers(row),
        candidates(question.get("devices", ())),
        _lines_at(batch, question.get("lines", ())),
        fields(row, written_by([row])),
        _count_alike(row),
        is_mine(batch),
    )


def is_mine(batch: Import) -> bool:
    """Say whether the caller prepared an import that is not written yet: they alone choose in it."""
    actor = db.session().info.get(ACTOR, Actor("système"))
    return batch.state is ImportState.PREVIEWED and batch.account_id == actor.account_id


def next_asked(number: int, after: int = 0) -> int | None:
    """Give the next line of an import that waits for a person, or else the first."""
    asked = select(func.min(ImportRow.id)).where(
        ImportRow.import_id == get_import(number).id, ImportRow.outcome == Outcome.ASKED
    )
    later: int | None = db.session.scalar(asked.where(ImportRow.id > after))
    return later or db.session.scalar(asked.where(ImportRow.id != after))


def count_held(batch: Import) -> int:
    """Count the lines some of whose values are corrected by hand, or were set aside."""
    held = select(func.count()).where(ImportRow.import_id == batch.id, ImportRow.held.is_not(null()))
    return db.session.scalar(held) or 0


def fields(row: ImportRow, written: Mapping[int, Written]) -> list[Field]:
    """Give the fields that a line would change or leaves, without those that nobody may read any more."""
    hidden = hidden_fields()
    return [
        Field(name, before, after, name in row.changes, line is not None, written.get(line or 0))
        for name, before, after, line in fields_of(row)
        if name not in hidden
    ]


def written_by(rows: Iterable[ImportRow]) -> dict[int, Written]:
    """Give, by line of the trace, who wrote by hand what some lines would change, and when."""
    lines = {line for row in rows for _, _, line in (row.held or {}).values() if line}
    found = db.session.execute(
        select(AuditLine.id, func.coalesce(Account.name, AuditLine.actor), AuditLine.at)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .where(AuditLine.id.in_(lines))
    )
    return {line: (who, at) for line, who, at in found}


def candidates(devices: Sequence[int]) -> Sequence[Any]:
    """Give what tells devices apart: names, numbers, site, and when a file last spoke of them."""
    seen = (
        select(func.max(Import.applied_at))
        .join(DeviceSource, DeviceSource.import_id == Import.id)
        .where(DeviceSource.device_id == Device.id, Import.state == ImportState.APPLIED)
        .scalar_subquery()
    )
    query = select(Device, Site.name.label("site"), seen.label("seen_at")).outerjoin(Site, Site.id == Device.site_id)
    return db.session.execute(query.where(Device.id.in_(devices)).order_by(Device.id)).all()


def _lines_at(batch: Import, places: Sequence[Sequence[int]]) -> list[tuple[str, ImportRow]]:
    """Give some lines, found by the rank of their part and their own in it."""
    if not places:
        return []
    rank = func.row_number().over(partition_by=ImportRow.part, order_by=ImportRow.id) - 1
    ranked = select(ImportRow.id, ImportRow.part, rank.label("rank")).where(ImportRow.import_id == batch.id).subquery()
    wanted = or_(*((ranked.c.part == part) & (ranked.c.rank == rank) for part, rank in places))
    found = select(ranked.c.rank, ImportRow).join(ranked, ranked.c.id == ImportRow.id).where(wanted)
    rows = db.session.execute(found.order_by(ImportRow.id))
    return [(f"line:{row.part}:{rank}", row) for rank, row in rows]


def _count_alike(row: ImportRow) -> int:
    """Count the other lines of which the same is asked."""
    if doubt_of(row) is None:
        return 0
    asked = (ImportRow.import_id == row.import_id, ImportRow.outcome == Outcome.ASKED, ImportRow.id != row.id)
    others: Iterable[Any] = db.session.execute(
        select(ImportRow.target, ImportRow.outcome, ImportRow.question).where(*asked)
    )
    return sum(1 for other in others if ask_the_same(row, other))
