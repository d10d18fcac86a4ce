"""A commune in its group: what it gives, and how it leaves."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.consolidation import AGGREGATES, FEWEST
from inventaire.domain.rights import Right
from inventaire.services import group
from inventaire.views.session import asks

bp = Blueprint("group", __name__, url_prefix="/administration/groupement")


@bp.get("")
@asks(Right.ADMINISTER)
def show() -> ResponseReturnValue:
    """Say which group the commune is in, and what of its figures enters the sums."""
    name = group.group_of(g.organisation)
    return render_template("group/show.html", group=name, aggregates=AGGREGATES, fewest=FEWEST)


@bp.post("/quitter")
@asks(Right.ADMINISTER)
def leave() -> ResponseReturnValue:
    """Leave the group."""
    group.leave_group()
    flash("Votre commune ne participe plus\u00a0: les sommes du groupement sont effacées jusqu’à son prochain calcul.")
    return redirect(url_for("administration.edit"))
