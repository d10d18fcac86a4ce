"""Where a change is asked from: a page of this service, and no other."""

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import BadRequest, SecurityError

from inventaire.services.security_log import note
from inventaire.views.session import pattern_of_request

READING = {"GET", "HEAD", "OPTIONS"}
UNKNOWN_NAME = (
    "Le service ne répond pas sous ce nom. Son administrateur l’indique dans INVENTAIRE_ADRESSE, "
    "et le serveur mandataire transmet l’en-tête Host tel quel.\n"
)


class ElsewhereError(BadRequest):
    """A change asked by a page of another site."""


def guard_origin(app: Flask) -> None:
    """Refuse changes asked from elsewhere, and every request under a name that is not ours."""

    @app.before_request
    def _refuse_elsewhere() -> None:
        if request.method in READING or _is_ours():
            return
        if current_user.is_authenticated:  # a stranger's would fill the log at will
            note("refused_elsewhere", path=pattern_of_request())
        raise ElsewhereError

    @app.errorhandler(SecurityError)
    def _unknown_name(_error: SecurityError) -> ResponseReturnValue:
        # plain text: under such a name, no address of a page can be made
        return UNKNOWN_NAME, 400, {"Content-Type": "text/plain; charset=utf-8"}


def _is_ours() -> bool:
    """Believe what the browser says of the page that asks; where it says nothing, the CSRF token stands alone."""
    ours = current_app.config["PUBLIC_ADDRESS"] or request.host_url.rstrip("/")
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site in (None, "same-origin") and origin in (None, ours)
