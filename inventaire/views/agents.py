"""Where agents call: the address that they are given as their server; no page, no session, no other right."""

import re
from collections.abc import Iterator

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from inventaire.domain.errors import TooLarge
from inventaire.domain.rights import Right
from inventaire.services.agents import calls, taking
from inventaire.views.session import asks

bp = Blueprint("agents", __name__, url_prefix="/agents")
CHUNK = 1 << 16
REALM = "Inventaire"  # which the agent of OCS is told too
REQUEST_ID = re.compile(r"[0-9A-F]{8}")
TOO_LARGE = "Cet envoi dépasse 32 Mio : ce n’est pas l’inventaire d’un seul poste."
ASK = {"WWW-Authenticate": f'Basic realm="{REALM}"'}
ASKED = "Donnez à l’agent un utilisateur, quel qu’il soit, et pour mot de passe le jeton de son site.\n"
HERE = "Les agents de votre parc appellent à cette adresse : donnez-la leur comme serveur.\n"


@bp.post("/<token>")
@asks(Right.PUBLIC)
def call(token: str) -> ResponseReturnValue:
    """Hear an agent, and answer it in its own words once what it hands over is safe."""
    request.max_content_length = current_app.config["MAX_UPLOAD_LENGTH"]
    speaks_json = "GLPI-Agent-ID" in request.headers
    answer, status = calls.hear(token, _chunks(), request.remote_addr or "", speaks_json=speaks_json)
    taking.take_in_at_once()
    return _answer(answer.body, answer.content_type, status)


@bp.get("/<token>")
@asks(Right.PUBLIC)
def look(token: str) -> ResponseReturnValue:
    """Answer an agent that asks for other work: there is none; and a person who looks whether they get here."""
    answer = calls.look(token, request.remote_addr or "")
    if "action" in request.args:
        return _answer(answer.body, answer.content_type)
    return _answer(HERE.encode(), "text/plain; charset=utf-8")


@bp.post("")
@asks(Right.PUBLIC)
def call_with_password() -> ResponseReturnValue:
    """Hear an agent whose token is its password, and in no address."""
    return call(token) if (token := _password()) else _ask_who()


@bp.get("")
@asks(Right.PUBLIC)
def look_with_password() -> ResponseReturnValue:
    """Answer such an agent that asks for other work."""
    return look(token) if (token := _password()) else _ask_who()


def _password() -> str | None:
    """Give the token that an agent says as its password, whatever the user."""
    told = request.authorization
    return told.password if told and told.type == "basic" else None


def _ask_who() -> ResponseReturnValue:
    """Ask for a user and a password: agents give theirs only then, once what they began to send is heard out."""
    for _ in _chunks():
        pass
    return Response(ASKED, 401, ASK, content_type="text/plain; charset=utf-8")


def _chunks() -> Iterator[bytes]:
    try:
        while chunk := request.stream.read(CHUNK):
            yield chunk
    except RequestEntityTooLarge:
        raise TooLarge(TOO_LARGE) from None


def _answer(body: bytes, content_type: str, status: int = 200) -> ResponseReturnValue:
    """Make the answer, under the number that the agent gave its request."""
    response = Response(body, status, content_type=content_type)
    asked = request.headers.get("GLPI-Request-ID", "")
    if REQUEST_ID.fullmatch(asked):
        response.headers["GLPI-Request-ID"] = asked
    return response
