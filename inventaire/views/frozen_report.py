"""A report frozen as the council receives it, set beside today's figures, let loose with a reason."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.forms.frozen_report import LiftForm
from inventaire.services.report import freezing, yearly
from inventaire.views.session import asks

bp = Blueprint("frozen_report", __name__, url_prefix="/rapports")


@bp.route("/<int:year>/figer", methods=["GET", "POST"])
@asks(Right.EDIT)
def freeze(year: int) -> ResponseReturnValue:
    """Ask before the report of a year is frozen, then freeze it."""
    today = _today()
    if request.method == "POST":
        freezing.freeze_report(year, today)
        flash(f"Rapport {year} figé.")
        return redirect(url_for("report.show", year=year))
    revisions = freezing.revisions(year, yearly.todays_report(year, today))
    return render_template("frozen_report/freeze.html", year=year, this_year=today.year, revisions=revisions)


@bp.route("/<int:year>/rouvrir", methods=["GET", "POST"])
@asks(Right.EDIT)
def lift(year: int) -> ResponseReturnValue:
    """Ask why a frozen report is let loose, then let it loose."""
    frozen, form = freezing.get_frozen(year), LiftForm()
    if form.validate_on_submit():
        freezing.lift_report(year, form.values()["reason"])
        flash(f"Rapport {year} rouvert\u00a0: il suit à nouveau les chiffres d’aujourd’hui.")
        return redirect(url_for("report.show", year=year))
    return render_template("frozen_report/lift.html", form=form, frozen=frozen), 422 if form.errors else 200


@bp.get("/<int:year>/aujourd-hui")
@asks(Right.READ)
def today(year: int) -> ResponseReturnValue:
    """Set a frozen report beside what it would say today."""
    frozen, now = freezing.get_frozen(year), _today()
    return render_template(
        "frozen_report/today.html",
        frozen=frozen,
        moved=freezing.moved_since(year, now),
        document=yearly.todays_report(year, now),
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
