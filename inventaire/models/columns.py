"""Values of a row as plain JSON, and back to what the columns hold."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, inspect, type_coerce
from sqlalchemy import Enum as EnumColumn

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.plain import plain
from inventaire.models.base import Base, PartialDateColumn, UtcDateTime


def plain_values(row: Base) -> dict[str, Any]:
    """Give every column of a row as JSON keeps it."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs}


def plain_columns(model: type[Base], names: Iterable[str]) -> dict[str, ColumnElement[Any]]:
    """Give columns to select, by name, whose values come as JSON keeps them; names that are no column are left out."""
    types = _types(model)
    return {name: _plain_column(getattr(model, name), types[name]) for name in names if name in types}


def _plain_column(column: Any, kind: Any) -> ColumnElement[Any]:
    """Read a term or a partial date as the text that keeps it; no moment is asked for here."""
    return type_coerce(column, String) if isinstance(kind, EnumColumn | PartialDateColumn) else column


def typed_values(model: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """Turn plain values into what the columns of a model hold; other keys are left out."""
    columns = _types(model)
    return {key: _typed(columns[key], value) for key, value in values.items() if key in columns}


@cache
def _types(model: type[Base]) -> dict[str, Any]:
    return {column.key: column.type for column in inspect(model).columns}


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, EnumColumn) and kind.enum_class:
        return kind.enum_class(value)
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return PartialDate.parse(value) if isinstance(kind, PartialDateColumn) else value
