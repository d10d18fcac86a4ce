"""The facts of the organisation, which its figures are reckoned with."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.forms.organisation import OrganisationForm
from inventaire.services import organisation
from inventaire.views.layout import link
from inventaire.views.session import asks

bp = Blueprint("administration", __name__, url_prefix="/administration")
SECTIONS = (("Collectivité", "administration.edit"), ("Membres", "member.index"), ("Trace", "audit.index"))


@bp.app_context_processor
def _sections() -> dict[str, Any]:
    return {"administration_sections": lambda: [link(label, endpoint) for label, endpoint in SECTIONS]}


@bp.route("", methods=["GET", "POST"])
@asks(Right.ADMINISTER)
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
    return render_template("administration/edit.html", form=form), 422 if form.errors else 200
