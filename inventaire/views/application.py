"""The software and services: list, page of one, form."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.contract import deadline_of
from inventaire.domain.errors import Overtaken
from inventaire.domain.jurisdiction import Kin, Ring
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import Delivery, HostingPlace, Recognised
from inventaire.forms.application import ApplicationForm
from inventaire.services import application as applications
from inventaire.services import catalogue
from inventaire.services import dependency as dependencies
from inventaire.services.catalogue_changes import is_new
from inventaire.services.coverage import SIDES, contracts_of
from inventaire.services.device import departments
from inventaire.services.history import history_of
from inventaire.services.interview.found import declarations
from inventaire.services.permission import editable, kept_fields
from inventaire.services.review import open_count
from inventaire.services.wording import described
from inventaire.views.queries import filters_of_list, number_in, pages, sort_in, sorted_columns, term_in
from inventaire.views.session import asks

bp = Blueprint("application", __name__, url_prefix="/logiciels")
UNPLACED = "absent"  # no hosting place was given
COLUMNS = (
    ("Nom", "name", False),
    ("Éditeur", "publisher", False),
    ("Au catalogue", "tool", False),
    ("Mode", "delivery", False),
    ("Échéance", "contract_ends_on", False),
    ("Machines", "", True),
)


def query_of_request() -> applications.ApplicationQuery:
    """Read the filters and the sort of the address."""
    sort, descending = sort_in("name")
    outcome = request.args.get("reconnu", "")
    return applications.ApplicationQuery(
        search=request.args.get("q", "").strip(),
        outcome=outcome if outcome in {each.value for each in Recognised} else "",
        delivery=term_in("mode", Delivery),
        department=number_in("service"),
        tool=request.args.get("outil", ""),
        group=request.args.get("groupe", ""),
        ring=term_in("cercle", Ring),
        kin=term_in("famille", Kin),
        hosting=term_in("hebergement", HostingPlace),
        unplaced=request.args.get("hebergement") == UNPLACED,
        mission=request.args.get("mission", ""),
        function=request.args.get("fonction", ""),
        sort=sort,
        descending=descending,
    )


def _narrowed(query: applications.ApplicationQuery) -> list[tuple[str, str, Any]]:
    """Give what a figure opened narrows the list to: the parameter, its label, its value."""
    found = (
        ("groupe", "groupe", query.group),
        ("cercle", "cercle", query.ring),
        ("famille", "famille", query.kin),
        ("hebergement", "hébergement", query.hosting or (query.unplaced and "non renseigné")),
        ("mission", "mission", query.mission),
        ("fonction", "fonction", catalogue.functions().get(query.function, query.function)),
    )
    return [(name, label, value) for name, label, value in found if value]


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the applications, fifty a page."""
    query = query_of_request()
    page = applications.list_applications(query, number_in("page") or 1)
    return render_template(
        "application/index.html",
        page=page,
        query=query,
        columns=sorted_columns(COLUMNS, query.sort, descending=query.descending),
        pagination=pages(page),
        kept_filters=filters_of_list(),
        outcomes=Recognised,
        deliveries=Delivery,
        departments=departments(),
        narrowed=_narrowed(query),
        tool_names=catalogue.tool_names(),
        counts=catalogue.outcome_counts(),
        open_names=open_count(),
        new_catalogue=is_new(),
        filtered=query != applications.ApplicationQuery(sort=query.sort, descending=query.descending),
    )


@bp.get("/<row:application_id>")
@asks(Right.READ)
def show(application_id: int) -> ResponseReturnValue:
    """Show an application: its facts, what the catalogue says, what could take its place."""
    application = applications.get_application(application_id)
    return render_template(
        "application/show.html",
        application=application,
        groups=described(application, ApplicationForm.GROUPS),
        tool_names=catalogue.tool_names(),
        recognition=catalogue.recognition_of(application),
        tool=catalogue.find_tool(application.tool),
        replacements=catalogue.replacements_of(application.tool),
        profile=dependencies.profile_of(application, date.today()),  # noqa: DTZ011 - the day people see on the wall
        machines=applications.machines_of(application_id),
        contracts=contracts_of(SIDES["logiciel"], application_id),
        deadline_of=deadline_of,
        history=history_of("application", application_id),
        declared=declarations(application),
    )


@bp.route("/<row:application_id>/modifier", methods=["GET", "POST"])
@asks(Right.CONTRIBUTE)
def edit(application_id: int) -> ResponseReturnValue:
    """Show the form of an application, or save it."""
    application = editable(applications.get_application(application_id))
    form = ApplicationForm(obj=application)
    form.department_id.offer(departments())
    form.leave_out(kept_fields())
    if form.validate_on_submit():
        try:
            applications.update_application(application_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Logiciel enregistré.")
            return redirect(url_for(".show", application_id=application_id))
    return render_template("application/edit.html", form=form, application=application), 422 if form.errors else 200
