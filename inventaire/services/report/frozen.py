"""A report that was frozen, read back: what it says is what was printed, whatever moved since."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inventaire.domain.block_json import document_from_json
from inventaire.domain.blocks import Block, BulletList, Document, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.formats import PARIS
from inventaire.models import Account, FrozenReport, db

BY_COMMAND = "la ligne de commande"
FROZEN = (
    "Rapport figé le {} par {}. Ce qui a changé depuis dans l’inventaire, les facteurs ou le catalogue n’y entre "
    "pas\u202f; «\u00a0aujourd’hui\u00a0» y veut dire ce jour-là."
)
REVISED = "Ce rapport a été figé à nouveau. Valeurs révisées depuis la fois d’avant\u00a0:"
ANNEX = "Annexe. Facteurs et paramètres utilisés"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen report: its row's number, its year, when and by whom, what is printed, what it was reckoned with."""

    id: int
    year: int
    at: datetime
    by: str
    stored: Document
    parameters: dict[str, Any]

    @property
    def document(self) -> Document:
        """Give the report as it prints: the blocks that were kept, between who froze them and what they rest on."""
        blocks = (*self._opening(), *self.stored.blocks, *self._annex())
        return replace(self.stored, blocks=blocks)

    def _opening(self) -> list[Block]:
        when = self.at.astimezone(PARIS).strftime("%d/%m/%Y à %H:%M")
        told: list[Block] = [Paragraph(FROZEN.format(when, self.by), ParagraphKind.NOTE)]
        revisions = tuple(self.parameters["revisions"])
        return [*told, Paragraph(REVISED), BulletList(revisions)] if revisions else told

    def _annex(self) -> list[Block]:
        kept = self.parameters
        told = [Paragraph(text) for text in kept["rests_on"]]
        tables = [Table(caption, tuple(names), tuple(map(tuple, rows))) for caption, names, rows in kept["tables"]]
        return [Heading(1, ANNEX, "annexe-parametres"), *told, *tables]


def frozen_report(year: int) -> Frozen | None:
    """Give the frozen report of a year; None when it is not frozen."""
    row = db.session.execute(_rows().where(FrozenReport.year == year, FrozenReport.lifted_at.is_(None))).first()
    return _frozen(row) if row else None


def last_lifted(year: int) -> tuple[Frozen, str] | None:
    """Give the last freezing of a year that was lifted, and why it was."""
    lifted = _rows().where(FrozenReport.year == year, FrozenReport.lifted_at.is_not(None))
    row = db.session.execute(lifted.order_by(FrozenReport.id.desc()).limit(1)).first()
    return (_frozen(row), row.FrozenReport.lifted_reason) if row else None


def frozen_years() -> dict[int, datetime]:
    """Give the years whose report is frozen, and since when."""
    rows = select(FrozenReport.year, FrozenReport.created_at).where(FrozenReport.lifted_at.is_(None))
    return {row.year: row.created_at for row in db.session.execute(rows)}


def _rows() -> Any:
    rows = select(FrozenReport, Account.name.label("author"))
    return rows.outerjoin(Account, Account.id == FrozenReport.account_id)


def _frozen(row: Any) -> Frozen:
    kept = row.FrozenReport
    document = document_from_json(kept.document)
    return Frozen(kept.id, kept.year, kept.created_at, row.author or BY_COMMAND, document, kept.parameters)
