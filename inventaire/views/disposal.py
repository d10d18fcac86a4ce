"""Devices that leave: batches listed, made from the list of devices, shown, printed, taken back."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict, Overtaken, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.rights import Right
from inventaire.forms.disposal import DisposalForm
from inventaire.services import disposal as disposals
from inventaire.services.disposal_papers import paper_of
from inventaire.services.history import history_of
from inventaire.services.selection import first_names
from inventaire.services.wording import described
from inventaire.views.layout import plural
from inventaire.views.queries import number_in, pages
from inventaire.views.selection import SUBJECTS, chosen_in_list
from inventaire.views.session import asks

bp = Blueprint("disposal", __name__, url_prefix="/materiels/sorties")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the batches, latest first."""
    page = disposals.list_disposals(number_in("page") or 1)
    return render_template("disposal/index.html", page=page, pagination=pages(page))


@bp.route("/nouvelle", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Ask where the devices chosen go, then let them go."""
    chosen = chosen_in_list("materiels")
    told = disposals.unfit(chosen)
    if told:
        flash(told, "error")
        return redirect(SUBJECTS["materiels"].back())
    form = DisposalForm(data={"version": chosen.seen, "left_on": PartialDate.of(_today())})
    if form.validate_on_submit():
        try:
            batch = disposals.create_disposal(chosen, form.version.data, form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("Sortie enregistrée.")
            return redirect(url_for(".show", disposal_id=batch.id))
    count, names = first_names(chosen)
    return render_template("disposal/edit.html", form=form, batch=None, count=count, names=names), _status(form)


@bp.get("/<row:disposal_id>")
@asks(Right.READ)
def show(disposal_id: int) -> ResponseReturnValue:
    """Show a batch: its facts, what it lacks, its devices."""
    batch = disposals.get_disposal(disposal_id)
    return render_template(
        "disposal/show.html",
        batch=batch,
        groups=described(batch, DisposalForm.GROUPS),
        devices=disposals.devices_of(disposal_id),
        lacking=disposals.lacking(batch),
        history=history_of("disposal", disposal_id),
    )


@bp.route("/<row:disposal_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(disposal_id: int) -> ResponseReturnValue:
    """Show the form of a batch, or save it."""
    batch = disposals.get_disposal(disposal_id)
    form = DisposalForm(obj=batch)
    if form.validate_on_submit():
        try:
            disposals.update_disposal(disposal_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("Sortie enregistrée.")
            return redirect(url_for(".show", disposal_id=disposal_id))
    return render_template("disposal/edit.html", form=form, batch=batch), _status(form)


@bp.get("/<row:disposal_id>/<any(attestation, reforme):paper>")
@asks(Right.READ)
def paper(disposal_id: int, paper: str) -> ResponseReturnValue:
    """Show a paper of a batch, ready to be printed and signed."""
    document = paper_of(disposal_id, paper, _today())
    return render_template("disposal/paper.html", document=document, disposal_id=disposal_id)


@bp.route("/<row:disposal_id>/annuler", methods=["GET", "POST"])
@asks(Right.EDIT)
def take_back(disposal_id: int) -> ResponseReturnValue:
    """Ask before a batch is undone, then undo it."""
    batch = disposals.get_disposal(disposal_id)
    if request.method == "GET":
        return render_template("disposal/take_back.html", batch=batch, devices=disposals.devices_of(disposal_id))
    try:
        count = disposals.take_back_disposal(disposal_id)
    except Conflict as conflict:
        flash(str(conflict), "error")
        return redirect(url_for(".show", disposal_id=disposal_id))
    flash(f"Sortie annulée\u00a0: {plural(count, 'matériel est', 'matériels sont')} de retour, comme avant.")
    return redirect(url_for(".index"))


def _status(form: DisposalForm) -> int:
    return 422 if form.errors else 200


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
