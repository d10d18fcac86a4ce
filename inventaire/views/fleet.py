"""The indicators of the fleet, at the end of any past day."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services.figures import summary
from inventaire.services.fleet_years import fleet_years
from inventaire.services.report.hardware import ages_figure
from inventaire.views.queries import past_day
from inventaire.views.session import asks

bp = Blueprint("fleet", __name__, url_prefix="/materiels/indicateurs")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show P1 to P8 on a day, today unless another is asked, beside the same day of the two years before."""
    on = past_day()
    return render_template("fleet/show.html", found=fleet_years(on), on=on, ages=ages_figure("Âges", summary(on)))
