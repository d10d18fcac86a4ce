"""The reuse rate of a year against its target, each figure opening to its devices."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import reuse
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("reuse", __name__, url_prefix="/materiels/reemploi")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show a year, this one unless another is asked; and the devices of a figure, when one is opened."""
    today = date.today()  # noqa: DTZ011 - the day people see on the wall
    year = number_in("annee")
    report = reuse.reuse_report(today.year if year is None else year, today)
    line = report.line(request.args.get("chiffre", ""))
    page = reuse.devices_of_line(line, number_in("page") or 1) if line else None
    return render_template(
        "reuse/show.html",
        report=report,
        years=reuse.years_of_reuse(today),
        line=line,
        page=page,
        pagination=pages(page) if page else None,
    )
