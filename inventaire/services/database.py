"""The database of the installation: is it there, is it up to date, and one transaction a use case."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import Connection, NullPool, column, create_engine, inspect, select, table
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from inventaire.domain.errors import Conflict, NotReady
from inventaire.models import Organisation, db
from inventaire.models.audit_line import ACTOR, IMPORT, Actor
from inventaire.models.base import now
from inventaire.models.database import BEGIN_OPTION, TO_WRITE
from inventaire.models.isolation import grant_to_service, weaknesses
from inventaire.models.scope import acting_as, set_scope
from inventaire.models.sent_form import claim, recorded

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[1] / "migrations"
REVISIONS = "alembic_version"  # the table where Alembic keeps it
Caller = Organisation  # what a command acts for
NO_DATABASE = "Aucune base n’est prête : lancez « ./run initialiser » (ou « ./run initialiser --demonstration »)."
NO_OWNER = (
    "Les tables sont à créer ou à mettre à jour : indiquez DATABASE_OWNER_URL, l’adresse du rôle qui possède la base "
    "(DATABASE_URL reste celle du service, qui ne possède rien)."
)
WEAK = (
    "Le rôle de DATABASE_URL possède des tables ou passe outre la séparation des collectivités : donnez au service un "
    "rôle ordinaire, et gardez le propriétaire pour DATABASE_OWNER_URL."
)
BROKEN = "La mise à jour laisserait des fiches sans leur parent : rien n’a été changé. Restaurez une sauvegarde saine."
NEWER = (
    "La base a été mise à jour par une version plus récente d’Inventaire (schéma {}) : rien n’a été changé. "
    "Installez cette version, ou restaurez une sauvegarde faite avec celle-ci."
)
OLDER = "La base date d’une version antérieure d’Inventaire : lancez « ./run servir » une fois pour la mettre à jour."
OVERTAKEN = "Quelqu’un a écrit la même fiche au même moment : rien n’a été enregistré, recommencez."


@contextmanager
def writing() -> Iterator[Session]:
    """Open the one transaction of a use case: everything in it is kept, or nothing.

    It starts by taking the right to write, so that no read made before can go stale
    in between; what was loaded before is read again. Raises AlreadySent for a form that was recorded before.
    """
    session = db.session()
    session.rollback()
    session.connection(execution_options={BEGIN_OPTION: TO_WRITE})
    try:
        claim(session)
        yield session
        session.commit()
        recorded(session)
    except StaleDataError:
        session.rollback()
        raise Conflict(OVERTAKEN) from None
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(IMPORT, None)


def upgrade() -> None:
    """Make the tables, or bring them up to date, as the owner of the database; what they hold is saved before.

    Raises NotReady on PostgreSQL when the owner's address is not given, and when the tables are too new.
    """
    revision = known_revision()
    if revision == revisions()[-1]:
        return
    db.session.rollback()
    with owner_connection() as connection:
        if revision:
            _save_before(connection, revision)
        migrate(connection, "head")


def migrate(connection: Connection, revision: str) -> None:
    """Bring the tables to a revision, as their owner; at the last one, the service may use them."""
    from alembic import command

    config = _alembic()
    config.attributes.update(connection=connection, trace_key=current_app.config["TRACE_KEY"])
    command.upgrade(config, revision)
    if connection.dialect.name == "postgresql" and revision in ("head", revisions()[-1]):
        grant_to_service(connection, db.engine)


def _save_before(connection: Connection, revision: str) -> None:
    from inventaire.services.archive.keys import current_keys
    from inventaire.services.archive.writing import write_archive

    write_archive(connection, revision, current_keys(), kept_beside(f"avant-migration-{revision}"))


def kept_beside(word: str) -> Path:
    """Name a file of the installation's folder after what it is and this moment."""
    folder: Path = current_app.config["INSTANCE"]
    return folder / f"{word}-{now():%Y%m%dT%H%M%S-%fZ}.zip"


@contextmanager
def owner_connection() -> Iterator[Connection]:
    """Open a transaction that may change the tables themselves, once nobody writes any more."""
    url = current_app.config["DATABASE_OWNER_URL"]
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect().execution_options(**{BEGIN_OPTION: TO_WRITE}) as connection:
            yield from _without_references(connection)
        return
    if not url:
        raise NotReady(NO_OWNER)
    owner = create_engine(url, poolclass=NullPool, execution_options={BEGIN_OPTION: TO_WRITE})
    with owner.begin() as connection:
        yield connection


def _without_references(connection: Connection) -> Iterator[Connection]:
    """Let SQLite rebuild a table that others refer to, and check the references afterwards."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a connection that is open has one
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise NotReady(BROKEN)
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def rewrite_file() -> None:
    """Write the file of SQLite anew, without what was erased from it; PostgreSQL does so by itself, in its time."""
    if db.engine.dialect.name != "sqlite":
        return
    db.session.rollback()
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is open has one
        driver.execute("VACUUM")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def refuse_weak_isolation() -> None:
    """Refuse to serve on PostgreSQL with a role that could pass the second barrier. Raises NotReady."""
    if db.engine.dialect.name == "postgresql" and weaknesses(db.session.connection()):
        raise NotReady(WEAK)


def leave_database() -> None:
    """Close every connection, before the process divides."""
    db.session.remove()
    db.engine.dispose()


def is_ready() -> bool:
    """Say whether the tables are there and hold an organisation. Raises NotReady when they are too new."""
    return known_revision() is not None and holds_organisation()


def holds_organisation() -> bool:
    """Say whether there is anything to lose."""
    if not inspect(db.engine).has_table(Organisation.__tablename__):
        return False
    with acting_as(db.session(), operator=True):
        return db.session.scalar(select(Organisation.id).limit(1)) is not None


def enter(code: str | None, actor: str) -> Organisation:
    """Hold this session to one organisation, on behalf of a command.

    Without a code there must be exactly one organisation. Raises NotReady otherwise.
    """
    enter_installation(actor)
    with acting_as(db.session(), operator=True):
        known = {found.code: found for found in db.session.scalars(select(Organisation))}
    if code is None and len(known) > 1:
        raise NotReady(f"Précisez --commune parmi : {', '.join(sorted(known))}.")
    if code is not None and code not in known:
        raise NotReady(f"Aucune collectivité « {code} » ; connues : {', '.join(sorted(known))}.")
    found = known[code] if code else next(iter(known.values()))
    set_scope(db.session(), found.id)
    return found


def enter_installation(actor: str) -> None:
    """Act for the operator of the installation, held to no organisation. Raises NotReady."""
    if not is_ready():
        raise NotReady(NO_DATABASE)
    if known_revision() != revisions()[-1]:
        raise NotReady(OLDER)
    refuse_weak_isolation()
    db.session().info[ACTOR] = Actor(actor)


def known_revision() -> str | None:
    """Give the revision the tables are at. Raises NotReady for one that this version does not know."""
    found = current_revision()
    if found and found not in revisions():
        raise NotReady(NEWER.format(found))
    return found


def current_revision() -> str | None:
    """Give the revision the tables are at, without loading Alembic for it; None where there are no tables."""
    if not inspect(db.engine).has_table(REVISIONS):
        return None
    found: str | None = db.session.scalar(select(column("version_num")).select_from(table(REVISIONS)))
    return found


def revisions() -> list[str]:
    """List the revisions, oldest first: the files of migrations/versions begin with theirs."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _alembic() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
