"""Who is signed in, for which organisation, and which right each page asks."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, g, request
from flask_login import LoginManager, UserMixin, current_user

from inventaire.domain.rights import Right, may
from inventaire.services.session import Person, person_of

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "inventaire_right"
login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person behind the request."""

    def __init__(self, token: str, person: Person | None = None) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """Give what the browser keeps: the service alone knows whom it stands for."""
        return self.token


def asks(right: Right) -> Callable[[View], View]:
    """Declare the one right that a route asks; a route without one cannot be opened."""

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, right)
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
            return None
        return login_manager.unauthorized() if g.role is None and right is not None else abort(403)


def forget_visitor() -> None:
    """Go on with this request as a stranger's, so that nothing more is asked of the database."""
    g.role, g._login_user = None, login_manager.anonymous_user()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> SignedIn | None:
    person = person_of(token)
    return SignedIn(token, person) if person else None
