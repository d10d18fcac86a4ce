"""Machines by the files that speak of them: what only one source knows."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import reconciliation
from inventaire.services.ledger import compare_with_ledger
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("reconciliation", __name__, url_prefix="/materiels/rapprochement")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show the devices by their sources, fifty a page."""
    sources = reconciliation.present_sources()
    groups = reconciliation.groups(sources)
    group = _wanted(groups)
    page = reconciliation.list_devices(group, number_in("page") or 1)
    return render_template(
        "device/reconciliation.html",
        sources=sources,
        groups=groups,
        group=group,
        page=page,
        pagination=pages(page),
        told=reconciliation.sources_of([row.id for row in page.rows]),
        ledger=compare_with_ledger(),
    )


def group_of_request() -> reconciliation.Group | None:
    """Read the filter of the address."""
    return _wanted(reconciliation.groups(reconciliation.present_sources()))


def _wanted(groups: list[reconciliation.Group]) -> reconciliation.Group | None:
    return next((each for each in groups if each.value == request.args.get("selon")), None)
