"""Who is signed in, for which organisation, and which right each page asks."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from inventaire.domain.rights import Right, may
from inventaire.services.second_factor import is_lacking
from inventaire.services.security_log import note
from inventaire.services.session import Person, close_session, is_confirmed, person_of
from inventaire.services.sign_in import Entry

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE, CONFIRMED = "inventaire_right", "inventaire_confirmed"
HALF_WAY = "half_way"
OWN_PAGES = {"own_account", "password", "second_factor"}  # where somebody who lacks a second factor gets one
login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person behind the request."""

    def __init__(self, token: str, person: Person | None = None) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """Give what the browser keeps: the service alone knows whom it stands for."""
        return self.token


def asks(right: Right, *, confirmed: bool = False) -> Callable[[View], View]:
    """Declare the one right that a route asks; a route without one cannot be opened.

    A sensitive one asks the person to have given their password a moment ago (`confirmed`).
    """

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, right)
        setattr(view, CONFIRMED, confirmed)
        return view

    return declare


def right_of(app: Flask, endpoint: str) -> Right | None:
    """Give the right that a route declared, or None."""
    if endpoint == "static":
        return Right.PUBLIC
    return getattr(app.view_functions[endpoint], ATTRIBUTE, None)


def guard(app: Flask) -> None:
    """Hold every request to its organisation and to the right its route declares."""
    login_manager.init_app(app)

    @app.before_request
    def _check() -> Any:
        g.role = None
        if request.endpoint is None:
            return None
        right = right_of(app, request.endpoint)
        if request.endpoint != "static" and current_user.is_authenticated:
            g.organisation, g.role = current_user.person.organisation, current_user.person.role
        if right is not None and may(g.role, right):
            return _ask_first(request.endpoint, right)
        if g.role is None and right is not None:
            return login_manager.unauthorized()
        note("refused", method=request.method, path=pattern_of_request())
        return abort(403)


def pattern_of_request() -> str:
    """Give the pattern of the address asked for: the address itself may hold a one-time token."""
    return request.url_rule.rule if request.url_rule else ""


def admit(entry: Entry, target: str | None) -> ResponseReturnValue:
    """Lead somebody to the page they wanted, or first to where their code is asked; who was signed in here is out."""
    if current_user.is_authenticated:
        close_session(current_user.token)
    if not entry.half_way:
        enter(entry.token)
        return redirect(local(target))
    session.clear()
    session[HALF_WAY] = entry.token
    return redirect(url_for("second_factor.ask", next=target))


def enter(token: str) -> None:
    """Keep a new token in this browser, and nothing of what it kept before."""
    session.clear()
    login_user(SignedIn(token, person_of(token)))


def leave() -> None:
    """Leave nothing in this browser."""
    logout_user()
    session.clear()


def caller() -> tuple[str, str]:
    """Say where a request comes from: its address, its browser."""
    return request.remote_addr or "", request.user_agent.string


def local(target: str | None) -> str:
    """Keep a path of this site; anything that a browser could take for elsewhere leads home."""
    safe = target and target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if safe and target else url_for("dashboard.show")


def _ask_first(endpoint: str, right: Right) -> ResponseReturnValue | None:
    """Ask what a granted page still lacks: a second factor where the role must have one, the password given again."""
    own = request.blueprint in OWN_PAGES or endpoint == "account.logout"
    if right is not Right.PUBLIC and not own and is_lacking(current_user.person):
        return redirect(url_for("second_factor.show"))
    asked = getattr(current_app.view_functions[endpoint], CONFIRMED, False)
    return _ask_confirmation() if asked and not is_confirmed(current_user.person) else None


def _ask_confirmation() -> ResponseReturnValue:
    """Ask for the password before a sensitive page; a form sent too late is to be filled in again."""
    if request.method == "GET":
        return redirect(url_for("own_account.confirm", next=request.full_path.rstrip("?")))
    flash("Rien n’a été enregistré\u00a0: donnez votre mot de passe, puis recommencez.", "error")
    came_from = urlsplit(request.referrer or "")
    return redirect(url_for("own_account.confirm", next=came_from.path))


def forget_visitor() -> None:
    """Go on with this request as a stranger's, so that nothing more is asked of the database."""
    g.role, g._login_user = None, login_manager.anonymous_user()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> SignedIn | None:
    person = person_of(token)
    return SignedIn(token, person) if person else None
