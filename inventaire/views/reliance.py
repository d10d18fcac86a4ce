"""On whom the organisation depends."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import reliance
from inventaire.services.catalogue import functions
from inventaire.services.reliance_figures import figures
from inventaire.views.session import asks

bp = Blueprint("reliance", __name__, url_prefix="/logiciels/dependances")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show what hangs on whom, by group, by ring, by place, by mission."""
    found = reliance.reliance()
    return render_template("reliance/show.html", found=found, figures=figures(found), functions=functions())
