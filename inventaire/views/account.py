"""Signing in and out, and the one-time link that makes an account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inventaire.domain.errors import NotFound, Refusal, TooSoon
from inventaire.domain.rights import Right
from inventaire.forms.account import DirectoryForm, FirstAccountForm, SignInForm
from inventaire.services import account as accounts
from inventaire.services import directory, sign_in
from inventaire.services import invitation as invitations
from inventaire.services.database import is_ready
from inventaire.services.security_log import note
from inventaire.services.session import close_session
from inventaire.services.sign_in import Entry
from inventaire.views.session import admit, asks, caller, leave, login_manager

bp = Blueprint("account", __name__)
login_manager.login_view = "account.login"
login_manager.login_message = "Connectez-vous pour ouvrir cette page."
WRONG = "Adresse ou mot de passe inconnus."


@bp.route("/premier-acces/<token>", methods=["GET", "POST"])
@asks(Right.PUBLIC)
def first_access(token: str) -> ResponseReturnValue:
    """Make the account that a one-time link grants."""
    if not is_ready():
        raise NotFound(accounts.STALE_LINK)
    invited = invitations.invited_by(token)
    if current_user.is_authenticated:
        return render_template("account/join.html", invited=invited, token=token)
    form = FirstAccountForm(data={"email": invited.email})
    if form.validate_on_submit():
        told = (form.name.data or "", form.email.data or "", form.password.data)
        try:
            entry = sign_in.join_with_password(token, *told, *caller())
        except TooSoon:
            raise
        except Refusal as refusal:
            form.password.errors = [str(refusal)]
        else:
            return _welcome(entry)
    page = render_template("account/first_access.html", form=form, invited=invited, token=token)
    return page, 422 if form.errors else 200


def _welcome(entry: Entry) -> ResponseReturnValue:
    answer = admit(entry, None)
    flash("Votre compte est créé. Bienvenue.")
    return answer


@bp.post("/premier-acces/<token>/rejoindre")
@asks(Right.READ)
def join(token: str) -> ResponseReturnValue:
    """Make the one who is signed in a member of the organisation that a one-time link opens."""
    invited = invitations.invited_by(token)
    invitations.join(token, current_user.person.account)
    flash(f"Vous êtes maintenant membre de {invited.organisation}.")
    return redirect(url_for("dashboard.show"))


@bp.route("/connexion", methods=["GET", "POST"])
@asks(Right.PUBLIC)
def login() -> ResponseReturnValue:
    """Sign in."""
    form = DirectoryForm() if directory.is_declared() else SignInForm()
    if form.validate_on_submit():
        entry = sign_in.sign_in(form.email.data or "", form.password.data, *caller())
        if entry:
            return admit(entry, request.args.get("next"))
        form.password.errors = [WRONG]
    return render_template("account/login.html", form=form), 422 if form.errors else 200


@bp.post("/deconnexion")
@asks(Right.READ)
def logout() -> ResponseReturnValue:
    """Sign out."""
    close_session(current_user.token)
    note("signed_out")
    leave()
    flash("Vous êtes déconnecté.")
    return redirect(url_for("account.login"))
