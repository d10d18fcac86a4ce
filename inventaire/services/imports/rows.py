"""The lines of a batch as the database keeps them, from its preview to its writing: no object is made of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import delete, select

from inventaire.domain.imports import Target
from inventaire.domain.json_rows import JsonRows
from inventaire.models import Import, ImportRow, db
from inventaire.models.bulk import CHUNK, chunks, keep_all, rewrite_all
from inventaire.services.imports.records import MARKED, Part, Record, written
from inventaire.services.privacy import hidden_fields

SETTLED = ("choice", "question", "held", "covers")  # of few lines: nothing is kept of the others
FATE = ("outcome", "changes", "faults", "reason", "object_id", "effects", *SETTLED)
READ = ("line", "target", "values", "outcome", "changes", "faults", "reason", "object_id", "source", *SETTLED)


def keep_rows(batch: Import, parts: Sequence[Part]) -> None:
    """Keep the lines of a batch."""
    for number, part in enumerate(parts):
        for some in chunks(part.records):
            keep_all(db.session(), ImportRow, _rows_of(batch, number, part, some))


def forget_lines(batch: Import) -> None:
    """Forget what was understood of a batch."""
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == batch.id))
    batch.files = []


def read_rows(batch: Import) -> tuple[list[int], list[Part]]:
    """Read a preview back: the ids of its rows, and its parts whose lines are in the same order."""
    parts = [_part(heading) for heading in batch.files]
    hidden, ids = hidden_fields(), []
    columns = [getattr(ImportRow, name) for name in READ]
    query = select(ImportRow.id, ImportRow.part, *columns).where(ImportRow.import_id == batch.id)
    rows = query.order_by(ImportRow.part, ImportRow.id).execution_options(yield_per=CHUNK)
    for row, part, *told in db.session.execute(rows):
        record = Record(**dict(zip(READ, told, strict=True)))
        record.values, record.changes = _without(hidden, record.values), _without(hidden, record.changes)
        record.held = _without(hidden, record.held) or None if record.held else None
        ids.append(row)
        parts[part].records.append(record)
    return ids, parts


def say_what_became(ids: Sequence[int], parts: Sequence[Part], *, anew: bool) -> None:
    """Write on the rows of a preview what was made of their lines, or how they compare `anew`."""
    pairs = zip(ids, (record for part in parts for record in part.records), strict=True)
    said = ("object_id", "effects")  # all that a line that was written has to say beside its preview
    fates = [(row, _fate(record)) for row, record in pairs if anew or record.effects or record.is_written]
    for some in chunks(fates):
        rows = [{"id": row} | (fate if anew else {name: fate[name] for name in said}) for row, fate in some]
        rewrite_all(db.session(), ImportRow, rows)


def fates_of(parts: Sequence[Part]) -> list[tuple[Any, ...]]:
    """Give what is said of each line of a preview, to be compared with what will be."""
    return [tuple(getattr(record, name) for name in FATE) for part in parts for record in part.records]


def say_what_moved(ids: Sequence[int], parts: Sequence[Part], before: Sequence[tuple[Any, ...]]) -> None:
    """Write on the rows of a preview what is now said of their lines, where that is not what was said before."""
    records = [record for part in parts for record in part.records]
    moved = [
        {"id": row} | _fate(record)
        for row, record, was, now in zip(ids, records, before, fates_of(parts), strict=True)
        if now != was
    ]
    for some in chunks(moved):
        rewrite_all(db.session(), ImportRow, some)


def _rows_of(batch: Import, number: int, part: Part, records: Sequence[Record]) -> list[dict[str, object]]:
    """Give what an import keeps of the lines of a part: their values are written together, their marks from these."""
    told = JsonRows([record.values for record in records], MARKED)
    for record, values in zip(records, told.texts(told.names), strict=True):
        record.mark(values)
    return [
        row_of(batch, number, record, part.cells_of(record), values)
        for record, values in zip(records, told.texts(), strict=True)
    ]


def row_of(
    batch: Import, part: int, record: Record, cells: Sequence[Any] | None = None, values: str | None = None
) -> dict[str, object]:
    """Give what an import keeps of one line, with its cells as they came where they may be given back.

    `values` are its values where they are written already.
    """
    return {
        "import_id": batch.id,
        "part": part,
        "line": record.line,
        "target": record.target,
        "values": written(record.values) if values is None else values,
        "fingerprint": record.fingerprint,
        "source": record.source,
        "cells": None if cells is None else written(list(cells)),
        **_fate(record),
    }


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


def _part(heading: Mapping[str, Any]) -> Part:
    kept = {field.name: heading[field.name] for field in fields(Part) if field.name in heading}
    return Part(**kept | {"target": Target(heading["target"])})


def _without(hidden: frozenset[str], values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what may no longer be kept, though it was read when it still might."""
    if hidden.isdisjoint(values):
        return values
    return {field: value for field, value in values.items() if field not in hidden}
