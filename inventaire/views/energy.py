"""Electricity and footprint of a year, each indicator opening to what it is made of."""

from datetime import date

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services.energy.figures import energy_figures
from inventaire.services.report.yearly import years
from inventaire.views.queries import number_in
from inventaire.views.session import asks

bp = Blueprint("energy", __name__, url_prefix="/materiels/energie")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the indicators of a year, this one unless another is asked."""
    on = day_of_request()
    figures = energy_figures(g.organisation, on)
    return render_template("energy/show.html", figures=figures, on=on, years=years(_today()))


def day_of_request() -> date:
    """Give the day that the figures are reckoned at: the end of the year asked, today at the latest."""
    today, year = _today(), number_in("annee")
    return min(today, date(year, 12, 31)) if year in years(today) else today


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
