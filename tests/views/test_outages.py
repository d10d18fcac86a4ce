"""A database that does not answer: a French page, nothing half-written, and back to work without a hand."""

import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from inventaire.models import AuditLine, Device, database, db
from inventaire.models.tables import reach
from tests.conftest import checked, close

NEW = {"name": "PC-neuf", "category": "laptop", "quantity": "1", "status": "in_service"}
NEW |= {"comment": "x" * 4_000}  # more than what the pages of the file have left


def counted(app):
    with app.app_context(), db.engine.connect() as connection:
        reach(connection, 1)
        return [connection.scalar(select(func.count()).select_from(each.__table__)) for each in (Device, AuditLine)]


@contextmanager
def pragmas(app, monkeypatch, *more):
    """Open every connection anew with other settings of SQLite."""
    close(app)
    with monkeypatch.context() as patch:
        patch.setattr(database, "PRAGMAS", (*database.PRAGMAS, *more))
        yield
        close(app)


def refused(client, sent):
    answer = client.post("/materiels/nouveau", data=sent | NEW)
    assert answer.status_code == 503
    told = checked(answer.text).main.text
    assert "référence" in told
    assert answer.headers["Content-Security-Policy"]
    assert not [word for word in ("sqlite", "psycopg", "Traceback", "INSERT", "/inventaire") if word in answer.text]
    return told


@pytest.fixture
def form(visit):
    return {"csrf_token": visit("/materiels/nouveau").select_one("main input[name=csrf_token]")["value"]}


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "word"), [("max_page_count=1", "plein"), ("query_only=ON", "qu’en lecture")], ids=["full", "read-only"]
)
def test_a_disk_that_takes_no_more(app, signed_in, form, monkeypatch, pragma, word):
    before = counted(app)
    with pragmas(app, monkeypatch, pragma):
        assert word in refused(signed_in, form)
    assert counted(app) == before
    assert signed_in.post("/materiels/nouveau", data=form | NEW).status_code == 302
    assert counted(app) == [before[0] + 1, before[1] + 1]


@pytest.mark.sqlite
def test_a_database_that_somebody_else_holds(app, signed_in, form, monkeypatch):
    before = counted(app)
    holder = sqlite3.connect(app.config["INSTANCE"] / "inventaire.sqlite", isolation_level=None)
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    monkeypatch.setattr(database, "BUSY", "busy_timeout=50")
    with pragmas(app, monkeypatch):
        holder.execute("BEGIN IMMEDIATE")
        assert "occupée" in refused(signed_in, form)
        assert signed_in.get("/materiels").status_code == 200
        holder.execute("ROLLBACK")
        holder.close()
        assert signed_in.post("/materiels/nouveau", data=form | NEW).status_code == 302
    assert counted(app) == [before[0] + 1, before[1] + 1]


@pytest.mark.sqlite
def test_a_database_that_has_gone_and_comes_back(app, signed_in, form, tmp_path):
    base = app.config["INSTANCE"] / "inventaire.sqlite"
    close(app)
    base.rename(tmp_path / "ailleurs")
    assert "initialiser" in refused(signed_in, form)
    close(app)
    base.write_bytes(b"pas une base" * 500)
    assert "abîmée" in refused(signed_in, form)
    close(app)
    (tmp_path / "ailleurs").rename(base)
    assert signed_in.post("/materiels/nouveau", data=form | NEW).status_code == 302


@pytest.mark.postgresql
def test_a_server_that_stops_and_comes_back(app, database, signed_in, form):
    before = counted(app)
    name = database.name_of(app.config["INSTANCE"])
    database.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    assert "ne répond pas" in refused(signed_in, form)
    assert signed_in.post("/materiels/nouveau", data=form | NEW).status_code == 302
    assert counted(app) == [before[0] + 1, before[1] + 1]


@pytest.mark.postgresql
def test_a_server_that_is_not_there_or_only_reads(app, database, signed_in, form):
    name = database.name_of(app.config["INSTANCE"])
    close(app)
    database.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "qu’en lecture" in refused(signed_in, form)
    close(app)
    database.run(f"ALTER DATABASE {name} RENAME TO ailleurs")
    assert "ne répond pas" in refused(signed_in, form)
    database.run(f"ALTER DATABASE ailleurs RENAME TO {name}")
    database.run(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    assert signed_in.post("/materiels/nouveau", data=form | NEW).status_code == 302
