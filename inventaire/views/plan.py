"""The migration plan: steps by year, and why each stands where it does."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import catalogue
from inventaire.services import plan as plans
from inventaire.views.session import asks

bp = Blueprint("plan", __name__, url_prefix="/plan")


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the plan, year by year."""
    return render_template(
        "plan/show.html",
        plan=plans.current_plan(_today()),
        names=catalogue.tool_names(),
        functions=catalogue.functions(),
    )


@bp.get("/etapes/<step_id>")
@asks(Right.READ)
def step(step_id: str) -> ResponseReturnValue:
    """Show a step: its reason, what it requires, everything that could stand there."""
    found, required = plans.get_step(step_id, _today())
    return render_template(
        "plan/step.html",
        step=found,
        required=required,
        names=catalogue.tool_names(),
        functions=catalogue.functions(),
        options=catalogue.options_of(found.tool, found.function),
    )
