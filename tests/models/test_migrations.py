"""The migrations make exactly the models, and the database refuses what the models do not allow."""

import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Enum, UniqueConstraint, create_engine, insert, inspect
from sqlalchemy.exc import IntegrityError, ProgrammingError

from inventaire.models import Account, Application, Device, Import, Installation, Membership, Organisation, Site, db
from inventaire.models.base import Base
from inventaire.models.scope import set_scope
from inventaire.services import database
from tests.databases import settings_of


def to(engine, revision, step=command.upgrade):
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


@pytest.fixture
def engine(database, tmp_path):
    """A database where nothing was made yet, as its owner opens it."""
    database.make(tmp_path)
    settings = settings_of(database, tmp_path)
    made = create_engine(settings.owner_url or settings.database_url)
    yield made
    made.dispose()
    database.drop(tmp_path)


def test_an_upgrade_from_nothing_gives_the_models(engine):
    to(engine, "head")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_named_constraint_of_the_models_is_in_the_database(engine):
    to(engine, "head")
    there = inspect(engine)
    for table in Base.metadata.sorted_tables:
        found = [*there.get_check_constraints(table.name), *there.get_unique_constraints(table.name)]
        wanted = {str(each.name) for each in table.constraints if isinstance(each, CheckConstraint | UniqueConstraint)}
        assert wanted <= {each["name"] for each in found}, table.name


def test_a_downgrade_leaves_nothing_and_an_upgrade_comes_back(engine):
    to(engine, "head")
    to(engine, "base", command.downgrade)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    to(engine, "head")
    assert inspect(engine).has_table("device")


@pytest.mark.sqlite  # PostgreSQL checks a list as it is told
def test_the_closed_lists_are_told_otherwise_and_back_without_touching_a_row(engine):
    lists = [kind.enums for kind in (column.type for column in Device.__table__.columns) if isinstance(kind, Enum)]
    to(engine, "0007")
    before = checks_of(engine, "device")
    to(engine, "0012")
    told = checks_of(engine, "device").values()
    for words in lists:
        assert any(re.findall("'([^']*)'", check) == words and " IN " not in check for check in told), words
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    to(engine, "0007", command.downgrade)
    assert checks_of(engine, "device") == before


def checks_of(engine, table):
    return {check["name"]: check["sqltext"] for check in inspect(engine).get_check_constraints(table)}


A_DEVICE = {"organisation_id": 1, "category": "laptop", "quantity": 1, "status": "in_service", "version": 1}
AN_APPLICATION = {"organisation_id": 1, "raw_name": "X", "publisher": "", "outcome": "free", "version": 1}
AN_IMPORT = {"organisation_id": 1, "state": "applied", "author": "x", "seen_audit_id": 0, "files": [], "version": 1}
FIRST = {"version": 1}
A_PLACE = {"organisation_id": 1, "version": 1}
REFUSED = {
    "a quantity of zero": (Device, [A_DEVICE | {"quantity": 0}]),
    "an unknown category": (Device, [{**A_DEVICE, "category": None}]),
    "a PUE under one": (Device, [A_DEVICE | {"pue": 0.5}]),
    "a site that is not there": (Device, [A_DEVICE | {"site_id": 99}]),
    "nobody's device": (Device, [A_DEVICE | {"organisation_id": None}]),
    "the device of a town that is not there": (Device, [A_DEVICE | {"organisation_id": 99}]),
    "a negative count of seats": (Application, [AN_APPLICATION | {"seats": -1}]),
    "a negative notice": (Application, [AN_APPLICATION | {"notice_months": -1}]),
    "twice the same application": (Application, [AN_APPLICATION, AN_APPLICATION]),
    "an application without a name": (Application, [AN_APPLICATION | {"raw_name": None}]),
    "an installation on nothing": (
        Installation,
        [{"organisation_id": 1, "version": 1, "application_id": 9, "device_id": 9}],
    ),
    "twice the same site": (Site, [{"organisation_id": 1, "name": "Mairie", "version": 1}] * 2),
    "twice the same number of import": (Import, [AN_IMPORT | {"number": 1}] * 2),
    "twice the same address": (
        Account,
        [{"email": "a@b.example", "name": "A", "password_hash": "x", "active": True, "version": 1}] * 2,
    ),
    "twice a member": (Membership, [{"account_id": 1, "organisation_id": 1, "role": "reader", "version": 1}]),
    "twice the same code of town": (Organisation, [{"code": "valbrume", "name": "X", "kind": "commune"} | FIRST]),
    "a negative population": (
        Organisation,
        [{"code": "y", "name": "Y", "kind": "commune", "population": -1} | FIRST],
    ),
}


@pytest.mark.parametrize(("model", "rows"), REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(town, model, rows):
    set_scope(db.session(), 1, operator=True)
    *allowed, refused = [insert(model.__table__).values(**row) for row in rows]
    for row in allowed:
        db.session.connection().execute(row)
    # PostgreSQL refuses the rows of another before their references
    with pytest.raises((IntegrityError, ProgrammingError), match=r"constraint|row-level security"):
        db.session.connection().execute(refused)


@pytest.mark.parametrize(("column", "word"), [("category", "'vache'"), ("status", "'perdu'")])
def test_the_database_refuses_a_word_out_of_its_list(town, column, word):
    connection = db.session.connection()
    connection.execute(insert(Device.__table__).values(**A_DEVICE))
    with pytest.raises(IntegrityError):
        connection.exec_driver_sql(f"UPDATE device SET {column} = {word}")
