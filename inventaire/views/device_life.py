"""The life of a device: what happened, what may follow; and several taken out of service together."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.device_life import BY_SLUG, RULES, Act, acts_from
from inventaire.domain.errors import Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.rights import Right
from inventaire.forms.device_life import ActForm
from inventaire.services import device_life
from inventaire.services.device import get_device
from inventaire.services.disposal import disposal_of
from inventaire.services.permission import editable
from inventaire.services.selection import first_names
from inventaire.views.layout import plural
from inventaire.views.selection import SUBJECTS, chosen_in_list
from inventaire.views.session import asks

bp = Blueprint("device_life", __name__, url_prefix="/materiels")
RECORDED = ", ".join(rule.slug for act, rule in RULES.items() if act is not Act.DISPOSE)


@bp.get("/<row:device_id>/vie")
@asks(Right.READ)
def show(device_id: int) -> ResponseReturnValue:
    """Show what happened to a device, and what may follow."""
    machine = get_device(device_id)
    return render_template(
        "device_life/show.html",
        machine=machine,
        events=device_life.events_of(device_id),
        batch=disposal_of(device_id),
        following=[(act, RULES[act]) for act in acts_from(machine.status)],
    )


@bp.route(f"/<row:device_id>/vie/<any({RECORDED}):act>", methods=["GET", "POST"])
@asks(Right.CONTRIBUTE)
def record(device_id: int, act: str) -> ResponseReturnValue:
    """Ask what is to be known of an act, then note it."""
    machine, wanted = editable(get_device(device_id)), BY_SLUG[act]
    form = _form(machine.version, wanted)
    if form.validate_on_submit():
        try:
            device_life.record_act(device_id, form.known_version(), wanted, form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"{wanted.label}\u00a0: noté.")
            return redirect(url_for(".show", device_id=device_id))
    page = render_template("device_life/record.html", machine=machine, act=wanted, rule=RULES[wanted], form=form)
    return page, 422 if form.errors else 200


@bp.route("/reforme", methods=["GET", "POST"])
@asks(Right.EDIT)
def decommission() -> ResponseReturnValue:
    """Ask for the decision, then take the devices chosen out of service."""
    chosen = chosen_in_list("materiels")
    form = _form(chosen.seen, Act.DECOMMISSION)
    if form.validate_on_submit():
        try:
            count = device_life.decommission_all(chosen, form.version.data, form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"{plural(count, 'matériel réformé', 'matériels réformés')}.")
            return redirect(SUBJECTS["materiels"].back())
    count, names = first_names(chosen)
    back = SUBJECTS["materiels"].back()
    page = render_template("device_life/decommission.html", form=form, count=count, names=names, back=back)
    return page, 422 if form.errors else 200


def _form(seen: object, act: Act) -> ActForm:
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    form = ActForm(data={"version": seen, "happened_on": PartialDate.of(today)})
    form.ask_for(act)
    return form
