"""The reading of a sheet, corrected by a person: for this import and, if they wish, for the next of its shape."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import NotFound
from inventaire.models import Import, RememberedReading, db
from inventaire.services.database import writing
from inventaire.services.imports import kept
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.guidance import Sketch, sketch_of
from inventaire.services.imports.received import read_again, refuse_if_not_readable
from inventaire.spreadsheets.container import check_upload
from inventaire.spreadsheets.corrections import Corrections, SheetCorrection, heading_of, mark_of, shape_of

SHOWN_TOGETHER = "\n"  # that no line holds: a text of which only the encoding is said is shown as one
SHOWN_HEADINGS = 12
FORGOTTEN = "Cette lecture est déjà oubliée."


def correct_sheet(number: int, file: int, sheet: int, said: SheetCorrection, *, is_remembered: bool) -> None:
    """Have an import read again, one sheet as a person says. Raises NotFound, and Conflict once it is written."""
    with writing():
        found = _open(number)
        sketch = sketch_of(found, file, sheet)
        before = found.corrections.get(str(file), {})
        sheets = before.get("sheets", {}) | {str(sheet): said.kept()}
        found.corrections = found.corrections | {str(file): before | {"sheets": sheets}}
        _remember(sketch, said, is_remembered=is_remembered)
    read_again(number)


def correct_writing(
    number: int, file: int, encoding: str | None, delimiter: str | None, *, is_remembered: bool
) -> None:
    """Have an import read again, one file as a person says that it is written; what was said of its sheets is void.

    None leaves what is recognised. Raises Conflict once it is written.
    """
    said = Corrections(encoding, delimiter).written()
    with writing():
        found = _open(number)
        found.corrections = found.corrections | {str(file): said}
        path, name = kept.files_of(found)[file]
        if check_upload(path, name) == "csv":
            titles = heading_of(path).decode(encoding or "utf-8", "replace").split(delimiter or SHOWN_TOGETHER)
            _keep(shape_of(path), titles, said if is_remembered else {})
    read_again(number)


def _open(number: int) -> Import:
    found = get_import(number)
    refuse_if_not_readable(found)
    return found


def _remember(sketch: Sketch, said: SheetCorrection, *, is_remembered: bool) -> None:
    """Keep, or forget, what is said of the sheets that have these headings; to leave one out says nothing of others."""
    row = _headings(sketch, said)
    mark = mark_of(row)
    if mark is None or said.left_out:
        return
    correction = replace(said, machine=None).kept()  # the machine is of one file alone
    _keep(mark, row, correction if is_remembered else {})


def _keep(mark: str, row: Sequence[str], correction: Mapping[str, Any]) -> None:
    """Remember a correction under a mark, in place of what was; an empty one forgets it."""
    known = db.session.scalar(select(RememberedReading).where(RememberedReading.mark == mark))
    if known:
        db.session.delete(known)
        db.session.flush()  # the new one bears the same mark
    if correction:
        headings = " · ".join([cell for cell in row if cell][:SHOWN_HEADINGS])
        db.session.add(RememberedReading(mark=mark, headings=headings, correction=dict(correction)))


def _headings(sketch: Sketch, correction: SheetCorrection) -> list[str]:
    """Give the row of headings of a sheet: the one that was said, or understood, or else the first that may be."""
    line = correction.header_row or sketch.header_row
    if line and line <= len(sketch.rows):
        return sketch.rows[line - 1]
    return next((row for row in sketch.rows if mark_of(row)), [])


def remembered() -> list[RememberedReading]:
    """List what is remembered, latest first."""
    return list(db.session.scalars(select(RememberedReading).order_by(RememberedReading.id.desc())))


def forget(reading_id: int) -> None:
    """Forget one of them: the next sheet of its shape is read as it is recognised. Raises NotFound."""
    with writing() as session:
        found = session.scalar(select(RememberedReading).where(RememberedReading.id == reading_id))
        if found is None:
            raise NotFound(FORGOTTEN)
        session.delete(found)
