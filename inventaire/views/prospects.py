"""How old the fleet is, what its systems have left, and what computers left behind can become."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.proposals import Option
from inventaire.domain.prospects import Prospect
from inventaire.domain.rights import Right
from inventaire.services import prolonging
from inventaire.services.ages import Split, age_table
from inventaire.services.device import sites
from inventaire.services.fleet_on import told_of
from inventaire.services.outlooks import counted
from inventaire.services.prolonging_papers import round_document
from inventaire.services.proposals import BOUGHT
from inventaire.services.support_calendar import support_calendar
from inventaire.views.device import comparison_of_request
from inventaire.views.paper import sent_odt
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
    whole, found, (years, bought) = _advised(None), advised_by_request(), comparison_of_request()
    page = prolonging.page_of_lines(found, number_in("page") or 1)
    return render_template(
        "device/prospects.html",
        page=page,
        pagination=pages(page),
        counts=counted((each.found.outlook, each.found.machine.quantity) for each in whole),
        options=prolonging.by_option(whole),
        sums=prolonging.summed(found),
        prospects=Prospect,
        prospect=term_in("piste", Prospect),
        option=term_in("proposition", Option),
        sites=sites(),
        site=number_in("site"),
        years=years,
        bought=bought,
        purchases=BOUGHT,
        filtered=bool(request.args.keys() & {"piste", "site", "proposition"}),
    )


@bp.get("/a-prolonger/tournee")
@asks(Right.READ)
def tour() -> ResponseReturnValue:
    """Show the list as the technician takes it along."""
    return render_template("device/round.html", document=round_document(advised_by_request(), today()))


@bp.get("/a-prolonger/tournee.odt")
@asks(Right.READ)
def tour_odt() -> ResponseReturnValue:
    """Give the same as an ODT."""
    return sent_odt(round_document(advised_by_request(), today()), "tournee")


def advised_by_request() -> list[prolonging.Advised]:
    """Give the computers that the filters of the address keep, each with the way proposed."""
    return prolonging.narrowed(_advised(number_in("site")), term_in("proposition", Option), term_in("piste", Prospect))


def _advised(site: int | None) -> tuple[prolonging.Advised, ...]:
    return prolonging.advised(today(), *comparison_of_request(), site)
