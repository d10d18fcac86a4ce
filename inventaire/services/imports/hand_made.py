"""What people wrote by hand since a file last said it: the trace tells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select

from inventaire.domain.imports import ImportState
from inventaire.models import AuditLine, Import, db
from inventaire.models.bulk import chunks
from inventaire.services.imports.records import Record

PLACES = {"site_id": "site", "department_id": "department"}


def hold_back(model: Any, records: Sequence[Record], *, takes_file: bool) -> None:
    """Keep out of the changes of lines what people wrote by hand in their rows, unless they chose otherwise."""
    written = hand_made(model, {record.object_id for record in records if record.object_id})
    for record in records:
        record.hold(written.get(record.object_id or 0, {}), takes_file=takes_file)


def hand_made(model: Any, ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Give, by row, the fields whose last writer is a person, with the line of the trace that says so.

    Imports that were taken back count for nothing: neither what they wrote nor what their undoing put back.
    """
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for some in chunks(sorted(ids)):
        for row, line, by_import, fields in _writes(model.__tablename__, some):
            for field in fields:
                if by_import:
                    found[row].pop(field, None)
                else:
                    found[row][field] = line
    return {row: fields for row, fields in found.items() if fields}


def _writes(subject: str, ids: Sequence[int]) -> Iterable[tuple[int, int, bool, list[str]]]:
    """Give the writes, in order, of the rows among these that a person touched: few, beside those that files made."""
    about = (AuditLine.subject == subject, AuditLine.subject_id.in_(ids))
    by_hand = select(AuditLine.subject_id).where(*about, AuditLine.import_id.is_(None)).distinct()
    touched = list(db.session.scalars(by_hand))
    undone = select(Import.id).where(Import.state == ImportState.UNDONE)
    lasting = or_(AuditLine.import_id.is_(None), AuditLine.import_id.not_in(undone))
    lines = select(AuditLine.subject_id, AuditLine.id, AuditLine.import_id, AuditLine.after, AuditLine.personal)
    wanted = lines.where(AuditLine.subject == subject, AuditLine.subject_id.in_(touched), lasting)
    for row, line, batch, after, personal in db.session.execute(wanted.order_by(AuditLine.id)) if touched else ():
        fields = [*after, *(personal or {}).get("after", {})]
        yield row, line, batch is not None, [PLACES.get(field, field) for field in fields]
