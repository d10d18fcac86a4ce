"""The members of the organisation: list, invitation, role, and the way out."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inventaire.domain.errors import Conflict
from inventaire.domain.rights import Right
from inventaire.forms.member import ConfirmationForm, InvitationForm, MemberForm
from inventaire.services import account as accounts
from inventaire.services import invitation as invitations
from inventaire.services import member as members
from inventaire.services.device import departments
from inventaire.views.session import asks

bp = Blueprint("member", __name__, url_prefix="/administration/membres")


@bp.get("")
@asks(Right.ADMINISTER)
def index() -> ResponseReturnValue:
    """List the members, and the invitations that wait."""
    return render_template(
        "member/index.html", members=members.list_members(), invitations=invitations.list_invitations()
    )


@bp.route("/inviter", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def invite() -> ResponseReturnValue:
    """Show the form of an invitation, or its link, once."""
    form, link = InvitationForm(), None
    form.department_id.offer(departments())
    if form.validate_on_submit():
        token = accounts.invite(g.organisation, form.role.data, form.department_id.data, form.email.data)
        link = url_for("account.first_access", token=token, _external=True)
    return render_template("member/invite.html", form=form, link=link), 422 if form.errors else 200


@bp.post("/invitations/<row:invitation_id>/revoquer")
@asks(Right.ADMINISTER)
def revoke(invitation_id: int) -> ResponseReturnValue:
    """Close the link of an invitation."""
    invitations.revoke_invitation(invitation_id)
    flash("Invitation révoquée : son lien ne s’ouvre plus.")
    return redirect(url_for(".index"))


@bp.route("/<row:member_id>", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def edit(member_id: int) -> ResponseReturnValue:
    """Show a member and what they may do, or change it."""
    member = members.get_member(member_id)
    form = MemberForm(obj=member)
    form.department_id.offer(departments())
    if form.validate_on_submit():
        try:
            members.change_role(member_id, form.known_version(), **form.values())
        except Conflict as conflict:
            form.form_errors.append(str(conflict))
            form.version.data = str(members.get_member(member_id).version)
        else:
            flash(f"{member.name} : rôle enregistré, ses sessions sont fermées.")
            return redirect(url_for(".index"))
    return _page("member/edit.html", member, form), 422 if form.errors else 200


@bp.post("/<row:member_id>/desactiver")
@asks(Right.ADMINISTER, confirmed=True)
def disable(member_id: int) -> ResponseReturnValue:
    """Close the account of a member."""
    return _act(members.disable_member, member_id)


@bp.post("/<row:member_id>/reactiver")
@asks(Right.ADMINISTER, confirmed=True)
def enable(member_id: int) -> ResponseReturnValue:
    """Open the account of a member again."""
    return _act(members.enable_member, member_id)


@bp.route("/<row:member_id>/retirer", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def remove(member_id: int) -> ResponseReturnValue:
    """Ask whether to take a member away, or do it."""
    member = members.get_member(member_id)
    form = ConfirmationForm(obj=member)
    return _act(members.remove_member, member_id) if form.is_submitted() else _page("member/remove.html", member, form)


@bp.route("/<row:member_id>/second-facteur", methods=["GET", "POST"])
@asks(Right.ADMINISTER, confirmed=True)
def second_factor(member_id: int) -> ResponseReturnValue:
    """Ask whether to take a lost second factor away, or do it."""
    member = members.get_member(member_id)
    form = ConfirmationForm(obj=member)
    if form.is_submitted():
        return _act(members.reset_second_factor, member_id)
    return _page("member/second_factor.html", member, form)


def _act(use_case: Callable[[int, int], members.Fate], member_id: int) -> ResponseReturnValue:
    try:
        fate = use_case(member_id, ConfirmationForm().known_version())
    except Conflict as conflict:
        flash(str(conflict), "error")
        return redirect(url_for(".edit", member_id=member_id))
    flash(fate.label)
    return redirect(url_for(".index"))


def _page(template: str, member: Any, form: MemberForm | ConfirmationForm) -> str:
    return render_template(
        template,
        member=member,
        form=form,
        own=member.account_id == current_user.person.account.id,
        elsewhere=members.belongs_elsewhere(member.account_id),
    )
