"""Forms sent twice, by a double click or a page sent again: the second sending is answered as the first."""

import json
import secrets
from hashlib import sha256

from flask import Flask, flash, g, get_flashed_messages, redirect, request
from flask_login import current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from inventaire.domain.errors import ONCE
from inventaire.services import once

FIELD, MARK = "csrf_token", "~"  # no sign of a token
BAD = 400
CHUNK = 1 << 16


class OnceProtect(CSRFProtect):  # type: ignore[misc]
    """The guard against forged requests, whose token also bears the mark of the page it was written on."""

    def _get_csrf_token(self) -> str | None:
        token = super()._get_csrf_token()
        return token.partition(MARK)[0] if token else None


def hold_to_once(app: Flask) -> OnceProtect:
    """Guard every form, and record once those of people who are signed in."""
    app.before_request(_mark_page)
    guard = OnceProtect(app)
    app.before_request(_recognise)
    app.after_request(_settle)
    return guard


def _mark_page() -> None:
    if request.endpoint != "static" and current_user.is_authenticated:
        setattr(g, FIELD, f"{generate_csrf()}{MARK}{secrets.token_urlsafe(9)}")


def _recognise() -> Response | None:
    """Lead a form that was recorded where it led; note the others, for their transaction to take them."""
    if not g.get("csrf_valid") or not current_user.is_authenticated or MARK not in request.form.get(FIELD, ""):
        return None
    g.sending = once.begin(_key(), current_user.person.sign_in.id)
    return _again()


def _settle(response: Response) -> Response:
    """Keep where a recorded form leads; a sending refused because another was recorded leads where that one led."""
    sending = g.get("sending")
    if sending is None:
        return response
    refused = response.status_code >= BAD
    if sending.is_recorded:
        once.settle(sending, None if refused else response.location or once.NOWHERE)
    elif refused or sending.was_sent:
        get_flashed_messages()  # a refusal that does not hold
        return _again() or response
    return response


def _again() -> Response | None:
    """Give the answer of the first sending; None when there was none, or it led nowhere."""
    leads_to = once.answer_to(g.sending)
    if not leads_to:
        return None
    flash(ONCE)
    return redirect(leads_to)


def _key() -> str:
    """Name a form as it was filled in on one page: other values on the same page make another form."""
    files = [[name, file.filename, _digest(file)] for name, file in request.files.items(multi=True)]
    sent = [request.full_path, list(request.form.items(multi=True)), files]
    return sha256(json.dumps(sent).encode()).hexdigest()


def _digest(file: FileStorage) -> str:
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
