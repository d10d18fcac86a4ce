"""The organisations of a person: which one they work for."""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from inventaire.domain.rights import Right
from inventaire.services import session as sessions
from inventaire.views.session import SignedIn, asks

bp = Blueprint("organisation", __name__, url_prefix="/collectivites")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List where the person is a member."""
    return render_template("organisation/index.html", memberships=sessions.memberships_of(current_user.person.account))


@bp.post("/<row:membership_id>")
@asks(Right.READ)
def switch(membership_id: int) -> ResponseReturnValue:
    """Work for another organisation; nothing that the browser kept of the former one stays."""
    token = sessions.switch_session(current_user.token, membership_id)
    session.clear()
    person = sessions.person_of(token)
    login_user(SignedIn(token, person))
    if person:
        flash(f"Vous travaillez maintenant pour {person.organisation.name}.")
    return redirect(url_for("dashboard.show"))
