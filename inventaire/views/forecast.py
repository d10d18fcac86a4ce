"""The fleet over ten years: two to four policies compared, as the address says."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.forecast.measures import Cause, Measure
from inventaire.domain.rights import Right
from inventaire.services.forecast_basis import held_apart, inputs
from inventaire.services.forecast_comparison import Comparison, chosen, comparison
from inventaire.services.forecast_tables import in_short, moved, purchase_figures, rows_of_years, total_figures, totals
from inventaire.services.policy import offered_policies
from inventaire.views.session import asks

bp = Blueprint("forecast", __name__, url_prefix="/materiels/prospective")
PLACES = ("a", "b", "c", "d")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the policies that the address names side by side."""
    found = compared_by_request()
    return render_template(
        "forecast/show.html",
        found=found,
        in_short=in_short,
        moved=moved,
        places=PLACES,
        offered=offered_policies().values(),
        totals=totals(found),
        total_figures=total_figures(found),
        purchase_figures=purchase_figures(found),
        years=[(each, rows_of_years(found, each)) for each in found.lived],
        apart=held_apart(found),
        inputs=inputs(found, _today()),
        causes=Cause,
        measures=Measure,
    )


def compared_by_request() -> Comparison:
    """Compare the policies of the address; the usual two when it names none."""
    return comparison(chosen([request.args.get(place, "") for place in PLACES]), _today())


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
