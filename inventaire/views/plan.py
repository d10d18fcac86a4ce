"""The migration plan: steps by year, and why each stands where it does."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import catalogue
from inventaire.services.plan import current_plan
from inventaire.views.session import asks

bp = Blueprint("plan", __name__, url_prefix="/plan")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the plan, year by year."""
    plan = current_plan(date.today())  # noqa: DTZ011 - the day people see on the wall
    return render_template(
        "plan/show.html",
        plan=plan,
        names=catalogue.tool_names(),
        functions=catalogue.functions(),
        options=catalogue.options_by_step(plan.steps),
    )
