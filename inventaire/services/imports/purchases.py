"""Lines that describe purchases: matched with those known, then written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from inventaire.domain.imports import Choice, Outcome
from inventaire.domain.purchase import SpendingNature
from inventaire.models import Purchase, db
from inventaire.models.bulk import chunks, insert_all
from inventaire.models.columns import plain_columns, typed_values
from inventaire.services.imports.effects import change, created, rows_by_id
from inventaire.services.imports.finding import PUT_ASIDE
from inventaire.services.imports.hand_made import hold_back
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record, folded, same
from inventaire.spreadsheets.purchase_columns import PURCHASES

FIELDS = tuple(column.field for column in PURCHASES)
KEY = ("bought_on", "label", "supplier", "reference")
USUAL = {"quantity": 1, "nature": SpendingNature.HARDWARE.value, "version": 1}
Row = Mapping[str, Any]
Shelf = dict[tuple[str, ...], list[Row]]


def compare_purchases(parts: Sequence[Part], *, takes_file: bool) -> None:
    """Say of each line which purchase it is, and what it would change: date, words, supplier and order tell it.

    Two lines alike are two purchases: each takes a purchase of its own, the very same first.
    """
    pending = [record for part in parts for record in part.records if record.is_pending]
    for record in pending:
        if record.chosen == Choice.ASIDE.value:
            record.settle(Outcome.IGNORED, PUT_ASIDE)
    lines, shelf = [record for record in pending if record.is_pending], _shelf() if pending else {}
    rest = [record for record in lines if not _take(record, shelf, exactly=True)]
    for record in rest:
        _take(record, shelf, exactly=False)
    known = [record for record in lines if record.object_id]
    hold_back(Purchase, [record for record in known if record.changes], takes_file=takes_file)
    for record in known:
        record.settle(Outcome.UPDATED if record.changes else Outcome.UNCHANGED)


def write_purchases(records: Sequence[Record]) -> None:
    """Create and change the purchases of the lines, noting each effect so that it can be undone."""
    new = [record for record in records if record.outcome is Outcome.CREATED]
    for some in chunks(new):
        rows = [
            USUAL | {field: record.values.get(field) for field in FIELDS if field in record.values} for record in some
        ]
        for record, made in zip(some, insert_all(db.session(), Purchase, rows), strict=True):
            record.object_id = made
            record.effects.append(created(Purchase, made))
    changed = [record for record in records if record.outcome is Outcome.UPDATED]
    there = rows_by_id(Purchase, [record.object_id for record in changed if record.object_id])
    for record in changed:
        wanted = typed_values(Purchase, {field: after for field, (_, after) in record.changes.items()})
        record.effects.append(change(there[record.object_id or 0], wanted))


def _shelf() -> Shelf:
    columns = [column.label(field) for field, column in plain_columns(Purchase, FIELDS).items()]
    found: Shelf = defaultdict(list)
    for row in db.session.execute(select(Purchase.id, *columns).order_by(Purchase.id)).mappings():
        known = {str(field): value for field, value in row.items()}
        found[_key(known)].append(known)
    return found


def _take(record: Record, shelf: Shelf, *, exactly: bool) -> bool:
    """Give a line the first purchase left of its key, or of those that say the very same; say whether there is one."""
    waiting = shelf.get(_key(record.values), [])
    for row in waiting:
        changes = _changes(row, record.values)
        if not (exactly and changes):
            record.object_id, record.changes = row["id"], changes
            waiting.remove(row)
            return True
    return False


def _changes(row: Row, values: Row) -> dict[str, list[Any]]:
    return {field: [row[field], value] for field, value in values.items() if not same(row[field], value)}


def _key(values: Row) -> tuple[str, ...]:
    return tuple(folded(str(values.get(field) or "")) for field in KEY)
