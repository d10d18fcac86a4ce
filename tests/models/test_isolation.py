"""Each of the two barriers between organisations holds with the other switched off."""

import random
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, delete, event, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from inventaire.app import create_core
from inventaire.config import settings_from
from inventaire.domain.errors import NotReady
from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import (
    Account,
    AgentToken,
    AuditLine,
    Device,
    Import,
    Invitation,
    Membership,
    Organisation,
    Site,
    db,
    scope,
)
from inventaire.models.base import now
from inventaire.models.isolation import weaknesses
from inventaire.models.scope import OutOfScope, acting_as, set_scope
from inventaire.services.database import refuse_weak_isolation
from inventaire.services.organisation import add_organisation
from tests.conftest import close
from tests.databases import OWNER, SERVICE
from tests.models.test_scope import MINE, SCOPED, THEIRS, fill
from tests.services.inventories import a_part, take_in

OWNED = [*SCOPED, Membership, Invitation, AgentToken]
REWRITTEN = [model for model in OWNED if model is not AuditLine]  # nobody rewrites the trace
WITHOUT_ORGANISATION = {"account", "alembic_version", "identity", "recovery_code", "sent_form"} | {
    "sign_in",
    "sign_in_failure",
}
ROUNDS, MANY_ROUNDS = 500, 10_000


@pytest.fixture(scope="module")
def first_town(database, empty_town, standing, tmp_path_factory):
    return standing.furnish(database, empty_town, tmp_path_factory.mktemp("two") / "instance", two_towns)


def two_towns():
    """Give each of two organisations a row of every table."""
    with acting_as(db.session()):
        assert add_organisation("Autre", None, OrganisationKind.COMMUNE).id == THEIRS
    for organisation, word in ((THEIRS, "autre"), (MINE, "mien")):
        fill(organisation, word)
        account = Account(email=f"{word}@valbrume.example", name=word)
        db.session.add(account)
        db.session.flush()
        db.session.add(Membership(account_id=account.id, role=Role.READER))
        db.session.add(Invitation(role=Role.READER, token_hash=word, expires_at=now()))
        site = db.session.scalars(select(Site.id)).first()
        db.session.add(AgentToken(site_id=site, name=word, token_hash=word))
        db.session.commit()


@pytest.fixture(autouse=True)
def _in_town(town):
    """Hold the session to the first."""


@pytest.fixture
def without_first_barrier():
    """Switch off what the ORM adds to each query and refuses at each write."""
    listeners = (("do_orm_execute", scope._hold_to_scope), ("before_flush", scope._own_what_is_written))
    for name, listener in listeners:
        event.remove(Session, name, listener)
    yield
    for name, listener in listeners:
        event.listen(Session, name, listener)


@pytest.fixture
def without_second_barrier(database, town):
    """Connect as a superuser, whom PostgreSQL holds to nothing."""
    with connected(database, town, "postgres"):
        set_scope(db.session(), MINE)
        assert unheld(Site) == {MINE, THEIRS}
        yield


@contextmanager
def connected(database, town, role):
    """Give the same installation to another role of the database."""
    folder = town.config["INSTANCE"]
    keys = {"SECRET_KEY": "k" * 40, "TRACE_KEY": "t" * 40}
    app = create_core(settings_from(database.environment(folder) | keys | {"DATABASE_URL": database.url(role, folder)}))
    with app.app_context():
        yield app
    close(app)


def unheld(model):
    """Read whose rows there are under the ORM, which adds nothing to this."""
    return set(db.session.connection().scalars(select(model.__table__.c.organisation_id)))


def rows_of(model, organisation):
    """Give the rows of one organisation, as itself."""
    with acting_as(db.session(), organisation_id=organisation):
        table = model.__table__
        own = select(table).where(table.c.organisation_id == organisation).order_by(table.c.id)
        return [tuple(row) for row in db.session.connection().execute(own)]


def a_copy(model):
    """Give the values of a row of the other, as somebody who had seen them would write them."""
    with acting_as(db.session(), organisation_id=THEIRS):
        table = model.__table__
        row = db.session.connection().execute(select(table).where(table.c.organisation_id == THEIRS)).first()
    return {key: value for key, value in row._mapping.items() if key != "id"}


