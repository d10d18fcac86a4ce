"""The prices of the organisation: those that hold today, those it gave, and the form to give one."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict, Refusal
from inventaire.domain.prices import PriceKey
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.forms.price import PriceForm
from inventaire.services import prices
from inventaire.views.queries import term_in
from inventaire.views.session import asks

bp = Blueprint("price", __name__, url_prefix="/administration/prix")


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show the prices that hold today and those that were given."""
    return render_template(
        "price/index.html",
        prices=prices.prices_on(_today()),
        keys=PriceKey,
        categories=prices.priced_categories(),
        own=prices.own_prices(),
    )


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def create() -> ResponseReturnValue:
    """Show the form of a price, or keep it."""
    form = PriceForm(key=term_in("prix", PriceKey), category=term_in("categorie", DeviceCategory))
    if form.validate_on_submit():
        try:
            prices.give_price(**form.values())
        except (Conflict, Refusal) as refused:
            form.form_errors.append(str(refused))
        else:
            flash("Prix enregistré.")
            return redirect(url_for(".index"))
    return render_template("price/edit.html", form=form), 422 if form.errors else 200


@bp.post("/<row:price_id>/retirer")
@asks(Right.ADMINISTER)
def withdraw(price_id: int) -> ResponseReturnValue:
    """Take a price back."""
    prices.withdraw_price(price_id)
    flash("Prix retiré.")
    return redirect(url_for(".index"))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
