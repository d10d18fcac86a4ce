"""Factors as they hold today, the organisation's own values, the sheets of makers."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Refusal
from inventaire.domain.factors import OwnFigure
from inventaire.domain.rights import Right
from inventaire.forms.grouped import GroupedForm
from inventaire.forms.own_factor import MakerSheetForm, OwnElectricityForm, OwnFactorForm
from inventaire.services import factor_list, factors, maker_sheets
from inventaire.views.session import asks

bp = Blueprint("own_factor", __name__, url_prefix="/administration/facteurs")


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """List the factors as they hold today."""
    today = _today()
    lines, electricity = factor_list.list_factors(today), factor_list.electricity_line(today)
    return render_template("own_factor/index.html", lines=lines, electricity=electricity)


@bp.route("/electricite", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def electricity() -> ResponseReturnValue:
    """Show the electricity factor of the territory, or prefer another."""
    form = OwnElectricityForm()
    if _saved(form, lambda: factors.prefer_electricity(form.value())):
        flash("Valeur enregistrée.")
        return redirect(url_for(".electricity"))
    own = factors.own_values(g.organisation.territory or "", electricity=True)
    line = factor_list.electricity_line(_today())
    return render_template("own_factor/electricity.html", form=form, line=line, own=own), _status(form)


@bp.route("/categories/<category_key>", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def show(category_key: str) -> ResponseReturnValue:
    """Show the values of a category, or prefer another."""
    category, form = factors.category_of(category_key), OwnFactorForm()
    if _saved(form, lambda: factors.prefer_factor(category, form.value())):
        flash("Valeur enregistrée.")
        return redirect(url_for(".show", category_key=category_key))
    line = next(line for line in factor_list.list_factors(_today()) if line.category is category)
    own = factors.own_values(category_key)
    return render_template("own_factor/show.html", form=form, line=line, own=own), _status(form)


@bp.post("/valeurs/<row:own_factor_id>/retirer")
@asks(Right.ADMINISTER)
def withdraw(own_factor_id: int) -> ResponseReturnValue:
    """Go back to the catalogue's value."""
    found = factors.withdraw_factor(own_factor_id)
    flash("Valeur retirée\u00a0: la précédente, ou celle du catalogue, vaut à nouveau.")
    if found.figure is OwnFigure.ELECTRICITY:
        return redirect(url_for(".electricity"))
    return redirect(url_for(".show", category_key=found.key))


@bp.get("/fiches")
@asks(Right.ADMINISTER)
def sheets() -> ResponseReturnValue:
    """List the sheets of makers."""
    return render_template("own_factor/sheets.html", sheets=maker_sheets.list_sheets())


@bp.route("/fiches/nouvelle", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def add_sheet() -> ResponseReturnValue:
    """Show the form of a maker's sheet, or keep one."""
    form = MakerSheetForm()
    if _saved(form, lambda: maker_sheets.add_sheet(form.values())):
        flash("Fiche enregistrée.")
        return redirect(url_for(".sheets"))
    return render_template("own_factor/add_sheet.html", form=form), _status(form)


@bp.post("/fiches/<row:maker_sheet_id>/retirer")
@asks(Right.ADMINISTER)
def withdraw_sheet(maker_sheet_id: int) -> ResponseReturnValue:
    """Go back to the category's values for a model."""
    maker_sheets.withdraw_sheet(maker_sheet_id)
    flash("Fiche retirée\u00a0: les valeurs de la catégorie valent à nouveau.")
    return redirect(url_for(".sheets"))


def _saved(form: GroupedForm, save: Callable[[], None]) -> bool:
    """Save a form that is valid; what is refused is said on it."""
    if not form.validate_on_submit():
        return False
    try:
        save()
    except Refusal as refusal:
        form.form_errors.append(str(refusal))
        return False
    return True


def _status(form: GroupedForm) -> int:
    return 422 if form.errors else 200


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
