"""The second factor: asked at the door, and set up, renewed or taken away on one's own account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from inventaire.domain.errors import NotFound, WrongCode
from inventaire.domain.rights import Right
from inventaire.forms.second_factor import CodeForm, FirstCodeForm
from inventaire.services import second_factor, sign_in
from inventaire.views.session import HALF_WAY, asks, caller, enter, local

bp = Blueprint("second_factor", __name__)
NONCE = "second_factor_nonce"


@bp.route("/connexion/code", methods=["GET", "POST"])
@asks(Right.PUBLIC)
def ask() -> ResponseReturnValue:
    """Ask for a code after the password."""
    form = CodeForm()
    try:
        second_factor.account_of(cookie.get(HALF_WAY, ""))
        if form.validate_on_submit():
            enter(sign_in.enter_with_code(cookie[HALF_WAY], form.code.data or "", *caller()))
            return redirect(local(request.args.get("next")))
    except NotFound as stale:
        flash(str(stale), "error")
        return redirect(url_for("account.login", next=request.args.get("next")))
    except WrongCode as wrong:
        form.code.errors = [str(wrong)]
    return render_template("second_factor/ask.html", form=form), 422 if form.errors else 200


@bp.route("/compte/second-facteur", methods=["GET", "POST"])
@asks(Right.READ, confirmed=True)
def show() -> ResponseReturnValue:
    """Show the second factor in place, or put one in place."""
    person = current_user.person
    told = {"person": person, "demanded": second_factor.is_demanded(person)}
    if second_factor.is_on(person.account):
        return render_template("second_factor/show.html", left=second_factor.codes_left(person.account), **told)
    cookie[NONCE], offered = second_factor.offer(person, cookie.get(NONCE))
    form = FirstCodeForm()
    if form.validate_on_submit():
        try:
            token, codes = second_factor.switch_on(person, cookie[NONCE], form.code.data or "")
        except WrongCode as wrong:
            form.code.errors = [str(wrong)]
        else:
            enter(token)
            return render_template("second_factor/codes.html", codes=codes, first=True)
    drawn = Markup(offered.drawing)  # noqa: S704 - made by segno, which escapes its title
    page = render_template("second_factor/set_up.html", form=form, drawing=drawn, key=offered.key, **told)
    return page, 422 if form.errors else 200


@bp.route("/compte/second-facteur/codes", methods=["GET", "POST"])
@asks(Right.READ, confirmed=True)
def codes() -> ResponseReturnValue:
    """Draw other recovery codes, shown once."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            drawn = second_factor.renew_codes(current_user.person, form.code.data or "", caller()[0])
        except WrongCode as wrong:
            form.code.errors = [str(wrong)]
        else:
            return render_template("second_factor/codes.html", codes=drawn, first=False)
    return render_template("second_factor/renew.html", form=form), 422 if form.errors else 200


@bp.route("/compte/second-facteur/retirer", methods=["GET", "POST"])
@asks(Right.READ, confirmed=True)
def remove() -> ResponseReturnValue:
    """Take one's own second factor away."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            enter(second_factor.switch_off(current_user.person, form.code.data or "", caller()[0]))
        except WrongCode as wrong:
            form.code.errors = [str(wrong)]
        else:
            flash("Votre second facteur est retiré, vos autres sessions sont fermées.")
            return redirect(url_for("own_account.show"))
    return render_template("second_factor/remove.html", form=form), 422 if form.errors else 200
