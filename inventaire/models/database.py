"""The connection to SQLite or PostgreSQL, and how safely it keeps what it is told."""

import sqlite3
from random import uniform
from time import monotonic, sleep
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

from inventaire.models.base import Base

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

BUSY = "busy_timeout=5000"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", BUSY)
BEGIN_OPTION, TO_WRITE = "begin_mode", "IMMEDIATE"
PATIENCE = 10.0  # how long a writer waits for its turn on SQLite [s]
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
        if mode != TO_WRITE or not _had_turn(connection.connection.driver_connection):
            connection.exec_driver_sql(f"BEGIN {mode}")
    elif mode == TO_WRITE:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def _had_turn(driver: Any) -> bool:
    """Wait for the right to write by asking often, at random.

    SQLite's own waiting asks less and less often: among many writers, it lets one starve.
    """
    end = monotonic() + PATIENCE
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while monotonic() < end:
            try:
                driver.execute(f"BEGIN {TO_WRITE}")
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    break
                sleep(uniform(0.001, 0.02))  # noqa: S311 - chance that guards nothing
            else:
                return True
    finally:
        driver.execute(f"PRAGMA {BUSY}")
    return False
