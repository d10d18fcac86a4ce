"""How old the fleet is, what its systems have left, and what computers left behind can become."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.prospects import Prospect
from inventaire.domain.rights import Right
from inventaire.services import prospects
from inventaire.services.ages import Split, age_table
from inventaire.services.device import sites
from inventaire.services.fleet_on import told_of
from inventaire.services.listing import page_among
from inventaire.services.support_calendar import support_calendar
from inventaire.views.queries import number_in, pages, past_day, term_in, today
from inventaire.views.session import asks

bp = Blueprint("prospects", __name__, url_prefix="/materiels")


@bp.get("/ages")
@asks(Right.READ)
def ages() -> ResponseReturnValue:
    """Show how old the machines in use are, year by year."""
    split = split_of_request()
    on = past_day()
    found = age_table(split, on)
    return render_template(
        "device/ages.html",
        found=found,
        split=split,
        splits=Split,
        chosen=found.line(request.args.get("part", "")),
        on=on,
        told=told_of(on),
    )


def split_of_request() -> Split:
    """Read what the address tells the ages by: by category unless it says otherwise."""
    return term_in("par", Split) or Split.CATEGORY


@bp.get("/fins-de-suivi")
@asks(Right.READ)
def support() -> ResponseReturnValue:
    """Show when the systems in use stop being followed, over three years."""
    on = past_day()
    return render_template("device/support.html", calendar=support_calendar(on), on=on, told=told_of(on))


@bp.get("/a-prolonger")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """List the computers to be prolonged, fifty a page."""
    whole = prospects.prolongable(today())
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
    return prospects.kept(prospects.prolongable(today()), term_in("piste", Prospect), number_in("site"))
