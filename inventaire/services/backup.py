"""The whole installation saved while it is in use, checked, and brought back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from inventaire.domain.errors import NotReady, Refusal
from inventaire.models import db
from inventaire.models.tables import drop_everything
from inventaire.services.archive.keys import current_keys, keep_keys, refuse_foreign_keys, use_keys
from inventaire.services.archive.loading import load
from inventaire.services.archive.manifest import KEYS, Manifest
from inventaire.services.archive.reading import Archive, opened
from inventaire.services.archive.writing import write_archive
from inventaire.services.database import (
    NO_DATABASE,
    current_revision,
    holds_organisation,
    is_ready,
    kept_beside,
    known_revision,
    leave_database,
    migrate,
    owner_connection,
    revisions,
)

EXISTS = "« {} » existe déjà : choisissez un autre nom, ou ajoutez --force pour le remplacer."
OCCUPIED = (
    "Cette installation contient déjà des données : rien n’a été changé. Avec --force, elles sont d’abord "
    "sauvegardées à côté, puis remplacées."
)
DAMAGED = "La base actuelle est illisible. Avec --force, elle est mise de côté, et la sauvegarde prend sa place."
BESIDE = "avant-restauration"
FILES = ("", "-wal", "-shm")  # what SQLite keeps beside its database


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where what was there before is kept."""

    manifest: Manifest
    kept: Path | None


def back_up(path: Path, *, force: bool = False) -> Manifest:
    """Save everything to one file, as it stands at one moment, while others go on writing.

    Raises Refusal rather than overwrite a file, NotReady when there is nothing to save.
    """
    if path.exists() and not force:
        raise Refusal(EXISTS.format(path))
    revision = known_revision()
    if revision is None or not is_ready():
        raise NotReady(NO_DATABASE)
    with _snapshot() as connection:
        return write_archive(connection, revision, current_keys(), path)


def check_archive(path: Path) -> Manifest:
    """Check an archive from end to end, and restore nothing. Raises UnreadableFile."""
    with opened(path, revisions()) as archive:
        return archive.manifest


def restore(path: Path, *, force: bool = False) -> Restored:
    """Bring an archive back, whole or not at all, and bring its tables up to date.

    Raises UnreadableFile for one that is not sound, Refusal rather than replace data without `force`.
    """
    with opened(path, revisions()) as archive:
        keys = {name: archive.key(name) for name in KEYS}
        refuse_foreign_keys(keys)
        kept = _make_room(force=force)
        before = current_keys()
        try:
            use_keys(keys)
            _replace(archive)
        except BaseException:
            use_keys(before)
            keep_keys(before)
            raise
        return Restored(archive.manifest, kept)


def _replace(archive: Archive) -> None:
    leave_database()
    with owner_connection() as connection:
        drop_everything(connection)
        migrate(connection, archive.manifest.revision)
        load(connection, archive)
        migrate(connection, "head")
        keep_keys(current_keys())  # last: nothing but the end of the transaction is left


def _make_room(*, force: bool) -> Path | None:
    """Save what the database holds before it is replaced; give where."""
    try:
        if not holds_organisation():
            return None
        if not force:
            raise Refusal(OCCUPIED)
        kept = kept_beside(BESIDE)
        with _snapshot() as connection:
            write_archive(connection, current_revision() or "", current_keys(), kept)
    except OperationalError:
        raise
    except DatabaseError:
        if not force or db.engine.dialect.name != "sqlite":
            raise Refusal(DAMAGED) from None
        return _set_aside()
    return kept


def _set_aside() -> Path:
    """Move away a file of SQLite that cannot be read; give its new name."""
    leave_database()
    base, kept = Path(db.engine.url.database or ""), kept_beside(BESIDE).with_suffix(".sqlite")
    for ending in FILES:
        beside = base.with_name(base.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    return kept


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """Open a transaction that reads, and goes on seeing, one moment of the database."""
    db.session.rollback()
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection
