"""The hardware: list, page of a machine, form."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.contract import deadline_of
from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.domain.support_calendar import periods
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.forms.device import DeviceForm
from inventaire.services import device as devices
from inventaire.services import figures, proposals
from inventaire.services.ability import systems_for
from inventaire.services.coverage import SIDES, contracts_of
from inventaire.services.fleet_on import HELD
from inventaire.services.history import history_of
from inventaire.services.interview.found import declarations
from inventaire.services.measured_year import proposed_year
from inventaire.services.permission import editable, kept_fields
from inventaire.services.reconciliation import sources_of
from inventaire.services.wording import described
from inventaire.views.queries import date_in, filters_of_list, number_in, pages, sort_in, sorted_columns, term_in, today
from inventaire.views.session import asks

bp = Blueprint("device", __name__, url_prefix="/materiels")
UNDATED = "absente"
COLUMNS = (
    ("Nom", "name", False),
    ("Catégorie", "category", False),
    ("Modèle", "model", False),
    ("Site", "site", False),
    ("En service", "in_service_on", False),
    ("État", "status", False),
    ("Nombre", "", True),
)


def query_of_request() -> devices.DeviceQuery:
    """Read the filters and the sort of the address."""
    sort, descending = sort_in("name")
    ending = request.args.get("fin", "")
    return devices.DeviceQuery(
        search=request.args.get("q", "").strip(),
        category=term_in("categorie", DeviceCategory),
        status=term_in("etat", DeviceStatus),
        site=number_in("site"),
        department=number_in("service"),
        system=request.args.get("systeme", ""),
        system_version=request.args.get("version", ""),
        fleet_on=date_in("parc") or (today() if ending else None),
        began_from=date_in("du"),
        began_by=date_in("au"),
        undated=request.args.get("mise") == UNDATED,
        ending=ending,
        sort=sort,
        descending=descending,
    )


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the devices, fifty a page."""
    query = query_of_request()
    page = devices.list_devices(query, number_in("page") or 1)
    return render_template(
        "device/index.html",
        page=page,
        query=query,
        columns=sorted_columns(COLUMNS, query.sort, descending=query.descending),
        pagination=pages(page),
        kept_filters=filters_of_list(),
        sites=devices.sites(),
        departments=devices.departments(),
        systems=devices.systems(),
        versions=devices.versions_of(query.system) if query.system else [],
        periods=periods(query.fleet_on or today()),
        undated=UNDATED,
        categories=DeviceCategory,
        statuses=DeviceStatus,
        summary=figures.summary(),
        filtered=query != devices.DeviceQuery(sort=query.sort, descending=query.descending),
    )


@bp.get("/<row:device_id>")
@asks(Right.READ)
def show(device_id: int) -> ResponseReturnValue:
    """Show a machine: its facts, its figures, its software, its history."""
    machine = devices.get_device(device_id)
    return render_template(
        "device/show.html",
        machine=machine,
        groups=described(machine, DeviceForm.GROUPS),
        explanations=figures.explain_device(machine),
        measured=proposed_year(machine),
        support=figures.support_of_device(machine),
        fitnesses=systems_for(machine, today()),
        software=devices.software_of(device_id),
        contracts=contracts_of(SIDES["materiel"], device_id),
        deadline_of=deadline_of,
        sources=sources_of([device_id]).get(device_id, []),
        history=history_of("device", device_id),
        declared=declarations(machine),
        ways=_ways(machine),
        purchases=proposals.BOUGHT,
    )


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show an empty form, or record a new machine."""
    form = _form()
    if form.validate_on_submit():
        machine = devices.create_device(form.values())
        flash("Matériel enregistré.")
        return redirect(url_for(".show", device_id=machine.id))
    return render_template("device/edit.html", form=form, machine=None), 422 if form.errors else 200


@bp.route("/<row:device_id>/modifier", methods=["GET", "POST"])
@asks(Right.CONTRIBUTE)
def edit(device_id: int) -> ResponseReturnValue:
    """Show the form of a machine, or save it."""
    machine = editable(devices.get_device(device_id))
    form = _form(machine)
    if form.validate_on_submit():
        try:
            devices.update_device(device_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Matériel enregistré.")
            return redirect(url_for(".show", device_id=device_id))
    return render_template("device/edit.html", form=form, machine=machine), 422 if form.errors else 200


def _ways(machine: Any) -> proposals.Ways | None:
    """Weigh what a machine that is still held can become, as the address asks."""
    if machine.status not in HELD:
        return None
    return proposals.ways_of(machine, today(), *comparison_of_request())


def comparison_of_request() -> tuple[int, DeviceCategory | None]:
    """Read over how many years the address compares, and with the purchase of what."""
    years = min(max(number_in("annees") or proposals.USUAL_YEARS, 1), proposals.MOST_YEARS)
    return years, term_in("remplacement", DeviceCategory)


def _form(machine: Any = None) -> DeviceForm:
    form = DeviceForm(obj=machine)
    form.site_id.offer(devices.sites())
    form.department_id.offer(devices.departments())
    if not g.organisation.keeps_user_names:
        form.leave_out(["user_label"])
    form.leave_out(kept_fields())
    return form
