"""The addresses that agents call at: list, creation, revocation, last calls."""

from base64 import b64encode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict
from inventaire.domain.rights import Right
from inventaire.forms.agent_token import AgentTokenForm
from inventaire.services.agents import journal, tokens
from inventaire.services.device import sites
from inventaire.views.session import asks

bp = Blueprint("agent_token", __name__, url_prefix="/administration/agents")
SHOWN = 50


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """List the addresses."""
    rows = tokens.list_tokens()
    weeks = {row.AgentToken.id: journal.week_of(row.AgentToken) for row in rows}
    return render_template("agent_token/index.html", rows=rows, weeks=weeks)


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def create() -> ResponseReturnValue:
    """Show the form of an address, or the address itself, once."""
    form, token = AgentTokenForm(), None
    if form.validate_on_submit():
        token = tokens.add_token(**form.values())
    page = render_template("agent_token/new.html", form=form, token=token, encoded=_encoded(token), sites=sites())
    return page, 422 if form.errors else 200


def _encoded(token: str | None) -> dict[str, str]:
    """Write what the agent of OCS on Linux says as user and password: it decodes both before it says them."""
    return {name: b64encode(word.encode()).decode() for name, word in (("user", "agent"), ("password", token or ""))}


@bp.get("/<row:agent_token_id>")
@asks(Right.ADMINISTER)
def show(agent_token_id: int) -> ResponseReturnValue:
    """Show an address and its last calls."""
    found = tokens.get_token(agent_token_id)
    calls = journal.calls_of(found.AgentToken)
    week = journal.week_of(found.AgentToken)
    return render_template("agent_token/show.html", found=found, calls=calls[:SHOWN], week=week)


@bp.route("/<row:agent_token_id>/revoquer", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def revoke(agent_token_id: int) -> ResponseReturnValue:
    """Ask before an address is closed, then close it."""
    found = tokens.get_token(agent_token_id)
    if request.method == "GET":
        return render_template("agent_token/revoke.html", found=found)
    try:
        tokens.revoke_token(agent_token_id)
    except Conflict as conflict:
        flash(str(conflict), "error")
    else:
        flash(f"Adresse « {found.AgentToken.name} » révoquée : les agents n’y entrent plus.")
    return redirect(url_for(".index"))
