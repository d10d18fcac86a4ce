"""What is held about a person: found, taken out, erased."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.person import words_of
from inventaire.domain.rights import Right
from inventaire.forms.person import ErasureForm, PersonForm
from inventaire.services.person import Place, find_person
from inventaire.services.person_erasure import erase_person
from inventaire.views.layout import plural
from inventaire.views.session import asks

bp = Blueprint("person", __name__, url_prefix="/administration/personnes")
SHOWN = 500
DONE = "{}. Les sauvegardes déjà faites gardent ces valeurs jusqu’à leur destruction."
NOTHING = "Rien n’était coché\u00a0: rien n’a été effacé."


@bp.route("", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def index() -> ResponseReturnValue:
    """Show the form, or what is held about a person."""
    form = PersonForm()
    searched = form.validate_on_submit()
    places = find_person(form.text.data) if searched else []
    return _page(form, places, ErasureForm(text=form.text.data) if searched else None)


@bp.post("/effacer")
@asks(Right.ADMINISTER, confirmed=True)
def erase() -> ResponseReturnValue:
    """Erase a person from the places that were ticked."""
    form = ErasureForm()
    places = find_person(form.text.data or "")
    chosen = set(request.form.getlist("place"))
    if not form.validate_on_submit():
        return _page(PersonForm(), places, form, chosen)
    count = erase_person([place for place in places if place.key in chosen], words_of(form.text.data))
    flash(DONE.format(plural(count, "endroit effacé", "endroits effacés")) if count else NOTHING)
    return redirect(url_for(".index"))


def address_of(place: Place) -> str | None:
    """Give the page where a place can be read, if it has one."""
    pages = {
        "device": lambda: url_for("device.show", device_id=place.id),
        "application": lambda: url_for("application.show", application_id=place.id),
        "purchase": lambda: url_for("purchase.show", purchase_id=place.id),
        "contract": lambda: url_for("contract.show", contract_id=place.id),
        "frozen_report": lambda: url_for("report.show", year=place.number),
        "import": lambda: url_for("imports.show", number=place.number),
        "import_row": lambda: url_for("imports.show", number=place.number),
        "interview_answer": lambda: url_for("interview.printed", kind="reponses"),
        "audit_line": lambda: url_for("audit.index", ligne=place.number),
    }
    return pages[place.table]() if place.table in pages else None


def _page(
    form: PersonForm, places: list[Place], erasure: ErasureForm | None, chosen: set[str] | None = None
) -> ResponseReturnValue:
    page = render_template(
        "person/index.html",
        form=form,
        places=places[:SHOWN],
        count=len(places),
        erasure=erasure,
        chosen=chosen if chosen is not None else {place.key for place in places},
        address_of=address_of,
    )
    return page, 422 if form.errors or (erasure and erasure.errors) else 200