@pytest.mark.postgresql
@pytest.mark.usefixtures("without_first_barrier")
class TestWithoutTheFirst:
    """PostgreSQL alone holds each transaction to its organisation."""

    @pytest.mark.parametrize("model", OWNED)
    def test_no_select_sees_a_row_of_the_other(self, model):
        assert set(db.session.scalars(select(model.organisation_id))) == {MINE}
        assert {row.organisation_id for row in db.session.scalars(select(model))} == {MINE}
        assert unheld(model) == {MINE}
        assert db.session.scalar(select(func.count()).where(model.organisation_id == THEIRS)) == 0

    @pytest.mark.parametrize("model", REWRITTEN)
    def test_no_update_nor_delete_touches_a_row_of_the_other(self, model):
        before = rows_of(model, THEIRS)
        where = model.organisation_id == THEIRS
        for change in (update(model).values(organisation_id=MINE).where(where), delete(model).where(where)):
            assert db.session.execute(change, execution_options={"synchronize_session": False}).rowcount == 0
        db.session.commit()
        assert rows_of(model, THEIRS) == before

    @pytest.mark.parametrize("model", OWNED)
    def test_no_row_is_written_for_the_other(self, model):
        with pytest.raises(ProgrammingError, match="row-level security"):
            db.session.connection().execute(insert(model.__table__).values(a_copy(model)))

    @pytest.mark.parametrize("model", REWRITTEN)
    def test_no_row_is_handed_to_the_other(self, model):
        with pytest.raises(ProgrammingError, match="row-level security"):
            db.session.connection().execute(update(model.__table__).values(organisation_id=THEIRS))

    def test_other_organisations_are_neither_seen_nor_written(self):
        assert list(db.session.scalars(select(Organisation.id))) == [MINE]
        for change in (update(Organisation).values(name="X"), delete(Organisation)):
            assert db.session.execute(change.where(Organisation.id == THEIRS)).rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            db.session.execute(insert(Organisation.__table__).values(id=9, code="x", name="X", kind="commune"))

    @pytest.mark.parametrize("model", [*OWNED, Organisation])
    def test_nothing_is_returned_when_no_caller_is_set(self, model, database, town):
        engine = create_engine(driven(database.url(SERVICE, town.config["INSTANCE"])))
        with engine.connect() as connection:
            assert connection.execute(select(model.__table__)).all() == []
            connection.execute(scope.TELL, scope.Caller(MINE).settings())
            assert connection.execute(select(model.__table__)).all()
            connection.rollback()
            assert connection.execute(select(model.__table__)).all() == []
        engine.dispose()


@pytest.mark.postgresql
@pytest.mark.usefixtures("without_second_barrier")
class TestWithoutTheSecond:
    """The ORM alone holds each query to its organisation, though the role may read everything."""

    @pytest.mark.parametrize("model", OWNED)
    def test_no_select_sees_a_row_of_the_other(self, model):
        assert set(db.session.scalars(select(model.organisation_id))) == {MINE}
        assert {row.organisation_id for row in db.session.scalars(select(model))} == {MINE}
        assert db.session.scalar(select(func.count(model.id)).where(model.organisation_id == THEIRS)) == 0

    @pytest.mark.parametrize("model", REWRITTEN)
    def test_no_update_nor_delete_touches_a_row_of_the_other(self, model):
        before = rows_of(model, THEIRS)
        where = model.organisation_id == THEIRS
        for change in (update(model).values(organisation_id=MINE).where(where), delete(model).where(where)):
            assert db.session.execute(change, execution_options={"synchronize_session": False}).rowcount == 0
        assert rows_of(model, THEIRS) == before

    def test_no_row_is_written_for_the_other(self):
        db.session.add(Site(name="Ailleurs", organisation_id=THEIRS))
        with pytest.raises(OutOfScope):
            db.session.flush()

    def test_other_organisations_are_not_seen(self):
        assert list(db.session.scalars(select(Organisation.id))) == [MINE]

    @pytest.mark.parametrize("model", OWNED)
    def test_nothing_is_returned_when_no_caller_is_set(self, model):
        set_scope(db.session(), 0)
        assert list(db.session.scalars(select(model))) == []


