"""The purchases of a year against the law: A1 to A7, and five years beside their targets."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.purchase_indicators import FORMULAS
from inventaire.domain.rights import Right
from inventaire.services import purchase_figures as figures
from inventaire.views.queries import number_in
from inventaire.views.session import asks

bp = Blueprint("purchase_figures", __name__, url_prefix="/materiels/achats/indicateurs")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show a year, this one unless another is asked."""
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    year = number_in("annee")
    return render_template(
        "purchase/figures.html",
        report=figures.report_of_year(today.year if year is None else year, today),
        years=figures.years_of_purchases(today),
        formulas=FORMULAS,
    )
