"""What each application ties us to: the list of risks, the answers, how they are weighed."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.dependency.profile import LEVELS, Criterion, RiskKind
from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.forms.dependency import DependencyAnswerForm, DependencySettingForm, setting_form
from inventaire.services import application as applications
from inventaire.services import dependency as dependencies
from inventaire.services import dependency_settings as weighings
from inventaire.services.catalogue import tool_names
from inventaire.services.dependency_list import DependencyQuery, list_dependencies
from inventaire.services.permission import editable
from inventaire.views.queries import filters_of_list, number_in, pages, sort_in, sorted_columns
from inventaire.views.session import asks

bp = Blueprint("dependency", __name__, url_prefix="/logiciels")
COLUMNS = (("Nom", "name", False), *((kind.label, kind.value, False) for kind in RiskKind), ("Sans réponse", "", True))


def query_of_request() -> DependencyQuery:
    """Read the filters and the sort of the address."""
    sort, descending = sort_in("name")
    levels = {kind: number_in(kind.value) for kind in RiskKind}
    return DependencyQuery(
        search=request.args.get("q", "").strip(),
        levels=tuple((kind, level) for kind, level in levels.items() if level is not None),
        sort=sort,
        descending=descending,
    )


@bp.get("/risques")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the applications by their three risks."""
    query = query_of_request()
    found = list_dependencies(query, _today(), number_in("page") or 1)
    return render_template(
        "dependency/index.html",
        found=found,
        query=query,
        columns=sorted_columns(COLUMNS, query.sort, descending=query.descending),
        pagination=pages(found.page),
        kept_filters=filters_of_list(),
        kinds=tuple(RiskKind),
        levels=LEVELS,
        tool_names=tool_names(),
    )


@bp.get("/<row:application_id>/dependance")
@asks(Right.READ)
def show(application_id: int) -> ResponseReturnValue:
    """Show every question about an application, those without an answer first."""
    application = applications.get_application(application_id)
    profile = dependencies.profile_of(application, _today())
    answers = [each for risk in profile.risks for each in risk.answers]
    return render_template(
        "dependency/show.html",
        application=application,
        profile=profile,
        missing=[each for each in answers if not each.option],
        known=[each for each in answers if each.option],
    )


@bp.route("/<row:application_id>/dependance/<criterion>", methods=["GET", "POST"])
@asks(Right.CONTRIBUTE)
def edit(application_id: int, criterion: str) -> ResponseReturnValue:
    """Show the form of an answer, or save it."""
    application = editable(applications.get_application(application_id))
    asked = dependencies.get_criterion(criterion, _today())
    form = DependencyAnswerForm(obj=dependencies.answer_to(application_id, criterion))
    form.version.data = form.version.data or "0"
    form.offer(asked)
    if form.validate_on_submit():
        try:
            dependencies.save_answer(application_id, asked, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Réponse enregistrée.")
            return redirect(url_for(".show", application_id=application_id))
    page = render_template("dependency/edit.html", form=form, application=application, criterion=asked)
    return page, 422 if form.errors else 200


@bp.get("/risques/reglages")
@asks(Right.READ)
def settings() -> ResponseReturnValue:
    """Show the criteria, what they weigh, and since when."""
    return render_template(
        "dependency/settings.html", grid=dependencies.grid_of(_today()), own=dependencies.settings(), kinds=RiskKind
    )


@bp.route("/risques/reglages/<criterion>", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
def setting(criterion: str) -> ResponseReturnValue:
    """Show how a criterion weighs; show the effect of a change; keep it once its effect was shown."""
    asked = dependencies.get_criterion(criterion, _today())
    own, who = weighings.setting_of(criterion) or (None, None)
    usual = weighings.catalogue_criterion(criterion, _today())
    form = setting_form(usual, asked, own.reason if own else None, own.version if own else 0)
    effect = None
    if form.validate_on_submit():
        if form.seen.data == form.shown() and _is_kept(form, asked):
            flash("Réglage enregistré.")
            return redirect(url_for(".settings"))
        values = form.values()
        effect = weighings.effect_of(asked, values["weight"], values["levels"], _today())
        form.seen.data = form.shown()
    page = render_template("dependency/setting.html", form=form, criterion=asked, own=own, who=who, effect=effect)
    return page, 422 if form.errors else 200


def _is_kept(form: DependencySettingForm, criterion: Criterion) -> bool:
    try:
        weighings.save_setting(criterion, form.known_version(), form.values(), _today())
    except Overtaken as overtaken:
        form.give_back(overtaken)
    return not form.errors


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
