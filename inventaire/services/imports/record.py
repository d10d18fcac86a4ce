"""The imports as people read them again: the list, and the lines of one."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import null, select

from inventaire.domain.imports import Outcome
from inventaire.models import Import, ImportRow, db
from inventaire.services.imports.batch import get_import
from inventaire.services.listing import Page, page_of

LISTED = 100


def list_imports() -> Sequence[Import]:
    """List the latest imports."""
    return db.session.scalars(select(Import).order_by(Import.number.desc()).limit(LISTED)).all()


def lines(number: int, part: int | None, outcome: Outcome | None, page: int, *, held: bool = False) -> Page:
    """Give a page of the lines of an import: of one part, with one outcome, that keep a value. Raises NotFound."""
    conditions = [ImportRow.import_id == get_import(number).id]
    if part is not None:
        conditions.append(ImportRow.part == part)
    if outcome is not None:
        conditions.append(ImportRow.outcome == outcome)
    if held:
        conditions.append(ImportRow.held.is_not(null()))
    query = select(ImportRow).where(*conditions)
    ordered = query.order_by(ImportRow.part, ImportRow.id)
    found = page_of(ordered, page, select(ImportRow.id).where(*conditions))
    return replace(found, rows=[row for (row,) in found.rows])
