"""The guided interview: its themes, one page each, and the questionnaire on paper."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.interview import QuestionKind, Theme
from inventaire.domain.rights import Right
from inventaire.forms.interview import InterviewForm, interview_form
from inventaire.services.device import departments, sites
from inventaire.services.exports import note_export
from inventaire.services.interview import asking, paper
from inventaire.services.interview.effects import Effects
from inventaire.services.interview.found import found_of
from inventaire.services.interview.saving import save_theme, undo_theme
from inventaire.services.interview.told import told
from inventaire.views.layout import plural
from inventaire.views.paper import ODT
from inventaire.views.session import asks

UNCHANGED = "«\u00a0{}\u00a0»\u00a0: rien n’a changé."
PAPERS = {"questionnaire": paper.blank_questionnaire, "reponses": paper.filled_questionnaire}
bp = Blueprint("interview", __name__, url_prefix="/logiciels/entretien")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """Show the themes, how far each is, and what is still to be asked of whom."""
    return render_template("interview/index.html", progress=asking.progress())


@bp.get("/<any(questionnaire, reponses):kind>")
@asks(Right.READ)
def printed(kind: str) -> ResponseReturnValue:
    """Show the questions to be filled in by hand, or the answers, as they are printed."""
    return render_template("interview/paper.html", document=PAPERS[kind](_today()), kind=kind)


@bp.get("/<any(questionnaire, reponses):kind>.odt")
@asks(Right.READ)
def odt(kind: str) -> ResponseReturnValue:
    """Give either of them as an ODT."""
    from inventaire.documents.odt import write_odt

    file = io.BytesIO()
    write_odt(PAPERS[kind](_today()), file)
    file.seek(0)
    note_export("entretien", "odt")
    return send_file(file, mimetype=ODT, as_attachment=True, download_name=f"entretien-{kind}.odt")


@bp.get("/<theme>")
@asks(Right.READ)
def show(theme: str) -> ResponseReturnValue:
    """Show the questions of a theme, with what was answered."""
    found = asking.get_theme(theme)
    return _page(found, _form(found))


@bp.post("/<theme>")
@asks(Right.EDIT)
def save(theme: str) -> ResponseReturnValue:
    """Save a theme and go on with the next one, or stay."""
    found = asking.get_theme(theme)
    form = _form(found)
    if form.validate_on_submit():
        try:
            effects = save_theme(theme, form.answers(), str(form.version.data))
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            _tell(found, "enregistré", effects)
            return redirect(_next(found, form))
    return _page(found, form), 422


@bp.post("/<theme>/annuler")
@asks(Right.EDIT)
def undo(theme: str) -> ResponseReturnValue:
    """Put a theme back as it was before its last save."""
    found = asking.get_theme(theme)
    _tell(found, "remis comme avant", undo_theme(theme, request.form.get("version", "")))
    return redirect(url_for(".show", theme=theme))


def _tell(theme: Theme, done: str, effects: Effects) -> None:
    said = f"«\u00a0{theme.label_fr}\u00a0» {done}{_told(effects)}."
    state = {"field": "version", "value": asking.state_of(theme), "button": "Annuler"}
    offer: Any = {"said": said, "undo": url_for(".undo", theme=theme.id)} | state
    flash(offer if effects.answers else UNCHANGED.format(theme.label_fr))


def _next(theme: Theme, form: InterviewForm) -> str:
    after = theme if form.stays.data else asking.theme_after(theme)
    return url_for(".show", theme=after.id) if after else url_for(".index")


def _form(theme: Theme) -> InterviewForm:
    offers = {each.id: asking.offers_of(each) for each in theme.questions if each.kind is QuestionKind.TOOLS}
    said = {row.question: answer for row in asking.rows_of(theme) if (answer := row.answer())}
    form = interview_form(theme, offers, said, asking.state_of(theme))
    form.offer(sites(), departments())
    return form


def _page(theme: Theme, form: InterviewForm) -> str:
    answers = {row.question: answer for row in asking.rows_of(theme) if (answer := row.answer())}
    return render_template(
        "interview/theme.html",
        theme=theme,
        form=form,
        following=asking.theme_after(theme),
        found=found_of(theme),
        told={each.id: told(each, answers[each.id]) for each in theme.questions if each.id in answers},
    )


def _told(effects: Effects) -> str:
    """Say what a save did, with the names."""
    return "".join(f"\u202f; {words}\u00a0: {', '.join(names)}" for words, names in _sentences(effects) if names)


def _sentences(effects: Effects) -> Iterator[tuple[str, list[str]]]:
    yield plural(len(effects.added), "fiche ajoutée", "fiches ajoutées"), effects.added
    yield plural(len(effects.changed), "fiche mise à jour", "fiches mises à jour"), effects.changed
    yield "déjà à l’inventaire", effects.known
    yield plural(len(effects.thrown), "fiche mise à la corbeille", "fiches mises à la corbeille"), effects.thrown
    yield "modifié depuis par ailleurs, laissé tel quel", effects.left


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day people see on the wall
