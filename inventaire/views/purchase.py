"""What is bought or received: the list, a line, its form."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import SpendingNature
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.forms.purchase import PurchaseForm
from inventaire.services import purchase as purchases
from inventaire.services.history import history_of
from inventaire.services.wording import described
from inventaire.views.queries import filters_of_list, number_in, pages, sort_in, sorted_columns, term_in
from inventaire.views.session import asks

bp = Blueprint("purchase", __name__, url_prefix="/materiels/achats")
COLUMNS = (
    ("Date", "bought_on", False),
    ("Désignation", "label", False),
    ("Nature", "nature", False),
    ("Catégorie", "", False),
    ("Origine", "origin", False),
    ("Fournisseur", "supplier", False),
    ("Quantité", "", True),
    ("Montant HT", "amount_excl_eur", True),
)


def query_of_request() -> purchases.PurchaseQuery:
    """Read the filters and the sort of the address."""
    sort, descending = sort_in("-bought_on")
    return purchases.PurchaseQuery(
        search=request.args.get("q", "").strip(),
        year=year_in("annee"),
        nature=term_in("nature", SpendingNature),
        category=term_in("categorie", DeviceCategory),
        origin=term_in("origine", Origin),
        sort=sort,
        descending=descending,
    )


def year_in(name: str) -> int | None:
    """Read a year from the address; what no calendar holds is no filter."""
    year = number_in(name)
    return year if year and date.min.year < year < date.max.year else None


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the purchases, fifty a page."""
    query = query_of_request()
    page = purchases.list_purchases(query, number_in("page") or 1)
    return render_template(
        "purchase/index.html",
        page=page,
        query=query,
        columns=sorted_columns(COLUMNS, query.sort, descending=query.descending),
        pagination=pages(page),
        kept_filters=filters_of_list(),
        years=purchases.years_bought(),
        natures=SpendingNature,
        categories=DeviceCategory,
        origins=Origin,
        filtered=query != purchases.PurchaseQuery(sort=query.sort, descending=query.descending),
    )


@bp.get("/<row:purchase_id>")
@asks(Right.READ)
def show(purchase_id: int) -> ResponseReturnValue:
    """Show a purchase: its facts, its history."""
    bought = purchases.get_purchase(purchase_id)
    return render_template(
        "purchase/show.html",
        bought=bought,
        groups=described(bought, PurchaseForm.GROUPS),
        history=history_of("purchase", purchase_id),
    )


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show an empty form, or enter a line."""
    form = PurchaseForm(data={"bought_on": PartialDate.of(date.today())})  # noqa: DTZ011 - the day on the wall
    if form.validate_on_submit():
        bought = purchases.create_purchase(form.values())
        flash("Achat enregistré.")
        return redirect(url_for(".show", purchase_id=bought.id))
    return render_template("purchase/edit.html", form=form, bought=None), 422 if form.errors else 200


@bp.route("/<row:purchase_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(purchase_id: int) -> ResponseReturnValue:
    """Show the form of a line, or save it."""
    bought = purchases.get_purchase(purchase_id)
    form = PurchaseForm(obj=bought)
    if form.validate_on_submit():
        try:
            purchases.update_purchase(purchase_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Achat enregistré.")
            return redirect(url_for(".show", purchase_id=purchase_id))
    return render_template("purchase/edit.html", form=form, bought=bought), 422 if form.errors else 200
