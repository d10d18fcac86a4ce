"""The policies of renewal: listed, copied from the catalogue's, changed, taken away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inventaire.domain.errors import Conflict, Overtaken
from inventaire.domain.forecast.policy import Group, Policy
from inventaire.domain.rights import Right
from inventaire.forms.policy import PolicyLevers, policy_form
from inventaire.services import policy as policies
from inventaire.views.session import asks

bp = Blueprint("policy", __name__, url_prefix="/materiels/prospective/politiques")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the policies that can be compared, one's own first."""
    return render_template("policy/index.html", offered=policies.offered_policies().values(), groups=Group)


@bp.route("/nouvelle", methods=["GET", "POST"])
@asks(Right.EDIT)
def create() -> ResponseReturnValue:
    """Show the form of a policy, copied from another if the address says which; or keep it."""
    start = policies.offered_policies().get(request.args.get("depart", ""))
    form = policy_form(start.policy, start.reason) if start else policy_form(Policy(""), None)
    if form.validate_on_submit():
        try:
            made = policies.create_policy(form.values())
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
        else:
            flash("Politique enregistrée.")
            return redirect(url_for("forecast.show", a=start.key if start else None, b=f"p{made.id}"))
    return _page(form, None)


@bp.route("/<row:policy_id>/modifier", methods=["GET", "POST"])
@asks(Right.EDIT)
def edit(policy_id: int) -> ResponseReturnValue:
    """Show the form of a policy, or save it."""
    row = policies.get_policy(policy_id)
    form = policy_form(row.policy(), row.comment, row.version)
    if form.validate_on_submit():
        try:
            policies.update_policy(policy_id, form.known_version(), form.values())
        except Overtaken as overtaken:
            form.give_back(overtaken)
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
        else:
            flash("Politique enregistrée.")
            return redirect(url_for("forecast.show", b=f"p{policy_id}"))
    return _page(form, policy_id)


@bp.route("/<row:policy_id>/supprimer", methods=["GET", "POST"])
@asks(Right.EDIT)
def delete(policy_id: int) -> ResponseReturnValue:
    """Ask, then take a policy away."""
    row = policies.get_policy(policy_id)
    if request.method == "GET":
        return render_template("policy/delete.html", name=row.name)
    flash(f"Politique «\u00a0{policies.delete_policy(policy_id)}\u00a0» supprimée.")
    return redirect(url_for(".index"))


def _page(form: PolicyLevers, policy_id: int | None) -> ResponseReturnValue:
    page = render_template("policy/edit.html", form=form, policy_id=policy_id)
    return page, 422 if form.errors else 200
