"""The software of machines by the thousand, packed but for the few lines that are worked on."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum
from itertools import repeat
from operator import attrgetter
from typing import Any, overload

from inventaire.domain.imports import Outcome, Target
from inventaire.domain.plain import plain
from inventaire.services.imports.records import Record

TOGETHER = 5_000  # lines unpacked at once
FIELDS = attrgetter(*(field.name for field in fields(Record) if field.init))
SAFE = ("utf-8", "surrogatepass")
FAST = 1  # to fold what is much alike: a tenth of the size for a tenth of the time
TERMS: dict[str, Any] = {term.value: term for term in (*Target, *Outcome)}
PACKER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=plain)


class Packed(Sequence[Record]):
    """Lines in bundles of bytes: 600,000 of them as objects would take more than a gibibyte.

    The lines of one file are never in two bundles. What is read is a copy; `bundles` keeps what is changed.
    """

    def __init__(self) -> None:
        self._bundles: list[bytes] = []
        self._counts: list[Counter[Outcome]] = []
        self._open: list[Record] = []

    def append(self, record: Record) -> None:
        """Take in one line more."""
        if len(self._open) >= TOGETHER and record.source != self._open[-1].source:
            self._close()
        self._open.append(record)

    def bundles(self, outcomes: Iterable[Outcome] = ()) -> Iterator[list[Record]]:
        """Go through the bundles, those with lines of some outcomes if any is named: what is changed is kept."""
        self._close()
        wanted = set(outcomes)
        for place in range(len(self._bundles)):
            if not wanted or wanted & self._counts[place].keys():
                records = self._unpacked(place)
                yield records
                self._bundles[place], self._counts[place] = _packed(records)

    def counts(self) -> Counter[Outcome]:
        """Count the lines by what becomes of them."""
        self._close()
        return sum(self._counts, Counter())

    def __len__(self) -> int:
        """Count the lines."""
        return sum(counts.total() for counts in self._counts) + len(self._open)

    def __iter__(self) -> Iterator[Record]:
        """Read the lines, some at a time."""
        self._close()
        for place in range(len(self._bundles)):
            yield from self._unpacked(place)

    @overload
    def __getitem__(self, rank: int) -> Record: ...
    @overload
    def __getitem__(self, rank: slice) -> list[Record]: ...
    def __getitem__(self, rank: int | slice) -> Record | list[Record]:
        """Read one line, or some."""
        return list(self)[rank]

    def _close(self) -> None:
        if self._open:
            bundle, counts = _packed(self._open)
            self._bundles.append(bundle)
            self._counts.append(counts)
            self._open = []

    def _unpacked(self, place: int) -> list[Record]:
        count, columns = json.loads(zlib.decompress(self._bundles[place]).decode(*SAFE))
        line, target, values, outcome, *more = (_spread(alike, told, count) for alike, told in columns)
        return list(map(Record, line, map(TERMS.__getitem__, target), values, map(TERMS.__getitem__, outcome), *more))


def _packed(records: Sequence[Record]) -> tuple[bytes, Counter[Outcome]]:
    columns = [_gathered(column) for column in zip(*map(FIELDS, records), strict=True)]
    told = PACKER.encode([len(records), columns]).encode(*SAFE)
    return zlib.compress(told, FAST), Counter(record.outcome for record in records)


def _gathered(column: Sequence[Any]) -> tuple[bool, Any]:
    """Say once what all lines say alike, most of it nothing."""
    first = column[0]
    alike = (not first or isinstance(first, Enum)) and column.count(first) == len(column)
    return alike, first if alike else column


def _spread(alike: object, told: Any, count: int) -> Iterable[Any]:
    if alike and isinstance(told, dict | list):
        return [told.copy() for _ in range(count)]
    return repeat(told, count) if alike else told
