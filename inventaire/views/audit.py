"""The trace: read with filters, and verified."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.audit import Action, Subject
from inventaire.domain.rights import Right
from inventaire.services import audit
from inventaire.services.history import Told
from inventaire.views.layout import plural
from inventaire.views.queries import date_in, number_in, pages, term_in
from inventaire.views.session import asks

bp = Blueprint("audit", __name__, url_prefix="/administration/trace")
SHOWN = 5
WHOLE = "La trace est entière\u00a0: {}, sans faute."
BROKEN = "La trace a {}. {} La commande «\u00a0verifier\u00a0» les donne toutes."


def query_of_request() -> audit.AuditQuery:
    """Read the filters of the address."""
    return audit.AuditQuery(
        who=request.args.get("qui", "").strip(),
        subject=term_in("sujet", Subject),
        item=number_in("numero"),
        action=term_in("action", Action),
        since=date_in("du"),
        until=date_in("au"),
        import_number=number_in("import"),
        line=number_in("ligne"),
    )


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """List the lines of the trace, newest first."""
    query = query_of_request()
    page = audit.list_lines(query, number_in("page") or 1)
    return render_template(
        "audit/index.html",
        page=page,
        query=query,
        pagination=pages(page),
        filtered=query != audit.AuditQuery(),
        subjects=Subject,
        actions=Action,
        state=audit.chain_state(),
        address_of=address_of,
    )


@bp.post("/verifier")
@asks(Right.ADMINISTER)
def verify() -> ResponseReturnValue:
    """Check the whole trace now."""
    found = audit.verify_now()
    if found.faults:
        flash(BROKEN.format(plural(len(found.faults), "faute"), " ".join(found.faults[:SHOWN])), "error")
    else:
        flash(WHOLE.format(plural(found.lines, "ligne")))
    return redirect(url_for(".index"))


def address_of(line: Told) -> str | None:
    """Give the page of what a line is about, if it is still there and has one."""
    if line.name is None:
        return None
    if line.subject == Subject.DEVICE.value:
        return url_for("device.show", device_id=line.subject_id)
    if line.subject == Subject.APPLICATION.value:
        return url_for("application.show", application_id=line.subject_id)
    return url_for("imports.show", number=int(line.name)) if line.subject == Subject.IMPORT.value else None
