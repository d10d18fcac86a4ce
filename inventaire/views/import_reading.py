"""How the files of an import are read, shown sheet by sheet and corrected."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.imports import Target
from inventaire.domain.rights import Right
from inventaire.forms.correction import NOTHING, CorrectionForm, WritingForm
from inventaire.services.imports import correcting, guidance
from inventaire.services.imports.batch import get_import
from inventaire.services.imports.guidance import Sketch
from inventaire.spreadsheets.columns import ALL_READ
from inventaire.spreadsheets.corrections import SheetCorrection
from inventaire.spreadsheets.header import guessed_fields
from inventaire.views.imports import attempt
from inventaire.views.session import asks

bp = Blueprint("import_reading", __name__, url_prefix="/imports")
SAMPLES = 3  # values of a column that tell what it holds
TOP = 12  # first lines shown as they are
NOT_READ = "ne pas lire"


@bp.get("/<row:number>/lecture")
@asks(Right.EDIT)
def index(number: int) -> ResponseReturnValue:
    """List the sheets of an import, and what each was taken for."""
    found = get_import(number)
    files = [
        (told["file"], sheets, WritingForm(data=found.corrections.get(str(rank), {}), prefix=f"{rank}-"))
        for rank, (told, sheets) in enumerate(zip(found.received, guidance.sketches(found), strict=True))
    ]
    return render_template("imports/reading.html", batch=found, files=files, remembered=correcting.remembered())


@bp.post("/<row:number>/lecture/<int:file>")
@asks(Right.EDIT)
def write(number: int, file: int) -> ResponseReturnValue:
    """Have a file read as a person says that it is written."""
    found, form = get_import(number), WritingForm(prefix=f"{file}-")
    if not form.validate() or file >= len(found.received):
        return redirect(url_for(".index", number=number))
    said = (form.encoding.data or None, form.delimiter.data or None)
    attempt(lambda: correcting.correct_writing(number, file, *said, is_remembered=form.is_remembered.data))
    return redirect(url_for("imports.show", number=number))


@bp.route("/<row:number>/lecture/<int:file>/<int:sheet>", methods=["GET", "POST"])
@asks(Right.EDIT)
def correct(number: int, file: int, sheet: int) -> ResponseReturnValue:
    """Show a sheet with what each column is taken for, or have it read as a person says."""
    found = get_import(number)
    sketch = guidance.sketch_of(found, file, sheet)
    form = CorrectionForm(data=_said_before(sketch))
    is_redrawn = "redraw" in request.form
    if is_redrawn and form.target is None:
        form.reading.data = sketch.target or Target.DEVICES.value
    names, labels = _columns(sketch, form)
    form.offer(names, {"": NOT_READ, **labels}, _guessed(sketch, form))
    if form.is_submitted() and not is_redrawn and form.check(len(sketch.rows), labels):
        return _read_again(number, file, sheet, form)
    top = list(enumerate(sketch.rows[:TOP], start=1))
    page = {"sketch": sketch, "top": top, "samples": _samples(sketch, form), "file": found.received[file]["file"]}
    status = 422 if form.errors and not is_redrawn else 200
    return render_template("imports/correction.html", batch=found, form=form, rank=file, **page), status


@bp.post("/lectures/<row:reading_id>/oublier")
@asks(Right.EDIT)
def forget(reading_id: int) -> ResponseReturnValue:
    """Forget how sheets of one shape were to be read."""
    correcting.forget(reading_id)
    flash("Cette lecture est oubliée\u00a0: les prochains fichiers seront lus comme ils sont reconnus.")
    return redirect(url_for("imports.index"))


def _said_before(sketch: Sketch) -> dict[str, object]:
    said = sketch.correction
    reading = NOTHING if said.get("left_out") else said.get("target", "")
    same = {name: said.get(name, "") for name in ("date_order", "machine", "ditto")}
    return {"reading": reading, "header_row": said.get("header_row") or sketch.header_row or 1, **same}


def _columns(sketch: Sketch, form: CorrectionForm) -> tuple[list[str], dict[str, str]]:
    """Give the headings of the row that is said to hold them, and what a column may be read as."""
    if form.target is None:
        return [], {}
    width = max(map(len, sketch.rows), default=0)
    headings = _row(sketch, form) + [""] * width
    names = [headings[index] or f"Colonne {index + 1}, sans titre" for index in range(width)]
    return names, {column.field: column.heading for column in ALL_READ[form.target]}


def _row(sketch: Sketch, form: CorrectionForm) -> list[str]:
    line = form.header_row.data or 0
    return sketch.rows[line - 1] if 1 <= line <= len(sketch.rows) else []


def _guessed(sketch: Sketch, form: CorrectionForm) -> dict[int, str]:
    said = sketch.correction
    if said.get("target") == form.reading.data and said.get("fields"):
        return {int(index): name for index, name in said["fields"].items()}
    return guessed_fields(_row(sketch, form), form.target or Target.DEVICES)


def _samples(sketch: Sketch, form: CorrectionForm) -> list[str]:
    """Give, for each column, the first values that stand under the headings."""
    below = sketch.rows[form.header_row.data or 0 :]
    columns = range(max(map(len, sketch.rows), default=0))
    found = [[row[index] for row in below if index < len(row) and row[index]] for index in columns]
    return [" · ".join(dict.fromkeys(values[:SAMPLES])) for values in found]


def _read_again(number: int, file: int, sheet: int, form: CorrectionForm) -> ResponseReturnValue:
    said = SheetCorrection(
        left_out=form.reading.data == NOTHING,
        target=form.target,
        header_row=form.header_row.data if form.target else None,
        fields=form.fields() if form.target else {},
        date_order=form.date_order.data or None,
        machine=form.machine.data or None,
        ditto=form.ditto.data,
    )
    attempt(lambda: correcting.correct_sheet(number, file, sheet, said, is_remembered=form.is_remembered.data))
    return redirect(url_for("imports.show", number=number))
