"""The organisation's own opinions on the catalogue: all of them, one to give, one to withdraw."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.forms.member import ConfirmationForm
from inventaire.forms.opinion import OpinionForm, RefusalForm
from inventaire.services import catalogue, opinion
from inventaire.services.history import history_of
from inventaire.views.session import asks

bp = Blueprint("opinion", __name__, url_prefix="/catalogue")


@bp.get("/nos-avis")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List every opinion beside what the catalogue tells."""
    return render_template("opinion/index.html", rows=opinion.opinions_told(), names=catalogue.tool_names())


@bp.route("/outils/<slug>/avis/<alternative>", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(slug: str, alternative: str) -> ResponseReturnValue:
    """Show the form of an opinion on a passage, or keep it."""
    found = opinion.find_opinion(slug, alternative)
    return _answer(OpinionForm(obj=found), found, url_for("catalogue.tool", slug=slug))


@bp.route("/alternatives/<alternative>/avis", methods=["GET", "POST"])
@asks(Right.EDIT)
def refuse(alternative: str) -> ResponseReturnValue:
    """Ask why an alternative is not for the organisation, or keep it."""
    found = opinion.find_opinion("", alternative)
    return _answer(RefusalForm(obj=found), found, url_for("catalogue.alternative", slug=alternative))


@bp.route("/nos-avis/<row:opinion_id>/retirer", methods=["GET", "POST"])
@asks(Right.EDIT)
def withdraw(opinion_id: int) -> ResponseReturnValue:
    """Ask whether to take an opinion back, or do it."""
    found = opinion.get_opinion(opinion_id)
    form = ConfirmationForm(obj=found)
    if not form.is_submitted():
        return render_template("opinion/withdraw.html", form=form, opinion=found, names=catalogue.tool_names())
    opinion.withdraw(opinion_id, form.known_version())
    flash("Avis retiré\u00a0: celui du catalogue reprend sa place.")
    return redirect(url_for(".index"))


def _answer(form: OpinionForm | RefusalForm, found: Any, back: str) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            opinion.decide(found.tool, found.alternative, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Avis enregistré\u00a0: il l’emporte ici sur celui du catalogue.")
            return redirect(back)
    page = render_template(
        "opinion/edit.html",
        form=form,
        back=back,
        names=catalogue.tool_names(),
        opinion=found,
        told=opinion.told_of(found.tool, found.alternative),
        history=history_of("catalog_opinion", found.id) if found.id else [],
    )
    return page, 422 if form.errors else 200
