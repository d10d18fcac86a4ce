"""Many flat rows written as JSON together, column by column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from json.encoder import JSONEncoder, encode_basestring
from math import isfinite
from typing import Any

ABSENT: Any = object()  # what a row does not say; None is something said
Columns = Mapping[str, Sequence[Any]]


def columns_of(rows: Sequence[Mapping[str, Any]], default: Any = None) -> dict[str, list[Any]]:
    """Turn rows into columns, with a default where a row does not say one."""
    names = tuple(rows[0]) if rows else ()
    if all(tuple(row) == names for row in rows):
        return dict(zip(names, map(list, zip(*[row.values() for row in rows], strict=True)), strict=True))
    every = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name, default) for row in rows] for name in every}


class JsonRows:
    """Rows of plain values, each key and value written once, to be put together in one order or another."""

    def __init__(self, count: int, columns: Columns, encoder: JSONEncoder) -> None:
        self._count, self._encoder = count, encoder
        self._columns = {name: self._column(name, values) for name, values in columns.items()}

    def texts(self, names: Iterable[str] | None = None) -> list[str]:
        """Give the text of each row as the encoder would write it, with the keys in this order, or as they came."""
        columns = [self._columns[name] for name in (self._columns if names is None else names)]
        comma = self._encoder.item_separator
        if not columns:
            return ["{}"] * self._count
        rows = zip(*columns, strict=True)
        if any("" in column for column in columns):
            return [f"{{{comma.join(filter(None, row))}}}" for row in rows]
        return [f"{{{text}}}" for text in map(comma.join, rows)]

    @property
    def names(self) -> list[str]:
        """List the keys in the order of canonical JSON."""
        return sorted(self._columns)

    def _column(self, name: str, values: Sequence[Any]) -> list[str]:
        head = encode_basestring(name) + self._encoder.key_separator
        write = self._writer(values)
        if ABSENT in values:
            return ["" if value is ABSENT else head + write(value) for value in values]
        return [head + write(value) for value in values]

    def _writer(self, values: Sequence[Any]) -> Callable[[Any], str]:
        """Give what writes all the values of a column: most hold texts alone, or numbers alone."""
        types = set(map(type, values)) - {type(ABSENT)}
        if types == {str}:
            return encode_basestring
        finite = types == {int} or (types == {float} and ABSENT not in values and all(map(isfinite, values)))
        return repr if finite else self._encoder.encode
