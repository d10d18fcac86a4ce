"""Rows chosen in a list and changed, or thrown away, together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.forms.purchase import PurchaseSelectionForm
from inventaire.forms.selection import (
    ApplicationSelectionForm,
    ContractSelectionForm,
    DeviceSelectionForm,
    SelectionForm,
)
from inventaire.services import application as applications
from inventaire.services import bin as bins
from inventaire.services import contract as contracts
from inventaire.services import device as devices
from inventaire.services import purchase as purchases
from inventaire.services import selection as selections
from inventaire.services.selection import Selection
from inventaire.views import application, contract, device, purchase
from inventaire.views.layout import plural
from inventaire.views.queries import filters_of_list
from inventaire.views.session import asks

bp = Blueprint("selection", __name__, url_prefix="/<any(materiels, logiciels, achats, contrats):what>/selection")
NOTHING_TICKED = "Cochez d’abord des lignes, ou « tous » sous la liste."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a list is of: its words, how rows are chosen in it, what they may be given."""

    word: str
    title: str
    index: str
    query: Callable[[], Any]
    choose: Callable[[Sequence[str], Any], Selection]
    form: type[SelectionForm]
    offered: Mapping[str, Callable[[], Any]]

    def back(self) -> str:
        """Give the address of the list as it was left."""
        return f"{url_for(self.index)}?{urlencode(filters_of_list())}"


SUBJECTS = {
    "materiels": Subject(
        "matériel",
        "Matériels",
        "device.index",
        device.query_of_request,
        devices.chosen_devices,
        DeviceSelectionForm,
        {"site_id": devices.sites, "department_id": devices.departments},
    ),
    "logiciels": Subject(
        "logiciel",
        "Logiciels",
        "application.index",
        application.query_of_request,
        applications.chosen_applications,
        ApplicationSelectionForm,
        {"department_id": devices.departments},
    ),
    "achats": Subject(
        "achat",
        "Achats",
        "purchase.index",
        purchase.query_of_request,
        purchases.chosen_purchases,
        PurchaseSelectionForm,
        {},
    ),
    "contrats": Subject(
        "contrat",
        "Contrats",
        "contract.index",
        contract.query_of_request,
        contracts.chosen_contracts,
        ContractSelectionForm,
        {},
    ),
}


@bp.route("", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(what: str) -> ResponseReturnValue:
    """Ask what to change in the rows chosen, show what that does, then do it."""
    subject, chosen = SUBJECTS[what], chosen_in_list(what)
    form = subject.form(data={"version": chosen.seen})
    for field, rows in subject.offered.items():
        form[field].offer(rows())
    if not form.validate_on_submit():
        return _page("edit", subject, chosen, form), 422 if form.errors else 200
    if "confirmed" in request.form:
        try:
            count = selections.change_selected(chosen, form.version.data, form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash(f"{plural(count, f'{subject.word} modifié', f'{subject.word}s modifiés')}.")
            return redirect(subject.back())
    effects = selections.effects(chosen, form.values())
    return _page("confirm", subject, chosen, form, effects=effects), 409 if form.errors else 200


@bp.route("/corbeille", methods=["GET", "POST"])
@asks(Right.EDIT)
def throw_away(what: str) -> ResponseReturnValue:
    """Ask whether the rows chosen are to be thrown away, then do it."""
    subject, chosen = SUBJECTS[what], chosen_in_list(what)
    form = SelectionForm(data={"version": chosen.seen})
    if form.validate_on_submit():
        try:
            count, moment = bins.throw_away(chosen, form.version.data)
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            said = f"{plural(count, subject.word)} à la corbeille, pour 30\u00a0jours."
            told: Any = {"said": said, "undo": url_for("bin.take_back"), "thrown_at": moment.isoformat()}
            flash(told)
            return redirect(subject.back())
    installed = bins.count_installations(chosen)
    return _page("throw_away", subject, chosen, form, installed=installed), 409 if form.errors else 200


def chosen_in_list(what: str) -> Selection:
    """Read what was chosen; when nothing was, go back to the list and say so."""
    subject, ticked = SUBJECTS[what], request.args.getlist("fiche")
    if "tous" in request.args:
        return subject.choose((), subject.query())
    if not ticked:
        flash(NOTHING_TICKED, "error")
        abort(redirect(subject.back()))
    return subject.choose(ticked, None)


def _page(name: str, subject: Subject, chosen: Selection, form: SelectionForm, **more: Any) -> str:
    count, names = selections.first_names(chosen)
    more |= {"subject": subject, "counted": plural(count, subject.word), "count": count, "names": names}
    return render_template(f"selection/{name}.html", form=form, **more)
