"""What was not bought after all: listed, entered, changed, taken away."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.rights import Right
from inventaire.forms.purchase import AvoidedForm
from inventaire.services import avoided as avoidances
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("avoided", __name__, url_prefix="/materiels/achats/evites")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List what was avoided, latest first."""
    page = avoidances.list_avoided(number_in("page") or 1)
    return render_template("avoided/index.html", page=page, pagination=pages(page))


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show an empty form, or enter what was avoided."""
    form = AvoidedForm(data={"decided_on": PartialDate.of(date.today())})  # noqa: DTZ011 - the day on the wall
    if form.validate_on_submit():
        avoidances.create_avoided(form.values())
        flash("Achat évité enregistré.")
        return redirect(url_for(".index"))
    return render_template("avoided/edit.html", form=form, avoided=None), 422 if form.errors else 200


@bp.route("/<row:avoided_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(avoided_id: int) -> ResponseReturnValue:
    """Show the form of what was avoided, or save it."""
    avoided = avoidances.get_avoided(avoided_id)
    form = AvoidedForm(obj=avoided)
    if form.validate_on_submit():
        try:
            avoidances.update_avoided(avoided_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Achat évité enregistré.")
            return redirect(url_for(".index"))
    return render_template("avoided/edit.html", form=form, avoided=avoided), 422 if form.errors else 200


@bp.route("/<row:avoided_id>/retirer", methods=["GET", "POST"])
@asks(Right.EDIT)
def remove(avoided_id: int) -> ResponseReturnValue:
    """Ask before what was avoided is taken away, then do it."""
    if request.method == "GET":
        return render_template("avoided/remove.html", avoided=avoidances.get_avoided(avoided_id))
    avoidances.remove_avoided(avoided_id)
    flash("Achat évité retiré\u00a0: la trace en garde la ligne.")
    return redirect(url_for(".index"))
