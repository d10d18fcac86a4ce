"""One's own account: who one is here, in which browsers one is signed in, who one is again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inventaire.domain.browsers import browser_name
from inventaire.domain.errors import WrongPassword
from inventaire.domain.rights import Right
from inventaire.forms.account import ConfirmForm
from inventaire.services import identity as identities
from inventaire.services import session as sessions
from inventaire.services import sign_in
from inventaire.views.session import asks, caller, enter, local

bp = Blueprint("own_account", __name__, url_prefix="/compte")


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show one's name, one's rights, and the browsers where one is signed in."""
    person = current_user.person
    return render_template(
        "own_account/show.html",
        person=person,
        sessions=sessions.list_sessions(person),
        identities=identities.list_links(person),
        may_link=identities.may_link(person),
        browser_name=browser_name,
    )


@bp.post("/sessions/<row:sign_in_id>/fermer")
@asks(Right.READ)
def close_one(sign_in_id: int) -> ResponseReturnValue:
    """Sign oneself out of one browser."""
    sessions.close_one_session(current_user.person, sign_in_id)
    flash("Session fermée.")
    return redirect(url_for(".show"))


@bp.post("/sessions/fermer")
@asks(Right.READ)
def close_others() -> ResponseReturnValue:
    """Sign oneself out of every other browser."""
    sessions.close_other_sessions(current_user.person)
    flash("Vos autres sessions sont fermées.")
    return redirect(url_for(".show"))


@bp.route("/confirmer", methods=["GET", "POST"])
@asks(Right.READ)
def confirm() -> ResponseReturnValue:
    """Ask for the password again, or to sign in again who has none here, then go on to the sensitive page."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            enter(sign_in.confirm(current_user.person, form.password.data, caller()[0]))
        except WrongPassword as wrong:
            form.password.errors = [str(wrong)]
        else:
            return redirect(local(request.args.get("next")))
    by_password = current_user.person.account.password_hash is not None
    page = render_template("own_account/confirm.html", form=form, by_password=by_password)
    return page, 422 if form.errors else 200
