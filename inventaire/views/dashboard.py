"""The first page: what we have, what it weighs, what to do next."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import dashboard
from inventaire.views.session import asks

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the state of the inventory in one page."""
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    return render_template("dashboard/show.html", board=dashboard.board(today))
