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
REQUEST_ID = re.compile(r"[0-9A-F]{8}")
TOO_LARGE = "Cet envoi dépasse 32 Mio : ce n’est pas l’inventaire d’un seul poste."
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
