"""Method and sources: how figures are made, with which factors, and what is not claimed."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import method
from inventaire.views.session import asks

bp = Blueprint("method", __name__, url_prefix="/methode")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Explain the formulae and list every factor with its source."""
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    return render_template("method/show.html", method=method.explained(today))
