"""The group: what its communes have together."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict
from inventaire.domain.rights import Right
from inventaire.services import consolidation, jobs
from inventaire.views.session import asks

bp = Blueprint("consolidation", __name__, url_prefix="/groupement")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the sums of the group, and how far their reckoning is."""
    return render_template(
        "consolidation/show.html",
        found=consolidation.consolidation(),
        progress=jobs.progress_of(consolidation.JOB),
    )


@bp.post("/calculer")
@asks(Right.EDIT)
def reckon() -> ResponseReturnValue:
    """Ask for the sums to be reckoned anew."""
    consolidation.refuse_no_group()
    try:
        jobs.ask_for(consolidation.JOB)
    except Conflict as conflict:
        flash(str(conflict), "error")
    return redirect(url_for(".show"))
