"""What people and other imports wrote after an import, that taking it back would lose."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from inventaire.domain.audit import Subject
from inventaire.domain.errors import Conflict
from inventaire.domain.imports import ImportState
from inventaire.models import (
    Account,
    Application,
    AuditLine,
    Contract,
    ContractApplication,
    ContractDevice,
    DependencyAnswer,
    Device,
    DeviceEvent,
    Import,
    ImportRow,
    Installation,
    MeteredDevice,
    db,
)
from inventaire.models.bulk import chunks
from inventaire.models.scope import WITH_BIN
from inventaire.services.imports.effects import MODELS, rows_by_id

EDITED_ROWS = ("device", "application", "installation", "purchase", "contract")
PURGED = "L’import n°\u00a0{} ne peut plus être annulé\u00a0: la trace de ce qui l’a suivi a été purgée."
FACTS = ((MeteredDevice, "compteur relié à «\u00a0{}\u00a0»"), (DeviceEvent, "ce qui est arrivé à «\u00a0{}\u00a0»"))
Effect = dict[str, Any]
Effects = dict[str, list[Effect]]
Rows = dict[str, dict[int, Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """A row written after an import: what it is called, who wrote it last and when, by which import if any.

    `there` says whether it has a page to open.
    """

    subject: str
    id: int
    name: str
    who: str
    at: datetime | None
    import_number: int | None
    there: bool

    @property
    def label(self) -> str:
        """Say what kind of row it is."""
        return Subject(self.subject).label


def effects_of(batch: Import) -> Effects:
    """Give what an import did, latest first, by table."""
    found: Effects = defaultdict(list)
    rows = select(ImportRow.effects).where(ImportRow.import_id == batch.id).order_by(ImportRow.id.desc())
    for effects in db.session.scalars(rows):
        for effect in reversed(effects):
            found[effect["subject"]].append(effect)
    return found


def rows_of(subject: str, effects: Sequence[Effect]) -> dict[int, Any]:
    """Load the rows that an import touched, those in the bin too."""
    return rows_by_id(MODELS[subject], sorted({effect["id"] for effect in effects}), **WITH_BIN)


def later_edits(batch: Import, effects: Effects) -> list[Edit]:
    """List what the trace shows to be written since; a place that moved on is kept, not lost.

    Imports that were taken back count for nothing. Raises Conflict when the trace was purged.
    """
    mine = {(subject, effect["id"]) for subject in EDITED_ROWS for effect in effects[subject]}
    lines = {key: line for key, line in _written_since(batch).items() if key in mine}
    told, rows = _told(list(lines.values())), _rows(lines)
    edits = [_edit(subject, found, rows[subject].get(found), told[line]) for (subject, found), line in lines.items()]
    edits += [*_newer_installations(effects), *_answers_given(effects), *_newer_coverage(effects)]
    edits += _newer_facts(effects)
    return sorted(edits, key=lambda edit: (EDITED_ROWS.index(edit.subject), edit.name))


def _rows(keys: Collection[tuple[str, int]]) -> Rows:
    """Load the rows that were edited, those in the bin too."""
    wanted = [(subject, [found for of, found in keys if of == subject]) for subject in EDITED_ROWS]
    return {subject: rows_by_id(MODELS[subject], ids, **WITH_BIN) for subject, ids in wanted}


def _edit(subject: str, found: int, row: Any, told: tuple[str, datetime, int | None]) -> Edit:
    who, at, number = told
    there = row is not None and subject != "installation" and row.deleted_at is None
    return Edit(subject, found, _name(subject, row), who, at, number, there)


def _written_since(batch: Import) -> dict[tuple[str, int], int]:
    """Give the rows written after an import wrote them, in order, each with its last line of the trace.

    An import of agents goes on through its day: somebody may work between two of its writes.
    """
    first = db.session.scalar(select(func.min(AuditLine.id)).where(AuditLine.import_id == batch.id))
    if first is None:
        raise Conflict(PURGED.format(batch.number))
    undone = select(Import.id).where(Import.state == ImportState.UNDONE)
    others = and_(AuditLine.import_id.not_in(undone), AuditLine.import_id != batch.id)
    own = aliased(AuditLine)
    same = (own.import_id == batch.id, own.subject == AuditLine.subject, own.subject_id == AuditLine.subject_id)
    lines = select(AuditLine.subject, AuditLine.subject_id, AuditLine.id).where(
        AuditLine.id > first, or_(AuditLine.import_id.is_(None), others), exists().where(*same, own.id < AuditLine.id)
    )
    found = db.session.execute(lines.where(AuditLine.subject.in_(EDITED_ROWS)).order_by(AuditLine.id))
    return {(subject, row): line for subject, row, line in found}


def _told(lines: Sequence[int]) -> dict[int, tuple[str, datetime, int | None]]:
    """Say of lines of the trace who wrote them, when, and by which import."""
    query = (
        select(AuditLine.id, func.coalesce(Account.name, AuditLine.actor), AuditLine.at, Import.number)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .outerjoin(Import, Import.id == AuditLine.import_id)
    )
    parts = (db.session.execute(query.where(AuditLine.id.in_(some))) for some in chunks(lines))
    return {line: (who, at, number) for part in parts for line, who, at, number in part}


def _name(subject: str, row: Any) -> str:
    if row is None:
        return "fiche supprimée"
    return _called(subject, row) + (" (à la corbeille)" if getattr(row, "deleted_at", None) else "")


def _called(subject: str, row: Any) -> str:
    if subject == "installation":
        return f"installation de «\u00a0{row.application.raw_name}\u00a0»"
    if subject == "application":
        return str(row.raw_name)
    if subject == "purchase":
        return str(row.label)
    if subject == "contract":
        return str(row.title)
    return str(row.name or row.serial or row.inventory_number or f"matériel n°\u00a0{row.id}")


def _newer_installations(effects: Effects) -> Iterator[Edit]:
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
    added: dict[str, Edit] = {}
    for found, device, application, name in rows:
        if found not in mine and (device in devices or application in applications):
            text = f"installation de «\u00a0{name}\u00a0» ajoutée depuis"
            added.setdefault(text, Edit("installation", found, text, "", None, None, there=False))
    yield from added.values()


def _answers_given(effects: Effects) -> Iterator[Edit]:
    """Name the software made here about which somebody has since answered."""
    made = {effect["id"] for effect in effects["application"] if effect["action"] == "created"}
    rows = db.session.execute(
        select(DependencyAnswer.application_id, Application.raw_name, Account.name, DependencyAnswer.said_at)
        .join(Application, Application.id == DependencyAnswer.application_id)
        .outerjoin(Account, Account.id == DependencyAnswer.account_id)
        .order_by(DependencyAnswer.said_at)
        .execution_options(**WITH_BIN)
    )
    last = {row.application_id: row for row in rows if row.application_id in made}
    for found, name, who, at in last.values():
        yield Edit("application", found, f"réponse sur «\u00a0{name}\u00a0»", who or "", at, None, there=True)


def _newer_coverage(effects: Effects) -> Iterator[Edit]:
    """Name the contracts that have since been said to cover what was made here, or made here to cover something."""
    made = {
        subject: {effect["id"] for effect in done if effect["action"] == "created"} for subject, done in effects.items()
    }
    for link, other in ((ContractApplication, "application"), (ContractDevice, "device")):
        ends = {"contract": link.contract_id, other: getattr(link, f"{other}_id")}
        query = select(link.id, Contract.id, Contract.title, *ends.values())
        rows = db.session.execute(query.join(Contract, Contract.id == link.contract_id).execution_options(**WITH_BIN))
        for found, contract, title, *covered in rows:
            is_mine = any(end in made.get(name, ()) for name, end in zip(ends, covered, strict=True))
            if is_mine and found not in made.get(link.__tablename__, ()):
                text = f"ce que couvre le contrat «\u00a0{title}\u00a0»"
                yield Edit("contract", contract, text, "", None, None, there=True)


def _newer_facts(effects: Effects) -> Iterator[Edit]:
    """Name the machines made here that a meter has since been linked to, or that something has happened to."""
    made = {effect["id"] for effect in effects["device"] if effect["action"] == "created"}
    for model, text in FACTS:
        rows = select(Device).where(Device.id.in_(select(model.device_id))).order_by(Device.id)
        for device in db.session.scalars(rows.execution_options(**WITH_BIN)):
            if device.id in made:
                yield Edit("device", device.id, text.format(_called("device", device)), "", None, None, there=True)
