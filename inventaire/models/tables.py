"""The tables of a database as they stand, whatever its revision: read part by part, filled, emptied."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    MetaData,
    Table,
    bindparam,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import Inspector

from inventaire.models.base import UtcDateTime
from inventaire.models.scope import KEY, NOBODY, Caller, tell_database

TOWNS = "organisation"
LEFT_OUT = {"alembic_version", "sign_in", "sign_in_failure", "sent_form"}  # sessions die with the database
CHUNK = 1_000
IDS = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = :name",
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence(quote_ident(:name), 'id')::regclass)",
}
MOVE_IDS = {
    "sqlite": (
        "DELETE FROM sqlite_sequence WHERE name = :name",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)",
    ),
    "postgresql": ("SELECT setval(pg_get_serial_sequence(quote_ident(:name), 'id')::regclass, :last)",),
}
OWN_FUNCTIONS = text(
    "SELECT oid::regprocedure::text FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace AND proowner = current_user::regrole"
    " AND prorettype = 'trigger'::regtype"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A table that is there, and those of its columns that refer to the table itself."""

    table: Table
    inward: tuple[str, ...]

    @property
    def name(self) -> str:
        """Give the name of the table."""
        return self.table.name

    @property
    def owner(self) -> ColumnElement[int] | None:
        """Give the column that says whose row it is, if there is one."""
        return self.table.c.id if self.name == TOWNS else self.table.c.get(KEY)

    def part(self, owner: int | None) -> list[ColumnElement[bool]]:
        """Give the conditions that keep the rows of one organisation, or those that belong to none."""
        if self.owner is None:
            return []
        return [self.owner.is_(None) if owner is None else self.owner == owner]


def standing_tables(connection: Connection) -> list[Standing]:
    """List the tables that are there, each after those that it refers to."""
    there = inspect(connection)
    ordered = [name for name, _ in there.get_sorted_table_and_fkc_names() if name]
    return [_standing(there, name) for name in ordered if name not in LEFT_OUT]


def reach(connection: Connection, owner: int | None) -> None:
    """Let a transaction see and write the rows of one organisation, or those that belong to none."""
    tell_database(connection, Caller(organisation_id=owner or NOBODY, operator=True))


def rows_of(connection: Connection, standing: Standing, owner: int | None) -> Iterator[list[Any]]:
    """Read the rows of one organisation, or those that belong to none, a few at a time; moments as ISO text."""
    query = select(standing.table).where(*standing.part(owner)).order_by(standing.table.c.id)
    for row in connection.execute(query, execution_options={"yield_per": CHUNK}):
        yield [value.isoformat() if isinstance(value, datetime) else value for value in row]


def count_of(connection: Connection, standing: Standing, owner: int | None) -> int:
    """Count the rows of one organisation, or those that belong to none."""
    query = select(func.count()).select_from(standing.table).where(*standing.part(owner))
    return connection.scalar(query) or 0


def fill(connection: Connection, standing: Standing, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Insert rows as `rows_of` gave them, and give what `refer` must be told once all are there."""
    moments = [column.name for column in standing.table.c if isinstance(column.type, UtcDateTime)]
    inward, chunk = [], []
    for row in rows:
        row |= {name: datetime.fromisoformat(row[name]) for name in moments if row[name]}
        if any(row[name] is not None for name in standing.inward):
            inward.append({"row_id": row["id"]} | {name: row[name] for name in standing.inward})
            row |= dict.fromkeys(standing.inward)
        chunk.append(row)
        if len(chunk) == CHUNK:
            connection.execute(insert(standing.table), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(standing.table), chunk)
    return inward


def refer(connection: Connection, standing: Standing, inward: Sequence[dict[str, Any]]) -> None:
    """Set the references of rows to rows of the same table."""
    named = update(standing.table).where(standing.table.c.id == bindparam("row_id"))
    connection.execute(named.values({name: bindparam(name) for name in standing.inward}), inward)


def last_id(connection: Connection, name: str) -> int:
    """Give the last id that a table gave, its row gone or not."""
    return connection.scalar(text(IDS[connection.dialect.name]), {"name": name}) or 0


def move_ids(connection: Connection, name: str, last: int) -> None:
    """Have a table give ids after this one."""
    for statement in MOVE_IDS[connection.dialect.name]:
        connection.execute(text(statement), {"name": name, "last": last})


def drop_everything(connection: Connection) -> None:
    """Leave a database as if nothing had ever been made in it."""
    cascade = ""
    if connection.dialect.name == "postgresql":
        cascade = " CASCADE"
        for function in connection.scalars(OWN_FUNCTIONS).all():
            connection.exec_driver_sql(f"DROP FUNCTION {function} CASCADE")
    for name in inspect(connection).get_table_names():
        connection.exec_driver_sql(f'DROP TABLE "{name}"{cascade}')


def _standing(there: Inspector, name: str) -> Standing:
    own = [key["constrained_columns"] for key in there.get_foreign_keys(name) if key["referred_table"] == name]
    columns = (Column(found["name"], _kind(found)) for found in there.get_columns(name))
    return Standing(Table(name, MetaData(), *columns), tuple(column for columns in own for column in columns))


def _kind(found: Any) -> Any:
    """Give the type of a column as both databases take it."""
    if isinstance(found["type"], DateTime):
        return UtcDateTime()
    return JSON(none_as_null=found["nullable"]) if isinstance(found["type"], JSON) else found["type"]
