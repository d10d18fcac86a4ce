"""The facts of the organisation, which its figures are reckoned with."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict, Overtaken
from inventaire.domain.rights import Right
from inventaire.forms.organisation import OrganisationForm
from inventaire.services import organisation
from inventaire.services.privacy import count_names
from inventaire.services.user_names import forget_user_names
from inventaire.views.layout import link, plural
from inventaire.views.session import asks

bp = Blueprint("administration", __name__, url_prefix="/administration")
SECTIONS = (
    ("Collectivité", "administration.edit"),
    ("Membres", "member.index"),
    ("Agents d’inventaire", "agent_token.index"),
    ("Chiffres réglementaires", "regulatory.index"),
    ("Prix", "price.index"),
    ("Facteurs", "own_factor.index"),
    ("Trace", "audit.index"),
    ("Personnes", "person.index"),
)
STILL_KEPT = "La collectivité garde les utilisateurs de ses matériels : décochez d’abord ce réglage."


@bp.app_context_processor
def _sections() -> dict[str, Any]:
    return {"administration_sections": lambda: [link(label, endpoint) for label, endpoint in SECTIONS]}


@bp.route("", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def edit() -> ResponseReturnValue:
    """Show the form of the organisation, or save it."""
    form = OrganisationForm(obj=g.organisation)
    form.offer_territories(organisation.known_territories())
    if form.validate_on_submit():
        try:
            organisation.update_organisation(form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Collectivité enregistrée.")
            return redirect(url_for(".edit"))
    names_left = 0 if g.organisation.keeps_user_names else count_names()
    page = render_template("administration/edit.html", form=form, names_left=names_left)
    return page, 422 if form.errors else 200


@bp.route("/utilisateurs-des-materiels", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def forget_names() -> ResponseReturnValue:
    """Ask before the users of machines are erased, then erase them."""
    if g.organisation.keeps_user_names:
        raise Conflict(STILL_KEPT)
    if request.method == "POST":
        flash(f"Utilisateurs effacés de {plural(forget_user_names(), 'matériel')}.")
        return redirect(url_for(".edit"))
    return render_template("administration/forget_names.html", count=count_names())
