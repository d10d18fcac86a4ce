"""The schools and what stands in them; the use of each place, as people say it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Overtaken
from inventaire.domain.rights import Right
from inventaire.domain.schools import SCHOOLS, Equipment
from inventaire.forms.site import SiteForm
from inventaire.services.fleet_on import told_of
from inventaire.services.listing import page_among
from inventaire.services.schools import schools
from inventaire.services.site import get_site, list_sites, update_site
from inventaire.views.queries import number_in, pages, past_day
from inventaire.views.session import asks

bp = Blueprint("site", __name__, url_prefix="/materiels")


@bp.get("/ecoles")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """Show what stands in each school and nursery, and the other places."""
    on = past_day()
    others = [site for site in list_sites() if site.kind not in SCHOOLS]
    page = page_among(others, number_in("page") or 1)
    return render_template(
        "site/schools.html",
        found=schools(on),
        on=on,
        told=told_of(on),
        equipment=Equipment,
        page=page,
        pagination=pages(page),
    )


@bp.route("/lieux/<row:site_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(site_id: int) -> ResponseReturnValue:
    """Show the form of a place, or save it."""
    site = get_site(site_id)
    form = SiteForm(obj=site)
    if form.validate_on_submit():
        try:
            update_site(site_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        else:
            flash("Lieu enregistré.")
            return redirect(url_for(".index"))
    return render_template("site/edit.html", form=form, site=site), 422 if form.errors else 200
