"""The names to be recognised, and the dictionary of the town."""

import re
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken, Refusal
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import NameKind
from inventaire.forms.dictionary import NamingForm, OwnNameForm
from inventaire.services import catalogue, dictionary, review
from inventaire.services.application import get_application
from inventaire.services.dictionary import Said
from inventaire.views.layout import plural
from inventaire.views.queries import address, number_in, pages
from inventaire.views.session import asks

NUMBER = re.compile("[0-9]{1,9}")
bp = Blueprint("dictionary", __name__, url_prefix="/logiciels")
NOTHING_TICKED = "Cochez d’abord les noms dont vous dites ce qu’ils sont."
OVERRULED = " Le catalogue reconnaît déjà {}, et garde le dernier mot\u00a0: dites sur sa fiche de l’emporter."
UNDONE = "{} comme avant."
MOST = 1_000  # names at once
FORGOTTEN = "{}\u00a0: le catalogue décide à nouveau."


@bp.route("/a-reconnaitre", methods=["GET", "POST"])
@asks(Right.EDIT)
def queue() -> ResponseReturnValue:
    """List the names left open, or enter what a person says of some."""
    form = _offered(NamingForm())
    words = request.form.getlist("fiche")
    accepted = request.form.get("accepter", "")
    if accepted:
        row, _, slug = accepted.rpartition(":")
        return _say([row], Said(NameKind.TOOL, tool=slug))
    if form.is_submitted() and not words:
        flash(NOTHING_TICKED, "error")
        return redirect(address())
    if form.validate_on_submit():
        return _say(words, Said(**form.said()))
    search = request.args.get("q", "").strip()
    page = review.list_open(search, number_in("page") or 1)
    shown = {row.id: review.suggestions(row.raw_name, row.publisher) for row in page.rows}
    return render_template(
        "dictionary/queue.html",
        form=form,
        page=page,
        search=search,
        suggestions=shown,
        versions=review.versions_of(page.rows),
        chosen=words,
        names=dictionary.offered_tools(),
        pagination=pages(page),
    ), 422 if form.errors else 200


@bp.route("/<row:application_id>/reconnaissance", methods=["GET", "POST"])
@asks(Right.EDIT)
def name(application_id: int) -> ResponseReturnValue:
    """Show what the name of an application is taken for, or enter what a person says it is."""
    application = get_application(application_id)
    form = _offered(OwnNameForm(data=dictionary.said_before(application)))
    if form.validate_on_submit():
        _say([f"{application.id}:{request.form.get('version', '')}"], Said(**form.said()))
        return redirect(url_for("application.show", application_id=application_id))
    return render_template(
        "dictionary/name.html",
        form=form,
        application=application,
        recognition=catalogue.recognition_of(application),
        tool_names=catalogue.tool_names(),
    ), 422 if form.errors else 200


@bp.get("/dictionnaire")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List what the town says of names."""
    return render_template(
        "dictionary/index.html",
        entries=dictionary.list_entries(),
        names=catalogue.tool_names(),
        functions=catalogue.functions(),
    )


@bp.post("/dictionnaire/oublier")
@asks(Right.EDIT)
def forget() -> ResponseReturnValue:
    """Take entries out of the dictionary."""
    try:
        count = dictionary.forget(_numbers())
    except Refusal as refusal:
        flash(str(refusal), "error")
    else:
        flash(FORGOTTEN.format(plural(count, "nom retiré", "noms retirés") + " du dictionnaire"))
    return redirect(url_for(".index"))


@bp.post("/dictionnaire/annuler")
@asks(Right.EDIT)
def undo() -> ResponseReturnValue:
    """Put entries back as they were before they were last said."""
    try:
        count = dictionary.undo(_numbers())
    except Refusal as refusal:
        flash(str(refusal), "error")
    else:
        flash(UNDONE.format(plural(count, "nom remis", "noms remis")))
    return redirect(url_for(".index"))


def _numbers() -> list[int]:
    return [int(word) for word in request.form.get("noms", "").split() if NUMBER.fullmatch(word)][:MOST]


def _offered(form: Any) -> Any:
    form.offer(dictionary.offered_tools(), catalogue.functions())
    return form


def _say(words: list[str], said: Said) -> ResponseReturnValue:
    """Enter it, tell how to take it back, and show the list as it was."""
    try:
        entries = dictionary.say(words, said)
    except (Refusal, Overtaken) as refusal:
        flash(str(refusal), "error")
    else:
        what = catalogue.tool_names()[said.tool] if said.tool else said.kind.label.lower()
        kept = dictionary.overruled(entries)
        told: Any = {
            "said": f"{plural(len(entries), 'nom entré', 'noms entrés')} au dictionnaire\u00a0: {what}."
            + (OVERRULED.format(plural(kept, "nom")) if kept else ""),
            "undo": url_for(".undo"),
            "field": "noms",
            "value": " ".join(map(str, entries)),
            "button": "Annuler",
        }
        flash(told)
    return redirect(address())
