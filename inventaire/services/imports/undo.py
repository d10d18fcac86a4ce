"""An import taken back whole, unless somebody has worked on its rows since."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from inventaire.domain.errors import Conflict
from inventaire.domain.imports import ImportState
from inventaire.models import (
    AgentToken,
    Application,
    AuditLine,
    Department,
    Device,
    Import,
    ImportRow,
    Installation,
    Site,
    db,
)
from inventaire.models.base import now
from inventaire.models.bulk import remove_all
from inventaire.models.columns import typed_values
from inventaire.models.scope import WITH_BIN
from inventaire.models.trace import IMPORT
from inventaire.services.database import writing
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.effects import MODELS, rows_by_id
from inventaire.services.imports.removals import restore_installations

ORDER = ("installation", "application", "device", "department", "site")
EDITED_ROWS = ("device", "application", "installation")
LISTED = 10
PURGED = "L’import n° {} ne peut plus être annulé : la trace de ce qui l’a suivi a été purgée."
EDITED = "Cet import ne peut plus être annulé : {} fiche(s) modifiée(s) depuis seraient perdues. {}"
Effect = dict[str, Any]


def undo_import(number: int) -> Import:
    """Take an import back: what it made goes, what it changed returns.

    Raises Conflict with the list of the rows edited since, or when it is not applied.
    """
    with writing() as session:
        batch = get_import(number)
        if batch.state is not ImportState.APPLIED:
            raise Conflict(f"L’import n° {number} n’est pas appliqué : il n’y a rien à annuler.")
        effects = _effects(batch)
        rows = {subject: _rows(subject, effects[subject]) for subject in ORDER}
        _refuse_if_edited(batch, effects, rows)
        session.info[IMPORT] = batch.id
        for subject in ORDER:
            _put_back(subject, effects[subject], rows[subject])
        batch.state, batch.undone_at = ImportState.UNDONE, now()
    return batch


def _effects(batch: Import) -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = defaultdict(list)
    rows = select(ImportRow.effects).where(ImportRow.import_id == batch.id).order_by(ImportRow.id.desc())
    for effects in db.session.scalars(rows):
        for effect in reversed(effects):
            found[effect["subject"]].append(effect)
    return found


def _rows(subject: str, effects: Sequence[Effect]) -> dict[int, Any]:
    return rows_by_id(MODELS[subject], sorted({effect["id"] for effect in effects}), **WITH_BIN)


def _refuse_if_edited(batch: Import, effects: dict[str, list[Effect]], rows: dict[str, dict[int, Any]]) -> None:
    """Refuse when the trace shows a later write; a place that moved on is kept, not lost."""
    mine = {(subject, effect["id"]) for subject in EDITED_ROWS for effect in effects[subject]}
    edited = [key for key in _written_since(batch) if key in mine]
    names = [_name(subject, rows[subject].get(found)) for subject, found in edited]
    names += sorted(_newer_installations(effects))
    if names:
        raise Conflict(EDITED.format(len(names), " ; ".join(names[:LISTED])))


def _written_since(batch: Import) -> list[tuple[str, int]]:
    """List the rows written after an import wrote them, but by imports that were themselves taken back.

    An import of agents goes on through its day: somebody may work between two of its writes.
    """
    first = db.session.scalar(select(func.min(AuditLine.id)).where(AuditLine.import_id == batch.id))
    if first is None:
        raise Conflict(PURGED.format(batch.number))
    undone = select(Import.id).where(Import.state == ImportState.UNDONE)
    others = and_(AuditLine.import_id.not_in(undone), AuditLine.import_id != batch.id)
    own = aliased(AuditLine)
    same = (own.import_id == batch.id, own.subject == AuditLine.subject, own.subject_id == AuditLine.subject_id)
    lines = select(AuditLine.subject, AuditLine.subject_id).where(
        AuditLine.id > first, or_(AuditLine.import_id.is_(None), others), exists().where(*same, own.id < AuditLine.id)
    )
    found = db.session.execute(lines.where(AuditLine.subject.in_(EDITED_ROWS)).order_by(AuditLine.id))
    return list(dict.fromkeys((subject, row) for subject, row in found))


def _name(subject: str, row: Any) -> str:
    if row is None:
        return "fiche supprimée"
    return _called(subject, row) + (" (à la corbeille)" if getattr(row, "deleted_at", None) else "")


def _called(subject: str, row: Any) -> str:
    if subject == "installation":
        return f"installation de « {row.application.raw_name} »"
    if subject == "application":
        return str(row.raw_name)
    return str(row.name or row.serial or row.inventory_number or f"matériel n° {row.id}")


def _newer_installations(effects: dict[str, list[Effect]]) -> set[str]:
    """Name what was made here and has since received software, or machines, from elsewhere."""
    mine, devices, applications = (
        {effect["id"] for effect in effects[subject] if effect["action"] == "created"}
        for subject in ("installation", "device", "application")
    )
    rows = db.session.execute(
        select(Installation.id, Installation.device_id, Installation.application_id, Application.raw_name)
        .join(Application, Application.id == Installation.application_id)
        .execution_options(**WITH_BIN)
    )
    return {
        f"installation de « {name} » ajoutée depuis"
        for found, device, application, name in rows
        if found not in mine and (device in devices or application in applications)
    }


def _put_back(subject: str, effects: Sequence[Effect], rows: dict[int, Any]) -> None:
    for effect in effects:
        row = rows.get(effect["id"])
        if row is not None and effect["action"] == "changed":
            for key, value in typed_values(MODELS[subject], effect["before"]).items():
                setattr(row, key, value)
    db.session.flush()
    made = [effect["id"] for effect in effects if effect["action"] == "created"]
    _remove(subject, [rows[found] for found in made if found in rows])
    restore_installations([effect["before"] for effect in effects if effect["action"] == "removed"])


def _remove(subject: str, rows: Sequence[Any]) -> None:
    model = MODELS[subject]
    kept = _still_used(subject) if model in (Site, Department) else set()
    gone = [row.id for row in rows if row.id not in kept]
    remove_all(db.session(), model, gone)


def _still_used(subject: str) -> set[int]:
    """Find the places that something stands in, be it in the bin, or that agents call from."""
    of_departments = [Device.department_id, Application.department_id]
    columns = [Device.site_id, AgentToken.site_id] if subject == "site" else of_departments
    queries = [select(column).distinct().execution_options(**WITH_BIN) for column in columns]
    return {found for query in queries for found in db.session.scalars(query) if found}
