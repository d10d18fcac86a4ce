"""Sign-in through the town's directory or a provider, and what links an account to them."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inventaire.domain.errors import Conflict, NotFound, WrongPassword
from inventaire.domain.rights import Right
from inventaire.forms.account import DirectoryForm
from inventaire.services import directory, provider, sign_in
from inventaire.services import identity as identities
from inventaire.services import invitation as invitations
from inventaire.services.account import STALE_LINK
from inventaire.services.database import is_ready
from inventaire.views.session import admit, asks, caller

bp = Blueprint("identity", __name__)
LEFT = "left_for_provider"
NO_DIRECTORY = "Ce service n’a pas d’annuaire."


@bp.app_context_processor
def _provider() -> dict[str, Any]:
    return {"provider_name": provider.provider_name, "has_directory": directory.is_declared}


@bp.post("/connexion/oidc")
@asks(Right.PUBLIC)
def leave() -> ResponseReturnValue:
    """Go and sign in at the provider, with an invitation or without."""
    return _leave(next=request.args.get("next"), invitation=request.args.get("invitation"))


@bp.get("/connexion/oidc/retour")
@asks(Right.PUBLIC)
def come_back() -> ResponseReturnValue:
    """Come back from the provider: signed in, a member, or linked."""
    kept, (address, _) = session.pop(LEFT, ""), caller()
    known, about = provider.come_back(kept, _return_address(), request.args.to_dict(), address)
    if about.get("account_id"):
        identities.link(current_user.person if current_user.is_authenticated else None, known, about["account_id"])
        flash("Votre compte est relié\u00a0: vous pouvez désormais vous connecter ainsi.")
        return redirect(url_for("own_account.show"))
    return admit(sign_in.enter_known(known, about.get("invitation"), *caller()), about.get("next"))


@bp.post("/compte/identites/relier")
@asks(Right.READ, confirmed=True)
def link() -> ResponseReturnValue:
    """Go to the provider to link one's account to it."""
    return _leave(account_id=current_user.person.account.id)


@bp.post("/compte/identites/<row:identity_id>/delier")
@asks(Right.READ, confirmed=True)
def unlink(identity_id: int) -> ResponseReturnValue:
    """Let an identity open one's account no longer."""
    identities.unlink(current_user.person, identity_id)
    flash("Cette identité n’ouvre plus votre compte, vos autres sessions sont fermées.")
    return redirect(url_for("own_account.show"))


@bp.route("/premier-acces/<token>/annuaire", methods=["GET", "POST"])
@asks(Right.PUBLIC)
def first_access(token: str) -> ResponseReturnValue:
    """Become a member through a one-time link and the directory."""
    if not directory.is_declared():
        raise NotFound(NO_DIRECTORY)
    if not is_ready():
        raise NotFound(STALE_LINK)
    invited, form = invitations.invited_by(token), DirectoryForm()
    if form.validate_on_submit():
        try:
            entry = sign_in.join_by_directory(token, form.email.data or "", form.password.data, *caller())
        except (Conflict, WrongPassword) as refusal:
            form.password.errors = [str(refusal)]
        else:
            return admit(entry, None)
    page = render_template("account/directory.html", form=form, invited=invited, token=token)
    return page, 422 if form.errors else 200


def _leave(**about: Any) -> ResponseReturnValue:
    """Leave for the provider; whoever is signed in here already is to prove again who they are."""
    address, session[LEFT] = provider.leave(_return_address(), anew=current_user.is_authenticated, **about)
    return redirect(address)


def _return_address() -> str:
    """Give where the provider sends people back, as it is declared there."""
    home = current_app.config["PUBLIC_ADDRESS"] or request.host_url.rstrip("/")
    return f"{home}{url_for('identity.come_back')}"
