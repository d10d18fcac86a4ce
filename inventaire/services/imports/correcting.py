"""The reading of a sheet, corrected by a person: for this import and, if they wish, for the next of its shape."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from inventaire.domain.errors import Conflict
from inventaire.domain.imports import OPEN
from inventaire.models import Import, RememberedReading, db
from inventaire.services.database import writing
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.guidance import Sketch, sketch_of
from inventaire.services.imports.received import NOT_OPEN, read_again
from inventaire.spreadsheets.corrections import SheetCorrection, mark_of

SHOWN_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a sheet, and of how its file is written; None leaves what is recognised."""

    sheet: SheetCorrection
    encoding: str | None = None
    delimiter: str | None = None
    is_remembered: bool = False


def correct(number: int, file: int, sheet: int, said: Said) -> None:
    """Have the files of an import read again as a person says. Raises NotFound, and Conflict once it is written."""
    with writing():
        found = get_import(number)
        if found.state not in OPEN:
            raise Conflict(NOT_OPEN.format(found.state.label.lower()))
        sketch = sketch_of(found, file, sheet)
        found.corrections = _corrected(found, file, sheet, said)
        _remember(sketch, said)
    read_again(number)


def _corrected(found: Import, file: int, sheet: int, said: Said) -> dict[str, object]:
    """Give the corrections of a batch with one more; another way of writing makes those of the sheets void."""
    before = found.corrections.get(str(file), {})
    written = {name: value for name in ("encoding", "delimiter") if (value := getattr(said, name))}
    same = all(before.get(name) == written.get(name) for name in ("encoding", "delimiter"))
    sheets = (before.get("sheets", {}) if same else {}) | {str(sheet): said.sheet.kept()}
    return found.corrections | {str(file): {**written, "sheets": sheets}}


def _remember(sketch: Sketch, said: Said) -> None:
    """Keep, or forget, what is said of the sheets that have these headings."""
    row = _headings(sketch, said.sheet)
    mark = mark_of(row)
    if mark is None:
        return
    db.session.execute(delete(RememberedReading).where(RememberedReading.mark == mark))
    correction = said.sheet.kept()
    if said.is_remembered and correction:
        headings = " · ".join([cell for cell in row if cell][:SHOWN_HEADINGS])
        db.session.add(RememberedReading(mark=mark, headings=headings, correction=correction))


def _headings(sketch: Sketch, correction: SheetCorrection) -> list[str]:
    """Give the row of headings of a sheet: the one that was said, or understood, or else the first that may be."""
    line = correction.header_row or sketch.header_row
    if line and line <= len(sketch.rows):
        return sketch.rows[line - 1]
    return next((row for row in sketch.rows if mark_of(row)), [])


def remembered() -> list[RememberedReading]:
    """List what is remembered, latest first."""
    return list(db.session.scalars(select(RememberedReading).order_by(RememberedReading.id.desc())))


def forget(number: int) -> None:
    """Forget one of them: the next sheet of its shape is read as it is recognised."""
    with writing() as session:
        session.execute(delete(RememberedReading).where(RememberedReading.id == number))
