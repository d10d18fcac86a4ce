"""A batch of files from its preview to its writing: once, whole, on what was shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from inventaire.confinement import Limits
from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.imports import PENDING, ImportState, Outcome, Target
from inventaire.models import AuditLine, Import, db
from inventaire.models.audit_line import ACTOR, IMPORT, Actor
from inventaire.models.base import now
from inventaire.models.beside import putting_beside
from inventaire.models.scope import scope_of
from inventaire.services.database import writing
from inventaire.services.imports.applications import write_applications
from inventaire.services.imports.comparison import compare, lines_of, software_in
from inventaire.services.imports.contract_shelf import OwnKey
from inventaire.services.imports.contracts import write_contracts
from inventaire.services.imports.devices import write_devices
from inventaire.services.imports.installed import DeviceNames, Key
from inventaire.services.imports.parts import Part
from inventaire.services.imports.pause import without_collecting
from inventaire.services.imports.places import Places
from inventaire.services.imports.preview import read_files
from inventaire.services.imports.purchases import write_purchases
from inventaire.services.imports.records import Record
from inventaire.services.imports.removals import remove_installations
from inventaire.services.imports.rows import (
    Ids,
    fates_of,
    forget_lines,
    keep_rows,
    read_rows,
    say_what_became,
    say_what_moved,
)
from inventaire.services.imports.sources import note_sources

MOVED = "L’inventaire a changé depuis l’aperçu. Voici l’aperçu à jour : relisez-le, puis confirmez."
DONE = "Cet import a déjà été {}."
NOT_READ = {
    ImportState.RECEIVED: "Cet import est encore en lecture\u00a0: attendez son aperçu.",
    ImportState.UNREADABLE: "Cet import n’a pas été compris\u00a0: il n’y a rien à confirmer.",
}
SEEN = "Cet aperçu a changé depuis que vous l’avez ouvert : relisez-le, puis confirmez."
NOT_YOURS = (
    "Cet aperçu est celui de « {} » : seule la personne qui l’a préparé peut le compléter et le confirmer. "
    "Importez les mêmes fichiers pour préparer le vôtre."
)
Keep = Callable[[Part, Sequence[Record]], None]
SUBJECTS = (
    "application",
    "contract",
    "contract_application",
    "contract_device",
    "department",
    "device",
    "installation",
    "purchase",
    "site",
)


def keep_preview(batch: Import, parts: Sequence[Part], seen_audit_id: int) -> None:
    """Keep what was understood of a batch, in place of what was before; the trace was read up to a line."""
    forget_lines(batch)
    batch.state, batch.reason, batch.seen_audit_id = ImportState.PREVIEWED, None, seen_audit_id
    batch.files, batch.takes_file = [part.heading() for part in parts], False
    for part in parts:
        keep_rows(batch, part, part.records)


def run_import(files: Sequence[tuple[Path, str]], limits: Limits | None = None) -> tuple[Import, list[Part]]:
    """Read and write a batch in one go, as the command line does."""
    with without_collecting():
        parts = read_files(files, limits)
        return write_batch(parts), parts


def write_batch(parts: Sequence[Part]) -> Import:
    """Compare a batch that was read with the inventory, and write it, in one transaction."""
    with writing() as session:
        compare(parts)
        batch = new_batch(ImportState.PREVIEWED, files=[part.heading() for part in parts])
        session.info[IMPORT] = batch.id
        with putting_beside(session.connection()):
            write_parts(parts, partial(keep_rows, batch))
            note_sources(batch, parts)
        _finish(batch)
    return batch


def confirm_import(number: int, seen: int | None = None) -> Import:
    """Write a previewed batch, exactly as it was shown: `seen` is the version that the person read.

    Raises Conflict when it was written already, when it is another's, or when the inventory has moved
    since: the preview is then made anew and nothing else is written.
    """
    with without_collecting(), writing() as session:
        batch = own_preview(number, seen)
        ids, parts = read_rows(batch)
        moved = _moved(batch, ids, parts)
        session.info[IMPORT] = batch.id
        if moved:
            batch.state, batch.reason = ImportState.PREVIEWED, MOVED
        else:
            with putting_beside(session.connection()):
                write_parts(parts, partial(say_what_became, ids))
                note_sources(batch, parts)
            _finish(batch)
        batch.seen_audit_id = last_audit_id()
        batch.files = [part.heading() for part in parts]
    if moved:
        raise Conflict(MOVED)
    return batch


def get_import(number: int) -> Import:
    """Find an import by its number. Raises NotFound."""
    found = db.session.scalar(select(Import).where(Import.number == number))
    if found is None:
        raise NotFound(f"Il n’y a pas d’import n° {number}.")
    return found


def refuse_if_not_pending(batch: Import) -> None:
    """Refuse an import that is written, let go, or not read yet. Raises Conflict."""
    if batch.state not in PENDING:
        raise Conflict(NOT_READ.get(batch.state) or DONE.format(batch.state.label.lower()))


def refuse_if_anothers(batch: Import) -> None:
    """Refuse what is for the person who prepared an import alone. Raises Conflict."""
    if batch.account_id != db.session().info.get(ACTOR, Actor("système")).account_id:
        raise Conflict(NOT_YOURS.format(batch.author))


def own_preview(number: int, seen: int | None = None) -> Import:
    """Find an import that is not written yet, for the person who prepared it: `seen` is the version they read.

    Raises NotFound, or Conflict when it is written, being read, another's, or no longer what they read.
    """
    batch = get_import(number)
    refuse_if_not_pending(batch)
    refuse_if_anothers(batch)
    if batch.state is ImportState.PREVIEWED and seen not in (None, batch.version):
        raise Conflict(SEEN)
    return batch


def new_batch(state: ImportState, **more: Any) -> Import:
    """Give a new batch its number, in the name of whoever holds this session.

    `more` are other columns: `received`, `files`.
    """
    session = db.session()
    actor = session.info.get(ACTOR, Actor("système"))
    last = session.scalar(select(func.max(Import.number))) or 0
    batch = Import(
        organisation_id=scope_of(session),
        number=last + 1,
        account_id=actor.account_id,
        author=actor.name,
        state=state,
        seen_audit_id=last_audit_id(),
        **more,
    )
    session.add(batch)
    session.flush()
    return batch


def last_audit_id() -> int:
    """Give the last line of the trace that speaks of what imports write."""
    return db.session.scalar(select(func.max(AuditLine.id)).where(AuditLine.subject.in_(SUBJECTS))) or 0


def _moved(batch: Import, ids: Ids, parts: Sequence[Part]) -> bool:
    """Compare again when somebody wrote since the preview; say whether that changes anything, and on the rows what."""
    if last_audit_id() == batch.seen_audit_id:
        return False
    before, fates = _shown(parts), fates_of(parts)
    compare(parts, takes_file=batch.takes_file)
    say_what_moved(batch, ids, parts, fates)
    return before != _shown(parts)


def _shown(parts: Sequence[Part]) -> list[int]:
    """Give a mark of what a preview promises of each line."""
    records = (record for part in parts for record in part.records)
    return [hash(repr((record.outcome, sorted(record.changes.items()), record.object_id))) for record in records]


def write_parts(parts: Sequence[Part], keep: Keep = lambda _part, _records: None) -> None:
    """Write what the lines were compared to change, inside the transaction of an import; `keep` hears of each line."""
    places, devices, software = Places(), lines_of(parts, Target.DEVICES), software_in(parts)
    contracts = [part for part in parts if part.target is Target.CONTRACTS]
    # as the comparison saw them: a line may rename its machine
    names = DeviceNames(devices) if software or contracts else None
    for part in software:
        for records in part.bundles(Outcome.REMOVED):
            remove_installations(records)
    write_devices(devices, places)
    for part in parts:
        if part.target is Target.DEVICES:
            keep(part, lines_of([part], Target.DEVICES))
        elif part.target is Target.PURCHASES:
            write_purchases(part.records)
            keep(part, part.records)
    if names:
        _write_software(software, places, names, keep)
        _write_contracts(contracts, names, keep)


def _write_software(parts: Sequence[Part], places: Places, names: DeviceNames, keep: Keep) -> None:
    made: dict[Key, int] = {}
    for part in parts:
        for records in part.bundles():
            write_applications(records, made, places, names)
            keep(part, records)


def _write_contracts(parts: Sequence[Part], names: DeviceNames, keep: Keep) -> None:
    made: dict[OwnKey, int] = {}
    for part in parts:
        records = list(part.records)
        write_contracts(records, made, names)
        keep(part, records)


def _finish(batch: Import) -> None:
    batch.state, batch.reason, batch.applied_at = ImportState.APPLIED, None, now()
