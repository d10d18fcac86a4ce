"""Readings of a meter: entered, corrected, removed."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Doubtful, NotFound, Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.rights import Right
from inventaire.forms.meter import ReadingForm
from inventaire.services import meter_reading as readings
from inventaire.services.meter import get_meter
from inventaire.views.session import asks

bp = Blueprint("meter_reading", __name__, url_prefix="/materiels/releves")


@bp.route("/<row:meter_id>/relever", methods=["GET", "POST"])
@asks(Right.EDIT)
def create(meter_id: int) -> ResponseReturnValue:
    """Show an empty form, or note a reading."""
    meter, today = get_meter(meter_id), _today()
    form = ReadingForm(data={"read_on": PartialDate.of(today)})
    form.ask_for(meter.reads, meter.measures.unit)
    if form.validate_on_submit():
        values, sure = _said(form)
        if _kept(form, lambda: readings.add_reading(meter_id, values, today, sure=sure)):
            return redirect(url_for("meter.show", meter_id=meter_id))
    return _page(form, meter, None)


@bp.route("/lectures/<row:meter_reading_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(meter_reading_id: int) -> ResponseReturnValue:
    """Show the form of a reading, or correct it."""
    reading, today = readings.get_reading(meter_reading_id), _today()
    meter = get_meter(reading.meter_id)
    form = ReadingForm(obj=reading)
    form.ask_for(meter.reads, meter.measures.unit)
    if form.validate_on_submit():
        version, (values, sure) = form.known_version(), _said(form)
        if _kept(form, lambda: readings.update_reading(meter_reading_id, version, values, today, sure=sure)):
            return redirect(url_for("meter.show", meter_id=meter.id))
    return _page(form, meter, reading)


@bp.route("/lectures/<row:meter_reading_id>/supprimer", methods=["GET", "POST"])
@asks(Right.EDIT)
def remove(meter_reading_id: int) -> ResponseReturnValue:
    """Ask before a reading is removed, then remove it."""
    reading = readings.get_reading(meter_reading_id)
    meter = get_meter(reading.meter_id)
    if request.method == "GET":
        return render_template("meter/remove_reading.html", meter=meter, reading=reading)
    try:
        readings.remove_reading(meter_reading_id)
    except NotFound:
        raise
    except Refusal as refusal:
        flash(str(refusal), "error")
    else:
        flash("Relevé supprimé.")
    return redirect(url_for("meter.show", meter_id=meter.id))


def _said(form: ReadingForm) -> tuple[dict[str, Any], bool]:
    values = form.values()
    return values, bool(values.pop("sure"))


def _kept(form: ReadingForm, keep: Any) -> bool:
    """Keep a reading, or leave in its form why it cannot be; a doubt leaves the box that settles it."""
    try:
        keep()
    except Doubtful as doubt:
        form.form_errors.append(str(doubt))
        form.doubted = True
    except Overtaken as overtaken:
        form.give_back(overtaken)
    except NotFound:
        raise
    except Refusal as refusal:
        form.form_errors.append(str(refusal))
    else:
        flash("Relevé enregistré.")
        return True
    return False


def _page(form: ReadingForm, meter: Any, reading: Any) -> ResponseReturnValue:
    if not form.doubted:
        form.leave_out(["sure"])
    return render_template("meter/reading.html", form=form, meter=meter, reading=reading), 422 if form.errors else 200


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
