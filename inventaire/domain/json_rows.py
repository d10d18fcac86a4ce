"""Many flat rows written as JSON together, column by column: a text that a column repeats is written once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from json.encoder import JSONEncoder, encode_basestring
from math import isfinite
from typing import Any

ABSENT: Any = object()  # what a row does not say; None is something said
TEXTS = {str, type(ABSENT)}
Columns = Mapping[str, Sequence[Any]]


def columns_of(rows: Sequence[Mapping[str, Any]], default: Any = None) -> dict[str, list[Any]]:
    """Turn rows into columns, with a default where a row does not say one."""
    names = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name, default) for row in rows] for name in names}


class JsonRows:
    """Rows of plain values, each key and value written once, to be put together in one order or another."""

    def __init__(self, count: int, columns: Columns, encoder: JSONEncoder) -> None:
        self._count, self._encoder = count, encoder
        self._columns = {name: self._column(name, values) for name, values in columns.items()}

    def texts(self, names: Iterable[str] | None = None) -> list[str]:
        """Give the text of each row as the encoder would write it, with the keys in this order, or as they came."""
        columns = [self._columns[name] for name in (self._columns if names is None else names)]
        comma = self._encoder.item_separator
        rows = zip(*columns, strict=True) if columns else [()] * self._count
        return [f"{{{comma.join(filter(None, row))}}}" for row in rows]

    @property
    def names(self) -> list[str]:
        """List the keys in the order of canonical JSON."""
        return sorted(self._columns)

    def _column(self, name: str, values: Sequence[Any]) -> list[str]:
        head = encode_basestring(name) + self._encoder.key_separator
        if set(map(type, values)) <= TEXTS:
            known = {value: "" if value is ABSENT else head + encode_basestring(value) for value in set(values)}
            return [known[value] for value in values]
        return ["" if value is ABSENT else head + self._text(value) for value in values]

    def _text(self, value: Any) -> str:
        kind = value.__class__
        if kind is str:
            return encode_basestring(value)
        return repr(value) if kind is int or (kind is float and isfinite(value)) else self._encoder.encode(value)