@pytest.mark.postgresql
def test_every_table_of_an_organisation_is_held_and_every_other_is_known():
    tables = set(db.session.connection().scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
    held = {name for name, table in db.metadata.tables.items() if "organisation_id" in table.c} | {"organisation"}
    assert tables == held | WITHOUT_ORGANISATION
    forced = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    assert set(db.session.connection().scalars(forced)) == held
    policies = text("SELECT tablename, cmd, qual, with_check FROM pg_policies WHERE permissive = 'PERMISSIVE'")
    found = {(table, kind): (read, written) for table, kind, read, written in db.session.connection().execute(policies)}
    assert found.keys() == {(table, kind) for table in held for kind in ("SELECT", "INSERT", "UPDATE", "DELETE")}
    assert all(read for (_, kind), (read, _) in found.items() if kind != "INSERT")
    assert all(written for (_, kind), (_, written) in found.items() if kind in ("INSERT", "UPDATE"))
    views = text("SELECT count(*) FROM pg_views WHERE schemaname = 'public'")
    assert db.session.connection().scalar(views) == 0, "a view must be security_invoker: say so here"


@pytest.mark.postgresql
def test_the_role_of_the_service_owns_nothing_and_passes_nothing():
    flags = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    role = text(f"SELECT {flags} FROM pg_roles WHERE rolname = current_user")
    assert tuple(db.session.connection().execute(role).one()) == (False,) * 5
    owned = text("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
    assert db.session.connection().scalar(owned) == 0
    member = text("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
    assert db.session.connection().scalar(member) == 0
    assert weaknesses(db.session.connection()) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("role", [OWNER, "postgres"])
def test_the_service_does_not_start_as_a_role_that_passes_the_barrier(database, town, role):
    with connected(database, town, role), pytest.raises(NotReady, match="passe outre la séparation"):
        refuse_weak_isolation()


@pytest.mark.postgresql
@pytest.mark.parametrize("loosened", ["NO FORCE", "DISABLE"])
def test_the_service_does_not_start_on_a_table_that_is_not_held(database, town, loosened):
    db.session.rollback()
    owner = create_engine(driven(database.url(OWNER, town.config["INSTANCE"])))
    with owner.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE device {loosened} ROW LEVEL SECURITY")
    owner.dispose()
    assert weaknesses(db.session.connection()) == ["device"]
    with pytest.raises(NotReady):
        refuse_weak_isolation()


@pytest.mark.postgresql
@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(MANY_ROUNDS, marks=pytest.mark.long)])
def test_transactions_of_two_organisations_over_one_connection_never_mix(database, town, rounds):
    """B4: the caller ends with its transaction, however it ends."""
    chance = random.Random(4)
    engine = create_engine(driven(database.url(SERVICE, town.config["INSTANCE"])), pool_size=1, max_overflow=0)
    endings = (commit, abandon, divide_by_zero, break_a_constraint, write_for_another)
    seen = set()
    for turn in range(rounds):
        mine = chance.choice((MINE, THEIRS, 0))
        with Session(engine) as session:
            set_scope(session, mine)
            assert owners(session) == ({mine} if mine else set()), turn
            chance.choice(endings)(session, mine)
            assert owners(session) == ({mine} if mine else set()), turn
            seen.add(mine)
        if chance.random() < 0.01:
            lose_connection(engine)
        with engine.connect() as connection:
            assert connection.execute(select(Device.__table__.c.id)).all() == [], turn
    engine.dispose()
    assert seen == {MINE, THEIRS, 0}


def owners(session):
    return set(session.connection().scalars(select(Device.__table__.c.organisation_id)))


def commit(session, _mine):
    session.commit()


def abandon(session, _mine):
    session.rollback()


def divide_by_zero(session, _mine):
    fail(session, text("SELECT 1/0"))


def break_a_constraint(session, _mine):
    fail(session, text("UPDATE device SET quantity = 0"))


def write_for_another(session, mine):
    values = {"organisation_id": THEIRS if mine == MINE else MINE, "name": "Ailleurs", "version": 1}
    fail(session, insert(Site.__table__).values(values))


def fail(session, statement):
    try:
        session.connection().execute(statement)
    except DatabaseError:
        session.rollback()


def lose_connection(engine):
    """End the one connection from the other side: the pool opens another."""
    with pytest.raises(DBAPIError), engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def driven(url):
    return url.replace("postgresql://", "postgresql+psycopg://")


def test_the_same_serial_stands_in_both_and_imports_are_counted_in_each():
    """B5: nothing that one does moves what the other reads."""
    take_in(a_part({"serial": "ABC123"}))
    for organisation, numbers in ((MINE, [1, 2]), (THEIRS, [1])):
        set_scope(db.session(), organisation)
        assert list(db.session.scalars(select(Import.number).order_by(Import.number))) == numbers
        assert list(db.session.scalars(select(Device.serial))) == ["ABC123"]
