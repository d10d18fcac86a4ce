"""Contracts: list, page of one, what it covers, form, calendar of the deadlines."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.contract import ContractKind, deadline_of, horizon
from inventaire.domain.errors import NotFound, Overtaken, Refusal
from inventaire.domain.rights import Right
from inventaire.domain.values import LARGEST
from inventaire.forms.contract import ContractForm
from inventaire.services import contract as contracts
from inventaire.services.coverage import FOUND, SIDES, cover, covered_by, proposals, uncover
from inventaire.services.deadlines import deadlines
from inventaire.services.history import history_of
from inventaire.services.wording import described
from inventaire.views.queries import filters_of_list, number_in, pages, sort_in, sorted_columns, term_in
from inventaire.views.session import asks

bp = Blueprint("contract", __name__, url_prefix="/logiciels/contrats")
SOON = "18-mois"
COLUMNS = (
    ("Contrat", "title", False),
    ("Fournisseur", "supplier", False),
    ("Nature", "kind", False),
    ("Échéance", "ends_on", False),
    ("À dénoncer avant le", "", False),
    ("HT par an (€)", "amount", True),
    ("Couvre", "", False),
)


def query_of_request() -> contracts.ContractQuery:
    """Read the filters and the sort of the address."""
    sort, descending = sort_in("title")
    return contracts.ContractQuery(
        search=request.args.get("q", "").strip(),
        kind=term_in("nature", ContractKind),
        supplier=request.args.get("fournisseur", ""),
        soon=_today() if request.args.get("fin") == SOON else None,
        sort=sort,
        descending=descending,
    )


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the contracts, fifty a page."""
    query = query_of_request()
    page = contracts.list_contracts(query, number_in("page") or 1)
    return render_template(
        "contract/index.html",
        page=page,
        query=query,
        columns=sorted_columns(COLUMNS, query.sort, descending=query.descending),
        pagination=pages(page),
        kept_filters=filters_of_list(),
        kinds=ContractKind,
        suppliers=contracts.suppliers(),
        deadline_of=deadline_of,
        found=deadlines(_today()),
        filtered=query != contracts.ContractQuery(sort=query.sort, descending=query.descending),
    )


@bp.get("/echeances")
@asks(Right.READ)
def calendar() -> ResponseReturnValue:
    """Show the contracts by the last day to give notice."""
    found = deadlines(_today())
    return render_template("contract/calendar.html", found=found, until=horizon(_today()))


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show an empty form, or record a contract."""
    form = ContractForm()
    if form.validate_on_submit():
        try:
            contract = contracts.create_contract(form.values())
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("Contrat enregistré\u00a0: dites maintenant ce qu’il couvre.")
            return redirect(url_for(".coverage", contract_id=contract.id))
    return render_template("contract/edit.html", form=form, contract=None), 422 if form.errors else 200


@bp.get("/<row:contract_id>")
@asks(Right.READ)
def show(contract_id: int) -> ResponseReturnValue:
    """Show a contract: its facts, its deadlines, what it covers, its history."""
    contract = contracts.get_contract(contract_id)
    return render_template(
        "contract/show.html",
        contract=contract,
        deadline=deadline_of(contract.ends_on, contract.notice_months),
        groups=described(contract, ContractForm.GROUPS),
        covered={name: covered_by(contract_id, side) for name, side in SIDES.items()},
        history=history_of("contract", contract_id),
    )


@bp.route("/<row:contract_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(contract_id: int) -> ResponseReturnValue:
    """Show the form of a contract, or save it."""
    contract = contracts.get_contract(contract_id)
    form = ContractForm(obj=contract)
    if form.validate_on_submit():
        try:
            contracts.update_contract(contract_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("Contrat enregistré.")
            return redirect(url_for(".show", contract_id=contract_id))
    return render_template("contract/edit.html", form=form, contract=contract), 422 if form.errors else 200


@bp.get("/<row:contract_id>/couverture")
@asks(Right.EDIT)
def coverage(contract_id: int) -> ResponseReturnValue:
    """Show what a contract covers, and find what it may cover."""
    search = request.args.get("q", "")
    return render_template(
        "contract/coverage.html",
        contract=contracts.get_contract(contract_id),
        search=search.strip(),
        most=FOUND,
        found={name: proposals(contract_id, side, search) for name, side in SIDES.items()},
        covered={name: covered_by(contract_id, side) for name, side in SIDES.items()},
    )


@bp.post("/<row:contract_id>/couverture")
@asks(Right.EDIT)
def change_coverage(contract_id: int) -> ResponseReturnValue:
    """Let a contract cover an application or a device, or cover it no more."""
    contracts.get_contract(contract_id)
    side, _, row = request.form.get("fiche", "").partition(":")
    if side not in SIDES or not row.isascii() or not row.isdecimal() or int(row[:11]) > LARGEST:
        abort(400)
    try:
        (uncover if "retirer" in request.form else cover)(contract_id, SIDES[side], int(row))
    except NotFound as gone:
        flash(str(gone), "error")
    return redirect(url_for(".coverage", contract_id=contract_id, q=request.form.get("q") or None))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
