"""Values of a row as plain JSON, and back to what the columns hold."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Enum as EnumColumn
from sqlalchemy import inspect

from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import Base, PartialDateColumn, UtcDateTime
from inventaire.models.trace import OWN, plain


def plain_values(row: Base) -> dict[str, Any]:
    """Give every column of a row as JSON keeps it."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs}


def empty_values(model: type[Base]) -> dict[str, Any]:
    """Give None for every column that a row may leave unknown, for rows inserted together."""
    return {column.key: None for column in inspect(model).columns if column.key not in OWN}


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
