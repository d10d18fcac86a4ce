"""One line of a preview: what it is about, which of its values are taken."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services.imports import choices, line
from inventaire.services.privacy import hidden_fields
from inventaire.views.imports import attempt
from inventaire.views.session import asks

bp = Blueprint("import_lines", __name__, url_prefix="/imports/<row:number>")
SETTLED = "Toutes les lignes à trancher le sont\u00a0: relisez l’aperçu, puis confirmez."
TAKEN = "Les valeurs du fichier remplaceront celles qui avaient été corrigées à la main."
KEPT = "Les valeurs corrigées à la main seront gardées."


@bp.get("/lignes/<row:line_id>")
@asks(Right.READ)
def show(number: int, line_id: int) -> ResponseReturnValue:
    """Show a line, and what may be chosen of it."""
    return render_template("imports/line.html", line=line.line_of(number, line_id), hidden=hidden_fields())


@bp.post("/lignes/<row:line_id>")
@asks(Right.EDIT)
def settle(number: int, line_id: int) -> ResponseReturnValue:
    """Keep what a line is about, and go to the next that is asked."""
    answer = request.form.get("reponse", "")
    if not attempt(lambda: choices.settle_line(number, line_id, answer, alike="semblables" in request.form)):
        return _next(number, line_id)
    return _back(number, line_id)


@bp.post("/lignes/<row:line_id>/valeurs")
@asks(Right.EDIT)
def values(number: int, line_id: int) -> ResponseReturnValue:
    """Keep which values of a line are taken."""
    if not attempt(lambda: choices.choose_fields(number, line_id, set(request.form.getlist("champ")))):
        flash("Choix enregistré.")
    return _back(number, line_id)


@bp.post("/lignes/<row:line_id>/oublier")
@asks(Right.EDIT)
def forget(number: int, line_id: int) -> ResponseReturnValue:
    """Take back what was chosen of a line."""
    if not attempt(lambda: choices.forget_choice(number, line_id)):
        flash("Choix repris\u00a0: la ligne est de nouveau comparée comme le fichier la donne.")
    return _back(number, line_id)


@bp.post("/corrections")
@asks(Right.EDIT)
def corrections(number: int) -> ResponseReturnValue:
    """Take the values of the files, or keep those corrected by hand, in the whole import."""
    takes_file = request.form.get("valeurs") == "fichier"
    if not attempt(lambda: choices.choose_for_all(number, takes_file=takes_file)):
        flash(TAKEN if takes_file else KEPT)
    return redirect(url_for("imports.show", number=number))


def _back(number: int, line_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", number=number, line_id=line_id))


def _next(number: int, line_id: int) -> ResponseReturnValue:
    following = line.next_asked(number, line_id)
    if following:
        flash("Choix enregistré. Voici la ligne suivante.")
        return _back(number, following)
    flash(SETTLED)
    return redirect(url_for("imports.show", number=number))
