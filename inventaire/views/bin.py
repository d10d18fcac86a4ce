"""The bin: what was thrown away, and taken back."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Refusal
from inventaire.domain.rights import Right
from inventaire.services import bin as bins
from inventaire.services import thrown
from inventaire.views.layout import plural
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("bin", __name__, url_prefix="/corbeille")


@bp.get("")
@asks(Right.EDIT)
def index() -> ResponseReturnValue:
    """List what can still be taken back."""
    bins.purge()
    page = thrown.list_bin(number_in("page") or 1)
    return render_template("bin/index.html", page=page, pagination=pages(page), lots=thrown.lots())


@bp.post("/reprendre")
@asks(Right.EDIT)
def take_back() -> ResponseReturnValue:
    """Take back what was ticked, or all that was thrown away at one moment."""
    moment = request.form.get("thrown_at")
    try:
        count = bins.take_back_thrown_at(_moment(moment)) if moment else bins.take_back(request.form.getlist("fiche"))
    except Refusal as refusal:
        flash(str(refusal), "error")
    else:
        flash(f"{plural(count, 'fiche reprise', 'fiches reprises')}\u00a0: de retour dans l’inventaire.")
    return redirect(url_for(".index"))


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        abort(400)
