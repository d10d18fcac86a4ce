"""What an import does, told as JSON line by line: it is never whole in memory beside its lines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from inventaire.domain.imports import Outcome
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record

REFUSED = (Outcome.REFUSED, Outcome.ASKED)
ENCODER = json.JSONEncoder(ensure_ascii=False)


def told(parts: Sequence[Part], number: int | None) -> Iterator[str]:
    """Give the pieces of the answer; `number` is that of the import, once it is written."""
    yield '{"files": ['
    for rank, part in enumerate(parts):
        yield from _part(part, "," if rank else "")
    yield f'\n],\n"import": {ENCODER.encode(number)}, "applied": {ENCODER.encode(number is not None)}}}\n'


def _part(part: Part, comma: str) -> Iterator[str]:
    yield f'{comma}\n{ENCODER.encode(part.heading())[:-1]},\n"records": ['
    yield from _listed(map(_record, part.records))
    yield '\n],\n"refusals": ['
    yield from _listed(fault for record in part.records if record.outcome in REFUSED for fault in _faults(record))
    yield "\n]}"


def _listed(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    comma = ""
    for value in values:
        yield f"{comma}\n{ENCODER.encode(value)}"
        comma = ","


def _record(record: Record) -> dict[str, Any]:
    return {
        "line": record.line,
        "outcome": record.outcome.value,
        "values": record.values,
        "changes": {key: {"before": old, "after": new} for key, (old, new) in record.changes.items()},
        "kept": {key: {"before": old, "after": new} for key, (old, new) in record.left_as_is().items()},
        "reason": record.reason,
        "source": record.source,
    }


def _faults(record: Record) -> list[dict[str, Any]]:
    return record.faults or [{"line": record.line, "column": None, "value": None, "reason": record.reason}]
