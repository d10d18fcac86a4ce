"""A database of another version: brought up to date and saved before, or refused with what to do."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, text

from inventaire.domain.errors import NotReady
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.models.tables import drop_everything, standing_tables
from inventaire.services import device as devices
from inventaire.services.backup import back_up, check_archive, restore
from inventaire.services.database import (
    enter,
    is_ready,
    known_revision,
    leave_database,
    migrate,
    owner_connection,
    revisions,
    upgrade,
)
from inventaire.services.integrity import database_faults
from tests.databases import SERVICE
from tests.services.installations import beside, trace_faults

MOMENT = datetime(2025, 3, 30, 0, 30, tzinfo=UTC)  # the night when the clocks change
OLD_ROWS = {
    "account": {"email": "a@b.example", "name": "A", "password_hash": "x", "active": True, "session_mark": "m"},
    "organisation": {"code": "valbrume", "name": "Valbrume", "kind": "commune"},
    "device": {"organisation_id": 1, "category": "laptop", "quantity": 1, "status": "in_service", "name": "PC-1"},
    "audit_line": {
        "organisation_id": None,
        "actor": "test",
        "action": "created",
        "subject": "organisation",
        "subject_id": 1,
        "before": {},
        "after": {"code": "valbrume"},
    },
}


def set_revision(revision):
    with owner_connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :told"), {"told": revision})


@pytest.fixture
def old(app):
    """A database of the first revision, with rows."""
    with app.app_context():
        leave_database()
        with owner_connection() as connection:
            drop_everything(connection)
            migrate(connection, "0001")
            for each in standing_tables(connection):
                if each.name in OLD_ROWS:
                    dated = {name: MOMENT for name in ("created_at", "at") if name in each.table.c}
                    whole = {"version": 1} if "version" in each.table.c else {}
                    connection.execute(insert(each.table).values(**OLD_ROWS[each.name], **dated, **whole))
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {SERVICE}")
        yield app


def kept(app):
    return sorted(app.config["INSTANCE"].glob("avant-migration-*.zip"))


def test_what_an_older_database_holds_is_saved_before_it_is_changed(old, database, tmp_path):
    upgrade()
    (archive,) = kept(old)
    assert archive.name.startswith("avant-migration-0001-")
    manifest = check_archive(archive)
    assert (manifest.revision, manifest.rows()) == ("0001", 4)
    with beside(database, tmp_path / "ailleurs"):
        restore(archive)
        assert known_revision() == revisions()[-1]
        set_scope(db.session(), 1)
        assert devices.get_device(1).name == "PC-1"
        assert (trace_faults(), database_faults()) == ([], [])


def test_a_database_up_to_date_is_neither_changed_nor_saved(town):
    upgrade()
    assert kept(town) == []


def test_an_older_database_is_not_worked_on_before_it_is_up_to_date(old):
    with pytest.raises(NotReady, match="antérieure"):
        enter(None, "test")
    upgrade()
    assert enter(None, "test").code == "valbrume"


def test_a_database_newer_than_the_program_is_left_alone(town, tmp_path):
    set_revision("9999")
    for refused in (is_ready, upgrade, lambda: enter(None, "test"), lambda: back_up(tmp_path / "s.zip")):
        with pytest.raises(NotReady, match="plus récente"):
            refused()
    set_revision(revisions()[-1])
    db.session.rollback()
    assert is_ready()
