"""Meters: the list, the page of one with its readings, its form, the devices that it measures."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict, Overtaken, Refusal
from inventaire.domain.formats import number, with_unit
from inventaire.domain.rights import Right
from inventaire.forms.meter import LinkForm, MeterForm
from inventaire.services import meter as meters
from inventaire.services.device import get_device, sites
from inventaire.services.history import history_of
from inventaire.services.measured import spans_of
from inventaire.services.measured_year import keep_measured_year
from inventaire.services.meter_figure import months_figure, years_figure, years_of
from inventaire.services.meter_reading import readings_of
from inventaire.services.permission import editable
from inventaire.services.wording import described
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("meter", __name__, url_prefix="/materiels/releves")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the meters."""
    page = meters.list_meters(number_in("page") or 1)
    return render_template("meter/index.html", page=page, pagination=pages(page))


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show an empty form, or record a meter."""
    form = MeterForm()
    form.site_id.offer(sites())
    if form.validate_on_submit():
        try:
            meter = meters.create_meter(form.values())
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
        else:
            flash("Compteur enregistré.")
            return redirect(url_for(".show", meter_id=meter.id))
    return render_template("meter/edit.html", form=form, meter=None), 422 if form.errors else 200


@bp.get("/<row:meter_id>")
@asks(Right.READ)
def show(meter_id: int) -> ResponseReturnValue:
    """Show a meter: what it measured by year and by month, its readings, its devices."""
    return _page(meter_id, LinkForm())


@bp.route("/<row:meter_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(meter_id: int) -> ResponseReturnValue:
    """Show the form of a meter, or save it."""
    meter = meters.get_meter(meter_id)
    form = MeterForm(obj=meter)
    form.site_id.offer(sites())
    if form.validate_on_submit():
        try:
            meters.update_meter(meter_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
        else:
            flash("Compteur enregistré.")
            return redirect(url_for(".show", meter_id=meter_id))
    return render_template("meter/edit.html", form=form, meter=meter), 422 if form.errors else 200


@bp.route("/<row:meter_id>/supprimer", methods=["GET", "POST"])
@asks(Right.EDIT)
def remove(meter_id: int) -> ResponseReturnValue:
    """Ask before a meter is removed, then remove it."""
    if request.method == "GET":
        meter = meters.get_meter(meter_id)
        return render_template("meter/remove.html", meter=meter, count=len(readings_of(meter_id)))
    flash(f"Compteur «\u00a0{meters.remove_meter(meter_id)}\u00a0» supprimé.")
    return redirect(url_for(".index"))


@bp.post("/<row:meter_id>/materiels")
@asks(Right.EDIT)
def link(meter_id: int) -> ResponseReturnValue:
    """Say that a meter measures a device."""
    form = LinkForm()
    if form.validate_on_submit():
        try:
            meters.link_device(meter_id, form.word.data or "")
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            form.form_errors.append(str(refusal))
        else:
            flash("Matériel ajouté à ce compteur.")
            return redirect(url_for(".show", meter_id=meter_id))
    return _page(meter_id, form), 422


@bp.post("/<row:meter_id>/materiels/<row:device_id>/retirer")
@asks(Right.EDIT)
def unlink(meter_id: int, device_id: int) -> ResponseReturnValue:
    """Say that a meter does not measure a device."""
    meters.unlink_device(meter_id, device_id)
    flash("Matériel retiré de ce compteur.")
    return redirect(url_for(".show", meter_id=meter_id))


@bp.post("/materiel/<row:device_id>/retenir")
@asks(Right.CONTRIBUTE)
def keep(device_id: int) -> ResponseReturnValue:
    """Write on a device what a meter of its own measured in a year."""
    editable(get_device(device_id))
    try:
        kwh = keep_measured_year(device_id, request.form.get("version", 0, int))
    except Overtaken as overtaken:
        flash(str(overtaken), "error")
    else:
        flash(f"{with_unit(number(kwh, 1), 'kWh')} par an\u00a0: consommation mesurée enregistrée.")
    return redirect(url_for("device.show", device_id=device_id))


def _page(meter_id: int, form: LinkForm) -> str:
    meter, readings = meters.get_meter(meter_id), readings_of(meter_id)
    known = spans_of(meter, readings)
    years = years_of(known)
    asked = number_in("annee")
    year = asked if asked in years else (years[-1] if years else _today().year)
    return render_template(
        "meter/show.html",
        meter=meter,
        readings=readings[::-1],
        devices=meters.devices_of(meter_id),
        groups=described(meter, MeterForm.GROUPS),
        figures=[years_figure(known, meter.measures.unit), months_figure(known, year, meter.measures.unit)],
        years=years,
        year=year,
        form=form,
        history=history_of("meter", meter_id),
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
