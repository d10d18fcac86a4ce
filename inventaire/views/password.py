"""Passwords: one's own changed, or chosen anew through a one-time link."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inventaire.domain.errors import NotFound, WeakPassword, WrongPassword
from inventaire.domain.rights import Right
from inventaire.forms.account import NewPasswordForm, PasswordForm
from inventaire.services import password
from inventaire.services.database import is_ready
from inventaire.views.session import asks, caller, enter, leave

bp = Blueprint("password", __name__)


@bp.route("/compte/mot-de-passe", methods=["GET", "POST"])
@asks(Right.READ)
def change() -> ResponseReturnValue:
    """Change one's own password."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            token = password.change_password(current_user.person, form.password.data, form.new.data, caller()[0])
        except WrongPassword as wrong:
            form.password.errors = [str(wrong)]
        except WeakPassword as weak:
            form.new.errors = [str(weak)]
        else:
            enter(token)
            flash("Votre mot de passe est changé, vos autres sessions sont fermées.")
            return redirect(url_for("own_account.show"))
    return render_template("password/change.html", form=form), 422 if form.errors else 200


@bp.get("/mot-de-passe-oublie")
@asks(Right.PUBLIC)
def forgotten() -> ResponseReturnValue:
    """Say who gives a link to choose a new password."""
    return render_template("password/forgotten.html")


@bp.route("/nouveau-mot-de-passe/<token>", methods=["GET", "POST"])
@asks(Right.PUBLIC)
def choose(token: str) -> ResponseReturnValue:
    """Choose a password through a one-time link."""
    if not is_ready():
        raise NotFound(password.STALE_LINK)
    account = password.account_of(token)
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            password.reset_password(token, form.new.data)
        except WeakPassword as weak:
            form.new.errors = [str(weak)]
        else:
            leave()
            flash("Votre mot de passe est changé\u00a0: connectez-vous avec lui.")
            return redirect(url_for("account.login"))
    return render_template("password/choose.html", form=form, account=account), 422 if form.errors else 200
