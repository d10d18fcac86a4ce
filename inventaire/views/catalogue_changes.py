"""What a new catalogue would change in the inventory, shown before it is applied."""

from collections import Counter
from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.changes import ChangeKind
from inventaire.domain.errors import Refusal
from inventaire.domain.rights import Right
from inventaire.services import catalogue
from inventaire.services import catalogue_changes as changes
from inventaire.services.listing import page_among
from inventaire.views.layout import plural
from inventaire.views.queries import number_in, pages
from inventaire.views.session import asks

bp = Blueprint("catalogue_changes", __name__, url_prefix="/logiciels/nouveau-catalogue")
APPLIED = "Le catalogue est appliqué à {}."
TAKEN_BACK = "Le catalogue d’avant est rendu à {}."


@bp.get("")
@asks(Right.READ)
def show() -> ResponseReturnValue:
    """Show what would change, by kind of change."""
    pending = changes.pending()
    kinds = list(ChangeKind)
    page = page_among(sorted(pending, key=lambda each: kinds.index(each.kind)), number_in("page") or 1)
    counts = Counter(each.kind for each in pending)
    return render_template(
        "catalogue_changes/show.html",
        is_new=changes.is_new(),
        can_take_back=changes.can_take_back(),
        former=changes.former_versions(),
        version=catalogue.catalogue_version(),
        total=len(pending),
        groups=[(kind, [each for each in page.rows if each.kind is kind], counts[kind]) for kind in kinds],
        pagination=pages(page),
        mark=changes.mark_of(pending),
        tool_names=catalogue.tool_names(),
    )


@bp.post("/appliquer")
@asks(Right.EDIT)
def apply() -> ResponseReturnValue:
    """Apply it, as it was shown."""
    return _done(lambda: changes.apply_catalogue(request.form.get("vu", "")), APPLIED)


@bp.post("/reprendre")
@asks(Right.EDIT)
def take_back() -> ResponseReturnValue:
    """Take back the last one that was applied."""
    return _done(changes.take_back_catalogue, TAKEN_BACK)


def _done(act: Callable[[], int], sentence: str) -> ResponseReturnValue:
    try:
        flash(sentence.format(plural(act(), "logiciel")))
    except Refusal as refusal:
        flash(str(refusal), "error")
    return redirect(url_for(".show"))
