"""Files taken in: upload, preview, confirmation, record, undo."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from inventaire.domain.errors import Conflict, WouldLose
from inventaire.domain.imports import OPEN, ImportState, Outcome
from inventaire.domain.rights import Right
from inventaire.forms.imports import ImportForm
from inventaire.models import Import
from inventaire.services.history import history_of
from inventaire.services.imports import batch, kept, line, received, record, undo
from inventaire.services.listing import page_among
from inventaire.services.privacy import hidden_fields
from inventaire.spreadsheets.readings import Confidence
from inventaire.views.layout import plural
from inventaire.views.queries import number_in, pages, term_in
from inventaire.views.session import asks

bp = Blueprint("imports", __name__, url_prefix="/imports")
REST = {
    Outcome.UNCHANGED: ("inchangé", ""),
    Outcome.REFUSED: ("refusé", ""),
    Outcome.ASKED: ("à trancher", "à trancher"),
}
PROPOSED = {
    Outcome.CREATED: ("à créer", "à créer"),
    Outcome.UPDATED: ("à modifier", "à modifier"),
    Outcome.REMOVED: ("à retirer", "à retirer"),
} | REST
DONE = {Outcome.CREATED: ("créé", ""), Outcome.UPDATED: ("modifié", ""), Outcome.REMOVED: ("retiré", "")} | REST


@bp.before_app_request
def _let_files_in() -> None:
    """Raise the limit of a request where files come in, before anything reads its body."""
    if request.endpoint == "imports.create":
        request.max_content_length = current_app.config["MAX_UPLOAD_LENGTH"]


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the imports, latest first."""
    return render_template("imports/index.html", imports=record.list_imports(), states=ImportState)


@bp.route("/nouveau", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show the form, or receive files and go to their preview."""
    form = ImportForm()
    if form.validate_on_submit():
        return redirect(url_for(".show", number=_receive(form.files.data)))
    keeps_names = g.organisation.keeps_user_names
    return render_template("imports/new.html", form=form, keeps_names=keeps_names), 422 if form.errors else 200


@bp.get("/<row:number>")
@asks(Right.READ)
def show(number: int) -> ResponseReturnValue:
    """Show an import: its preview, or what it did."""
    outcome, part = term_in("devenir", Outcome), number_in("partie")
    found = batch.get_import(number)
    held = number_in("gardees") is not None
    page = record.lines(number, part, outcome, number_in("page") or 1, held=held)
    written = line.written_by(page.rows)
    return render_template(
        "imports/show.html",
        batch=found,
        page=page,
        pagination=pages(page),
        outcome=outcome,
        part=part,
        parts=list(enumerate(found.files)),
        outcomes=Outcome,
        fates=fates,
        held=held,
        held_count=line.count_held(found),
        next_asked=line.next_asked(number),
        mine=line.is_mine(found),
        fields_of={row.id: line.fields(row, written) for row in page.rows},
        states=ImportState,
        confidences=Confidence,
        progress=received.progress(found),
        is_stopped=received.is_stopped(found),
        can_correct=found.state in OPEN and bool(found.received),
        history=history_of("import", found.id),
        hidden=hidden_fields(),
    )


@bp.post("/<row:number>/confirmer")
@asks(Right.EDIT)
def confirm(number: int) -> ResponseReturnValue:
    """Have a previewed import written."""
    refused = attempt(lambda: received.ask_to_confirm(number, request.form.get("version", type=int)))
    if not refused and batch.get_import(number).state is ImportState.APPLIED:
        flash(f"Import n°\u00a0{number} appliqué.")
    return redirect(url_for(".show", number=number))


@bp.post("/<row:number>/relire")
@asks(Right.EDIT)
def read_again(number: int) -> ResponseReturnValue:
    """Have the files of an import read anew."""
    attempt(lambda: received.read_again(number))
    return redirect(url_for(".show", number=number))


@bp.post("/<row:number>/abandonner")
@asks(Right.EDIT)
def discard(number: int) -> ResponseReturnValue:
    """Let an import that nobody confirmed go."""
    if attempt(lambda: received.discard(number), f"Import n°\u00a0{number} abandonné\u00a0: rien n’a été écrit."):
        return redirect(url_for(".show", number=number))
    return redirect(url_for(".index"))


@bp.post("/<row:number>/annuler")
@asks(Right.EDIT)
def take_back(number: int) -> ResponseReturnValue:
    """Take an import back."""
    done = f"Import n°\u00a0{number} annulé\u00a0: l’inventaire est revenu à son état d’avant."
    refused = attempt(lambda: undo.undo_import(number), done)
    return redirect(url_for(".edits" if isinstance(refused, WouldLose) else ".show", number=number))


def attempt(act: Callable[[], object], done: str = "") -> Conflict | None:
    """Act, and say that it is done; or else say why it cannot be, and give that."""
    try:
        act()
    except Conflict as conflict:
        flash(str(conflict), "error")
        return conflict
    if done:
        flash(done)
    return None


@bp.get("/<row:number>/modifications")
@asks(Right.READ)
def edits(number: int) -> ResponseReturnValue:
    """List what was modified since an import, which taking it back would lose."""
    page = page_among(undo.edits_since(number), number_in("page") or 1)
    return render_template("imports/edits.html", batch=batch.get_import(number), page=page, pagination=pages(page))


def fates(found: Import) -> list[str]:
    """Count the lines by what becomes of them, or became: « 48 à créer », « 1 refusé »; none is not said."""
    words = DONE if found.state is ImportState.APPLIED else PROPOSED
    counts = {outcome: sum(part.get(outcome.value, 0) for part in found.files) for outcome in words}
    return [plural(counts[outcome], *both) for outcome, both in words.items() if counts[outcome]]


def _receive(uploads: list[FileStorage]) -> int:
    with tempfile.TemporaryDirectory(dir=kept.waiting_room()) as folder:
        files = []
        for rank, upload in enumerate(uploads):
            path = Path(folder, str(rank))
            upload.save(path)
            files.append((path, Path(upload.filename or "fichier").name))
        return received.receive(files).number
