"""How safely SQLite keeps what it is told, and how writers take turns."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from inventaire.models import Site, database, db
from inventaire.services.database import writing

pytestmark = pytest.mark.sqlite


def pragma(name):
    return db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_is_durable_and_checks_references(town):
    found = [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
    assert found == ["wal", 2, 1, 5000]


def test_a_writer_whose_turn_does_not_come_is_refused_and_waits_again_next_time(town, monkeypatch):
    holder = sqlite3.connect(town.config["INSTANCE"] / "inventaire.sqlite", isolation_level=None)
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    monkeypatch.setattr(database, "BUSY", "busy_timeout=60")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), writing():
        pass
    holder.execute("ROLLBACK")
    holder.close()
    with writing() as session:
        session.add(Site(name="Mairie"))
        assert pragma("busy_timeout") == 60
