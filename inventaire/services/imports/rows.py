"""The lines of a batch as the database keeps them, from its preview to its writing: no object is made of a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import delete, select

from inventaire.domain.imports import Outcome, Target
from inventaire.domain.json_rows import ABSENT, JsonRows, columns_of
from inventaire.models import Import, ImportRow, db
from inventaire.models.bulk import CHUNK, keep_columns, rewrite_all
from inventaire.services.imports.packed import Packed
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import MARKED, WRITTEN, Record, written
from inventaire.services.privacy import hidden_fields

Ids = list[list[int]]  # of the rows of each part, in the order of its lines
SETTLED = ("choice", "question", "held", "covers")  # of few lines: nothing is kept of the others
FATE = ("outcome", "changes", "faults", "reason", "object_id", "effects", *SETTLED)
READ = ("line", "target", "values", "outcome", "changes", "faults", "reason", "object_id", "source", *SETTLED)


def keep_rows(batch: Import, part: Part, records: Iterable[Record]) -> None:
    """Keep lines of a part of a batch."""
    waiting = iter(records)
    while some := list(islice(waiting, CHUNK)):
        keep_lines(batch, part.rank, some, [part.cells_of(record) for record in some])


def keep_lines(
    batch: Import, part: int, records: Sequence[Record], cells: Sequence[Sequence[Any] | None] | None = None
) -> None:
    """Keep some lines of a part, with their cells as they came where they may be given back.

    Their values are written together, their marks from these.
    """
    count = len(records)
    told = JsonRows(count, columns_of([record.values for record in records], ABSENT), MARKED)
    values = told.texts(told.names)
    for record, text in zip(records, values, strict=True):
        record.mark(text)
    columns: dict[str, Sequence[Any]] = {
        "import_id": [batch.id] * count,
        "part": [part] * count,
        "values": values,
        "effects": _effects(records),
        **_columns(records, ("line", "target", "fingerprint", "outcome", "object_id")),
        **{name: list(map(written, values)) for name, values in _columns(records, ("changes", "faults")).items()},
        **_seldom(records, cells or [None] * count),
    }
    keep_columns(db.session(), ImportRow, columns)


def _columns(records: Sequence[Record], names: Sequence[str]) -> dict[str, list[Any]]:
    return {name: list(map(attrgetter(name), records)) for name in names}


def _seldom(records: Sequence[Record], cells: Sequence[Sequence[Any] | None]) -> dict[str, list[Any]]:
    """Give the columns that few lines fill, where one does."""
    settled = {
        name: [written(each) if each else None for each in told] for name, told in _columns(records, SETTLED).items()
    }
    given_back = [None if each is None else written(list(each)) for each in cells]
    seldom = {**_columns(records, ("source", "reason")), **settled, "cells": given_back}
    return {name: values for name, values in seldom.items() if any(values)}


def _effects(records: Sequence[Record]) -> list[str]:
    """Write what was done: nearly all lines did one thing, and those are written together."""
    if all(len(record.effects) == 1 for record in records):
        together = JsonRows(len(records), columns_of([record.effects[0] for record in records], ABSENT), WRITTEN)
        return [f"[{text}]" for text in together.texts()]
    return [written(record.effects) for record in records]


def forget_lines(batch: Import) -> None:
    """Forget what was understood of a batch."""
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == batch.id))
    batch.files = []


def read_rows(batch: Import) -> tuple[Ids, list[Part]]:
    """Read a preview back: the ids of its rows, and its parts whose lines are in the same order."""
    parts = [_part(rank, heading) for rank, heading in enumerate(batch.files)]
    ids: Ids = [[] for _ in parts]
    hidden = hidden_fields()
    columns = [getattr(ImportRow, name) for name in READ]
    query = select(ImportRow.id, ImportRow.part, *columns).where(ImportRow.import_id == batch.id)
    rows = query.order_by(ImportRow.part, ImportRow.id).execution_options(yield_per=CHUNK)
    for row, part, *told in db.session.execute(rows):
        record = Record(**dict(zip(READ, told, strict=True)), rank=len(ids[part]))
        record.values, record.changes = _without(hidden, record.values), _without(hidden, record.changes)
        record.held = _without(hidden, record.held) or None if record.held else None
        ids[part].append(row)
        parts[part].records.append(record)
    return ids, parts


def say_what_became(ids: Ids, part: Part, records: Sequence[Record]) -> None:
    """Write on the rows of a preview what was made of their lines: the row of the inventory, and the effects."""
    _rewrite(
        {"id": ids[part.rank][record.rank], "object_id": record.object_id, "effects": written(record.effects)}
        for record in records
        if record.effects or record.outcome is Outcome.CREATED
    )


def fates_of(parts: Sequence[Part]) -> list[list[int]]:
    """Give a mark of what is said of each line of a preview, to be compared with what will be."""
    return [[_mark(record) for record in part.records] for part in parts]


def say_what_moved(batch: Import, ids: Ids, parts: Sequence[Part], before: Sequence[Sequence[int]]) -> None:
    """Write on the rows of a preview what is now said of their lines, where that is not what was said before.

    Lines that the preview did not have are kept after the others of their part.
    """
    for part, rows, fates in zip(parts, ids, before, strict=True):
        told = (record for record in part.records if record.rank < len(rows))
        _rewrite({"id": rows[each.rank]} | _fate(each) for each in told if _mark(each) != fates[each.rank])
        keep_rows(batch, part, (record for record in part.records if record.rank >= len(rows)))


def _mark(record: Record) -> int:
    return hash(repr([getattr(record, name) for name in FATE]))


def _rewrite(rows: Iterator[dict[str, object]]) -> None:
    while some := list(islice(rows, CHUNK)):
        rewrite_all(db.session(), ImportRow, some)


def _fate(record: Record) -> dict[str, object]:
    """Give what a row says of what becomes of its line."""
    return {
        "outcome": record.outcome,
        "changes": written(record.changes),
        "faults": written(record.faults),
        "reason": record.reason,
        "object_id": record.object_id,
        "effects": written(record.effects),
        **{name: written(told) if (told := getattr(record, name)) else None for name in SETTLED},
    }


def _part(rank: int, heading: Mapping[str, Any]) -> Part:
    kept = {field.name: heading[field.name] for field in fields(Part) if field.name in heading}
    part = Part(**kept | {"target": Target(heading["target"]), "rank": rank})
    if part.is_of_agents and part.target is Target.APPLICATIONS:
        part.records = Packed()
    return part


def _without(hidden: frozenset[str], values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what may no longer be kept, though it was read when it still might."""
    if hidden.isdisjoint(values):
        return values
    return {field: value for field, value in values.items() if field not in hidden}
