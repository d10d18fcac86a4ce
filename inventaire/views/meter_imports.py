"""Readings from a file: the preview, the confirmation, the way back."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import NotFound, Refusal, UnreadableFile
from inventaire.domain.imports import Outcome
from inventaire.domain.rights import Right
from inventaire.forms.meter_imports import MeterFileForm, MeterLinesForm
from inventaire.services import meter_imports
from inventaire.services.meter_imports import Planned
from inventaire.spreadsheets.meter_lines import MeterLine
from inventaire.views.layout import plural
from inventaire.views.session import asks

bp = Blueprint("meter_imports", __name__, url_prefix="/materiels/releves/importer")
WRITABLE = (Outcome.CREATED, Outcome.ASKED)


@bp.route("", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Ask for a file, or show what it would bring; nothing is written."""
    form = MeterFileForm()
    if form.validate_on_submit():
        try:
            found = _previewed(form)
        except UnreadableFile as unreadable:
            form.file.errors = [*form.file.errors, str(unreadable)]
        else:
            kept = [(each.line.line, each.line.values) for each in found if each.outcome in WRITABLE]
            lines = MeterLinesForm(data={"lines": MeterLinesForm.written(kept)}, formdata=None)
            counts = {outcome: sum(each.outcome is outcome for each in found) for outcome in Outcome}
            return render_template("meter/preview.html", found=found, form=lines, counts=counts, outcomes=Outcome)
    page = render_template("meter/import.html", form=form, lots=meter_imports.lots())
    return page, 422 if form.errors else 200


@bp.post("/confirmer")
@asks(Right.EDIT)
def confirm() -> ResponseReturnValue:
    """Write the lines that were shown, judged anew."""
    form = MeterLinesForm()
    try:
        lines = [MeterLine(line, values) for line, values in form.read()]
    except ValueError as unread:
        flash(str(unread), "error")
        return redirect(url_for(".create"))
    count = meter_imports.take_in(lines, _today(), sure=form.sure.data)
    flash(f"{plural(count, 'relevé enregistré', 'relevés enregistrés')}.")
    return redirect(url_for("meter.index"))


@bp.route("/retirer", methods=["GET", "POST"])
@asks(Right.EDIT)
def take_back() -> ResponseReturnValue:
    """Ask before the readings of a file are removed, then remove them."""
    at = _moment(request.args.get("lot", ""))
    if request.method == "GET":
        return render_template("meter/take_back.html", at=at)
    try:
        count = meter_imports.take_back(at)
    except NotFound:
        raise
    except Refusal as refusal:
        flash(str(refusal), "error")
    else:
        flash(f"{plural(count, 'relevé retiré', 'relevés retirés')}.")
    return redirect(url_for(".create"))


def _previewed(form: MeterFileForm) -> list[Planned]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "releves")
        form.file.data.save(path)
        return meter_imports.preview(path, Path(form.file.data.filename or "fichier").name, _today())


def _moment(text: str) -> datetime:
    """Read the moment of a file. Raises NotFound."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise NotFound(meter_imports.GONE) from None
    if at.tzinfo is None or at not in [lot.at for lot in meter_imports.lots()]:
        raise NotFound(meter_imports.GONE)
    return at


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
