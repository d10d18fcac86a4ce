"""What an installation holds goes through each migration, up and down again."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, NullPool, create_engine, insert, select, text

from inventaire.app import create_app
from inventaire.models import Organisation, db
from inventaire.models.scope import acting_as
from inventaire.services import database as installation
from inventaire.services.history import history_of
from inventaire.services.trace_check import installation_faults
from tests.conftest import close
from tests.databases import SERVICE, settings_of

THEN = datetime(2026, 3, 12, 8, 41, 7, 120_000, tzinfo=UTC)
TOWN = {"kind": "commune", "created_at": THEN, "version": 1}
LINE = {"at": THEN, "account_id": None, "import_id": None, "before": {}, "after": {}, "actor": "ligne de commande"}
DEVICE = {"category": "laptop", "quantity": 1, "status": "in_service", "version": 2}
BATCH = {"number": 1, "state": "applied", "account_id": 1, "author": "Mme Dupont", "created_at": THEN, "version": 1}
ROW = {"part": 0, "line": 2, "target": "devices", "outcome": "created", "changes": {}, "faults": [], "effects": []}
OLD = {
    "organisation": [TOWN | {"id": 1, "code": "a", "name": "Avant"}, TOWN | {"id": 2, "code": "b", "name": "Bourg"}],
    "account": [
        {"id": 1, "email": "d@a.example", "name": "Mme Dupont", "password_hash": "x", "active": True}
        | {"session_mark": "m", "created_at": THEN, "version": 1}
    ],
    "membership": [{"id": 1, "account_id": 1, "organisation_id": 1, "role": "administrator", "version": 1}],
    "site": [{"id": 1, "organisation_id": 1, "name": "Mairie", "kind": "town_hall", "version": 1}],
    "department": [{"id": 1, "organisation_id": 1, "name": "Finances", "version": 1}],
    "device": [
        DEVICE | {"id": 1, "organisation_id": 1, "name": "PC-DUPONT", "user_label": "Dupont", "site_id": 1},
        DEVICE | {"id": 2, "organisation_id": 2, "name": "PC-2", "memory_gb": 7.5},
    ],
    "application": [
        {"id": 1, "organisation_id": 1, "raw_name": "Zoom", "publisher": "", "outcome": "match", "version": 1}
    ],
    "installation": [{"id": 1, "organisation_id": 1, "application_id": 1, "device_id": 1, "version": 1}],
    "import": [BATCH | {"id": 1, "organisation_id": 1, "seen_audit_id": 0, "files": [{"file": "parc-dupont.ods"}]}],
    "import_row": [
        ROW | {"id": 1, "organisation_id": 1, "import_id": 1, "values": {"name": "PC-DUPONT"}, "fingerprint": "f"}
    ],
    "audit_line": [
        LINE | {"id": 1, "organisation_id": None, "action": "created", "subject": "organisation", "subject_id": 1},
        LINE
        | {"id": 2, "organisation_id": 1, "action": "created", "subject": "device", "subject_id": 1}
        | {"after": {"name": "PC-DUPONT", "category": "laptop", "purchase_price_excl_eur": 812.5}},
        LINE
        | {"id": 3, "organisation_id": 2, "action": "created", "subject": "device", "subject_id": 2}
        | {"at": THEN.replace(microsecond=0), "after": {"memory_gb": 7.5}},
        LINE
        | {"id": 4, "organisation_id": 1, "action": "changed", "subject": "device", "subject_id": 1}
        | {
            "account_id": 1,
            "actor": "Mme Dupont",
            "before": {"comment": None},
            "after": {"comment": "Prêté à l’accueil"},
        },
    ],
}


@pytest.fixture
def old(database, tmp_path):
    """Give an installation at the first revision with data in it: its application, and its owner's engine."""
    folder = tmp_path / "ancienne"
    folder.mkdir()
    database.make(folder)
    app = create_app(settings_of(database, folder))
    url = app.config["DATABASE_OWNER_URL"] or app.config["SQLALCHEMY_DATABASE_URI"]
    engine = create_engine(url, poolclass=NullPool)
    step(app, command.upgrade, "0001")
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for name, rows in OLD.items():
            for row in rows:
                connection.execute(insert(tables.tables[name]).values(row))
        if database.name == "postgresql":
            connection.execute(text(f"GRANT SELECT ON alembic_version TO {SERVICE}"))
    yield app, engine
    close(app)
    database.drop(folder)


def step(app, way, revision):
    config = Config()
    config.set_main_option("script_location", str(installation.MIGRATIONS))
    with app.app_context(), installation.owner_connection() as connection:
        config.attributes.update(connection=connection, trace_key=app.config["TRACE_KEY"])
        way(config, revision)


def content(engine):
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for name, table in tables.tables.items()
            if name in OLD
        }


def test_the_first_installations_come_up_with_all_they_hold(old):
    app, _ = old
    with app.app_context():
        installation.upgrade()
        assert installation_faults() == []
        with acting_as(db.session(), operator=True):
            kept = dict(db.session.execute(select(Organisation.code, Organisation.keeps_user_names)).all())
        assert kept == {"a": True, "b": False}
        with acting_as(db.session(), organisation_id=1):
            changed, created = history_of("device", 1)
        assert (changed.actor, changed.after) == ("Mme Dupont", {"comment": "Prêté à l’accueil"})
        assert created.after == {"name": "PC-DUPONT", "category": "laptop", "purchase_price_excl_eur": 812.5}


def test_what_names_a_person_can_be_erased_from_the_lines_of_before(old):
    app, engine = old
    with app.app_context():
        installation.upgrade()
    rows = MetaData()
    rows.reflect(engine, only=["audit_line"])
    sealed = select(rows.tables["audit_line"].c.before, rows.tables["audit_line"].c.after)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET inventaire.organisation = 1")
        told = str(connection.execute(sealed).all())
    assert "laptop" in told
    assert "DUPONT" not in told
    assert "accueil" not in told


def test_they_go_back_down_with_what_they_held_and_up_again(old):
    app, engine = old
    before = content(engine)
    step(app, command.upgrade, "0002")
    step(app, command.downgrade, "0001")
    after = content(engine)
    before["account"][0]["session_mark"] = ""  # nobody stays signed in
    before["audit_line"][0]["organisation_id"] = 1  # the first line belongs to the town that it made
    before["audit_line"][3]["actor"] = ""  # the account says who it is
    assert after == before
    with app.app_context():
        installation.upgrade()
        assert installation_faults() == []


def test_what_imports_keep_is_whole_after_the_later_revisions_and_back(old):
    app, engine = old
    step(app, command.upgrade, "0002")
    before = content(engine)
    step(app, command.upgrade, "head")
    after = content(engine)
    assert [row["state"] for row in after["import"]] == [row["state"] for row in before["import"]]
    assert all(row["cells"] is None for row in after["import_row"])
    step(app, command.downgrade, "0002")
    assert content(engine) == before
