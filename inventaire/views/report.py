"""The yearly report: on screen, on paper, as ODT."""

import io
from datetime import date

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services.exports import note_export
from inventaire.services.report import yearly
from inventaire.services.report.frozen import frozen_years
from inventaire.views.session import asks

bp = Blueprint("report", __name__, url_prefix="/rapports")
ODT = "application/vnd.oasis.opendocument.text"


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the years."""
    years, this_year = yearly.years(_today()), _today().year
    return render_template("report/index.html", years=years, this_year=this_year, frozen=frozen_years())


@bp.get("/<int:year>")
@asks(Right.READ)
def show(year: int) -> ResponseReturnValue:
    """Show the report of a year, as it prints."""
    document, frozen = yearly.yearly_report(year, _today()), year in frozen_years()
    return render_template("report/show.html", document=document, year=year, frozen=frozen)


@bp.get("/<int:year>.odt")
@asks(Right.READ)
def odt(year: int) -> ResponseReturnValue:
    """Give the report of a year as an ODT."""
    file = io.BytesIO()
    yearly.write_odt_report(year, _today(), file)
    file.seek(0)
    note_export("rapport", "odt")
    name = f"rapport-sobriete-numerique-{year}.odt"
    return send_file(file, mimetype=ODT, as_attachment=True, download_name=name)
