"""The security log: who came in, who was refused, what left; one JSON object a line, a file a month.

A line is one write at the end of a file: several processes may write at once, and nothing rotates under them.
"""

import json
import os
from pathlib import Path
from typing import Any

from flask import current_app, has_request_context, request

from inventaire.models import db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import scope_of

MONTHS_KEPT = 12  # 6 to 12 months are usual for such a log (CNIL, délibération 2021-122)
PATTERN = "securite-*.log"


def note(event: str, **facts: Any) -> None:
    """Write one event with what is known of its author: numbers, never a name, a password or a token."""
    session, moment = db.session(), now()
    line = {
        "at": moment.isoformat(timespec="seconds"),
        "event": event,
        "organisation_id": scope_of(session) or None,
        "account_id": session.info.get(ACTOR, Actor("")).account_id,
        "address": request.remote_addr if has_request_context() else None,
    }
    path = current_app.config["INSTANCE"] / f"securite-{moment:%Y-%m}.log"
    if not path.exists():
        _drop_oldest(path.parent)
    _append(path, json.dumps(line | facts) + "\n")


def _append(path: Path, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def _drop_oldest(folder: Path) -> None:
    """Make room for a new month."""
    for path in sorted(folder.glob(PATTERN), reverse=True)[MONTHS_KEPT - 1 :]:
        path.unlink(missing_ok=True)
