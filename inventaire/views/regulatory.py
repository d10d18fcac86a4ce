"""The figures of the law: what holds today, where it comes from, and the organisation's own values."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict
from inventaire.domain.rights import Right
from inventaire.forms.regulatory import RegulatoryForm
from inventaire.services import regulatory
from inventaire.views.session import asks

bp = Blueprint("regulatory", __name__, url_prefix="/administration/chiffres-reglementaires")


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """List the figures as they hold today."""
    return render_template("regulatory/index.html", lines=regulatory.list_figures(_today()))


@bp.route("/<key>", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def show(key: str) -> ResponseReturnValue:
    """Show the values of a figure, or prefer another."""
    figure, form = regulatory.get_figure(key), RegulatoryForm()
    if form.validate_on_submit():
        try:
            regulatory.set_value(key, **form.values())
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
        else:
            flash("Valeur enregistrée.")
            return redirect(url_for(".show", key=key))
    return render_template(
        "regulatory/show.html",
        figure=figure,
        form=form,
        in_force=regulatory.figure_in_force(key, _today()),
        own=regulatory.own_values(key),
    ), 422 if form.errors else 200


@bp.post("/valeurs/<row:regulatory_value_id>/retirer")
@asks(Right.ADMINISTER)
def withdraw(regulatory_value_id: int) -> ResponseReturnValue:
    """Go back to the catalogue's value."""
    key = regulatory.withdraw_value(regulatory_value_id)
    flash("Valeur retirée\u00a0: celle du catalogue vaut à nouveau.")
    return redirect(url_for(".show", key=key))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
