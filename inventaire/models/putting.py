"""Rows handed to the driver just as the database keeps them: nothing is made of each but one tuple."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, insert, text, update
from sqlalchemy import Enum as EnumColumn

from inventaire.domain.json_rows import Columns, columns_of
from inventaire.domain.partial_date import PartialDate
from inventaire.models.base import PartialDateColumn, UtcDateTime
from inventaire.models.beside import do_beside
from inventaire.models.tables import IDS

Row = Mapping[str, Any]
Statement = tuple[str, tuple[str, ...]]
MOST_VALUES = 32_766  # of a statement, for SQLite
NEXT_IDS = text(
    "SELECT nextval(pg_get_serial_sequence(quote_ident(:name), 'id')::regclass) FROM generate_series(1, :count)"
)


def next_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Give ids that no row of a table has had, in order; on SQLite, to whoever holds the right to write."""
    if connection.dialect.name == "postgresql":
        return sorted(connection.scalars(NEXT_IDS, {"name": table.name, "count": count}))
    last = connection.scalar(text(IDS["sqlite"]), {"name": table.name}) or 0
    return range(last + 1, last + count + 1)


def put_all(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, None where one does not say a column; what JSON columns hold is its text already."""
    put_columns(connection, table, columns_of(rows))


def put_columns(connection: Connection, table: Table, columns: Columns) -> None:
    """Do so with rows that come as columns, which nobody changes afterwards: a thread may read them."""
    do_beside(connection, _put, table, columns)


def _put(connection: Connection, table: Table, columns: Columns) -> None:
    sql, order = _insertion(connection.dialect, table, tuple(columns))
    bound = _bound_columns(connection, table, columns, order)
    if connection.dialect.name == "sqlite":
        _put_together(connection, bound, sql)
    elif rows := list(zip(*bound, strict=True)):
        _run(connection, rows, (sql, order))


def _put_together(connection: Connection, columns: Sequence[Sequence[Any]], sql: str) -> None:
    """Insert as many rows a statement as it takes: what SQLite does once a statement, it does once for them all."""
    start, _, one = sql.partition(" VALUES ")
    width = len(columns)
    together = MOST_VALUES // width
    for first in range(0, len(columns[0]), together):
        group = [values[first : first + together] for values in columns]
        count = len(group[0])
        values: list[Any] = [None] * (width * count)
        for place, told in enumerate(group):
            values[place::width] = told
        several = f"{start} VALUES {', '.join([one] * count)}"
        connection.exec_driver_sql(several, tuple(values))


def set_all(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Give rows of a table new values, each found by the `id` it bears here; the rest as for `put_all`."""
    statement = _change(connection.dialect, table, tuple(rows[0]))
    bound = _bound_columns(connection, table, columns_of(rows), statement[1])
    _run(connection, list(zip(*bound, strict=True)), statement)


def _run(connection: Connection, rows: Sequence[tuple[Any, ...]], statement: Statement) -> None:
    sql, order = statement
    values: Sequence[Any] = rows
    if not connection.dialect.positional:
        values = [dict(zip(order, row, strict=True)) for row in values]
    connection.exec_driver_sql(sql, values)


def _bound_columns(
    connection: Connection, table: Table, columns: Columns, order: tuple[str, ...]
) -> list[Sequence[Any]]:
    return [_bound(table, name, columns[name], connection.dialect) for name in order]


@lru_cache(maxsize=32)
def _insertion(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    return _compiled(insert(table).inline().compile(dialect=dialect, column_keys=names))


@lru_cache(maxsize=32)
def _change(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    changing = update(table).where(table.c.id == bindparam("id"))
    return _compiled(changing.compile(dialect=dialect, column_keys=[name for name in names if name != "id"]))


def _compiled(compiled: Any) -> Statement:
    """Give the words of a statement for the driver, and its parameters in their order."""
    return str(compiled), tuple(compiled.positiontup or compiled.params)


def _bound(table: Table, name: str, values: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    bind = _binder(table.c[name].type, dialect)
    return [bind(value) for value in values] if bind else values


def _binder(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    """Give what turns a value, plain or typed, into what the database keeps; each value is turned once."""
    if isinstance(kind, EnumColumn) and kind.enum_class:
        terms = kind.enum_class
        return cache(lambda value: None if value is None else terms(value).value)
    if isinstance(kind, PartialDateColumn):
        return cache(lambda value: None if value is None else str(PartialDate.parse(str(value))))
    if isinstance(kind, UtcDateTime):
        return cache(partial(kind.process_bind_param, dialect=dialect))
    return None
