"""Values as JSON keeps them."""

from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from inventaire.domain.partial_date import PartialDate

PLAIN = {str, int, float, bool, type(None)}


def plain(value: Any) -> Any:
    """Give a value as JSON keeps it."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return _written(value)
    return str(value) if isinstance(value, date | datetime) else value


_written = lru_cache(maxsize=10_000)(str)  # a fleet has few different dates, and many of each
