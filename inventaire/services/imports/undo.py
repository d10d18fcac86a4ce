"""An import taken back whole, unless somebody has worked on its rows since."""

from collections.abc import Sequence

from sqlalchemy import select

from inventaire.domain.errors import Conflict, WouldLose
from inventaire.domain.imports import ImportState
from inventaire.models import AgentToken, Application, Department, Device, Import, Meter, Site, db
from inventaire.models.audit_line import IMPORT
from inventaire.models.base import now
from inventaire.models.bulk import chunks, remove_all
from inventaire.models.columns import typed_values
from inventaire.models.scope import WITH_BIN
from inventaire.services.database import writing
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.effects import MODELS
from inventaire.services.imports.later import Edit, Effect, effects_of, later_edits, rows_of
from inventaire.services.imports.removals import restore_installations

ORDER = (
    "contract_application",
    "contract_device",
    "contract",
    "installation",
    "application",
    "device",
    "purchase",
    "department",
    "site",
)
LISTED = 10
EDITED = "Cet import ne peut plus être annulé : {} fiche(s) modifiée(s) depuis seraient perdues. {}"
NOT_APPLIED = "L’import n°\u00a0{} n’est pas appliqué\u00a0: il n’y a rien à annuler."


def undo_import(number: int) -> Import:
    """Take an import back: what it made goes, what it changed returns.

    Raises WouldLose with the rows edited since, Conflict when it is not applied.
    """
    with writing() as session:
        batch = _applied(number)
        effects = effects_of(batch)
        edits = later_edits(batch, effects)
        if edits:
            raise WouldLose(EDITED.format(len(edits), " ; ".join(edit.name for edit in edits[:LISTED])))
        session.info[IMPORT] = batch.id
        for subject in ORDER:
            _put_back(subject, effects[subject])
        batch.state, batch.undone_at = ImportState.UNDONE, now()
    return batch


def edits_since(number: int) -> list[Edit]:
    """List all that taking an import back would lose. Raises Conflict when it is not applied."""
    batch = _applied(number)
    return later_edits(batch, effects_of(batch))


def _applied(number: int) -> Import:
    batch = get_import(number)
    if batch.state is not ImportState.APPLIED:
        raise Conflict(NOT_APPLIED.format(number))
    return batch


def _put_back(subject: str, effects: Sequence[Effect]) -> None:
    """Put the rows of one table back, some at a time: an import may have touched more than memory holds."""
    for some in chunks([effect for effect in effects if effect["action"] == "changed"]):
        _restore(subject, some)
    made = {effect["id"] for effect in effects if effect["action"] == "created"}
    kept = _still_used(subject) if MODELS[subject] in (Site, Department) else set()
    remove_all(db.session(), MODELS[subject], sorted(made - kept))
    removed = [effect for effect in effects if effect["action"] == "removed"]
    restore_installations([effect["before"] for effect in removed if effect["id"] not in made])


def _restore(subject: str, effects: Sequence[Effect]) -> None:
    rows = rows_of(subject, effects)
    for effect in effects:
        if row := rows.get(effect["id"]):
            for key, value in typed_values(MODELS[subject], effect["before"]).items():
                setattr(row, key, value)
    db.session.flush()
    for row in rows.values():
        db.session.expunge(row)


def _still_used(subject: str) -> set[int]:
    """Find the places that something stands in, be it in the bin, or that agents call from."""
    of_departments = [Device.department_id, Application.department_id]
    columns = [Device.site_id, AgentToken.site_id, Meter.site_id] if subject == "site" else of_departments
    queries = [select(column).distinct().execution_options(**WITH_BIN) for column in columns]
    return {found for query in queries for found in db.session.scalars(query) if found}
