"""Files on their way in: received, read in the background, confirmed in the background, or let go."""

from collections.abc import Sequence
from pathlib import Path

from inventaire.confinement import Limits
from inventaire.domain.errors import Conflict, UnreadableFile
from inventaire.domain.imports import OPEN, PENDING, UNDER_WAY, ImportState
from inventaire.domain.rights import Right
from inventaire.models import Import, db
from inventaire.services.database import writing
from inventaire.services.imports import batch, kept
from inventaire.services.imports.guidance import guidance_of
from inventaire.services.imports.preview import preview, printable
from inventaire.services.imports.rows import forget_lines
from inventaire.services.jobs import Progress, Tell, ask_for, background, progress_of

READ, APPLY = "import_read", "import_apply"
LIMITS = Limits(processor=120, wall=180)
READING, KEEPING, WRITING = "Lecture et comparaison", "Aperçu", "Écriture"
BEING_READ = "Cet import est en cours de lecture\u00a0: attendez son aperçu."
NOT_OPEN = "Cet import est déjà {}\u00a0: il ne s’abandonne plus."


def receive(files: Sequence[tuple[Path, str]]) -> Import:
    """Keep files (path, name as the person knows it), and have them read."""
    named = [(path, printable(name)) for path, name in files]
    with writing():
        found = batch.new_batch(ImportState.RECEIVED, received=kept.told_of(named))
    kept.keep(found, named)
    ask_for(READ, found.number)
    return found


def read_again(number: int) -> None:
    """Have the files of an import read anew. Raises Conflict once it is written."""
    with writing():
        found = batch.get_import(number)
        refuse_if_not_readable(found)
        found.state, found.reason = ImportState.RECEIVED, None
    ask_for(READ, number)


def refuse_if_not_readable(found: Import) -> None:
    """Refuse to read an import anew: written, another's, or being read. Raises Conflict."""
    if found.state not in OPEN:
        raise Conflict(NOT_OPEN.format(found.state.label.lower()))
    batch.refuse_if_anothers(found)
    told = progress(found)
    if told and told.is_under_way:
        raise Conflict(BEING_READ)


@background(READ, Right.EDIT)
def read(tell: Tell, number: int) -> None:
    """Read the files of an import and keep their preview, or why there is none."""
    tell(0, 3, READING)
    found = batch.get_import(number)
    stamp = batch.last_audit_id()

    def count(done: int, total: int) -> None:
        tell(done, total, READING)

    try:
        parts = preview(kept.files_of(found), LIMITS, guidance_of(found), count)
    except UnreadableFile as refusal:
        return _give_up(number, str(refusal))
    tell(2, 3, KEEPING)
    with writing():
        found = batch.get_import(number)
        if found.state is ImportState.RECEIVED:  # nobody let it go in the meantime
            batch.keep_preview(found, parts, stamp)
    return None


def _give_up(number: int, reason: str) -> None:
    with writing():
        found = batch.get_import(number)
        if found.state is ImportState.RECEIVED:
            forget_lines(found)
            found.state, found.reason = ImportState.UNREADABLE, reason


def ask_to_confirm(number: int, seen: int | None = None) -> Import:
    """Have a previewed import written, as the person read it: `seen` is its version then.

    Raises Conflict when it is written already, another's, or no longer what they read.
    """
    with writing():
        found = batch.own_preview(number, seen)
        found.state = ImportState.APPLYING
    ask_for(APPLY, number)
    db.session.refresh(found)
    return found


@background(APPLY, Right.EDIT)
def apply(tell: Tell, number: int) -> None:
    """Write a previewed import and let its files go, or say on it why it is not written."""
    tell(1, 3, WRITING)
    try:
        kept.let_go(batch.confirm_import(number))
    except Conflict as conflict:
        with writing():
            found = batch.get_import(number)
            if found.state in PENDING:
                found.state, found.reason = ImportState.PREVIEWED, str(conflict)


def discard(number: int) -> None:
    """Let an import that was never written go, its files with it. Raises Conflict once it is written."""
    with writing():
        found = batch.get_import(number)
        if found.state not in OPEN and not is_stopped(found):
            raise Conflict(NOT_OPEN.format(found.state.label.lower()))
        found.state, found.reason = ImportState.DISCARDED, None
        forget_lines(found)
    kept.let_go(found)


def progress(found: Import) -> Progress | None:
    """Say how far the work on an import is; None when there is none."""
    job = {ImportState.RECEIVED: READ, ImportState.APPLYING: APPLY}.get(found.state)
    return progress_of(job, found.number) if job else None


def is_stopped(found: Import) -> bool:
    """Say whether an import waits for a work that nobody does any more."""
    told = progress(found)
    return found.state in UNDER_WAY and not (told and told.is_under_way)
