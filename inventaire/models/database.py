"""The connection to SQLite or PostgreSQL, and how safely it keeps what it is told."""

import sqlite3
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

from inventaire.models.base import Base

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")
BEGIN_OPTION, TO_WRITE = "begin_mode", "IMMEDIATE"
WRITERS = 8_200  # the lock of PostgreSQL that stands for the right to write; any number, always the same


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # SQLAlchemy says BEGIN below: the driver must not add its own.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Start a transaction; one that will write waits its turn from the start, on both databases."""
    mode = connection.get_execution_options().get(BEGIN_OPTION, "DEFERRED")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"BEGIN {mode}")
    elif mode == TO_WRITE:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
