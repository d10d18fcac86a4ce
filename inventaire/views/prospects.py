"""The computers whose system is no longer followed: what each can become, to be printed for the technician."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.prospects import Prospect
from inventaire.domain.rights import Right
from inventaire.services import prospects
from inventaire.services.device import sites
from inventaire.services.listing import page_among
from inventaire.views.queries import number_in, pages, term_in
from inventaire.views.session import asks

bp = Blueprint("prospects", __name__, url_prefix="/materiels/a-prolonger")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """List the computers to be prolonged, fifty a page."""
    whole = prospects.prolongable(_today())
    prospect, site = term_in("piste", Prospect), number_in("site")
    page = page_among(prospects.kept(whole, prospect, site), number_in("page") or 1)
    return render_template(
        "device/prospects.html",
        page=page,
        pagination=pages(page),
        counts=prospects.counted(whole),
        prospects=Prospect,
        prospect=prospect,
        sites=sites(),
        site=site,
        software=prospects.software_to_check([each.machine.id for each in page.rows]),
        filtered=bool(request.args.keys() & {"piste", "site"}),
    )


def kept_by_request() -> list[prospects.Prolongable]:
    """Give the computers that the filters of the address keep."""
    return prospects.kept(prospects.prolongable(_today()), term_in("piste", Prospect), number_in("site"))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
