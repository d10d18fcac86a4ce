"""What an agent is answered, in the words of its own protocol; nothing is ever asked of it but an inventory."""

import json
from html import escape
from typing import Any, NamedTuple

from inventaire.agents.messages import Kind, Message
from inventaire.agents.unfolding import Folding, fold

HOURS = 24  # between two inventories of one machine
FORMAT = "10.0.0"  # the version of GLPI's inventory format that is read
NOT_ASKED = ["netdiscovery", "netinventory", "esx", "collect", "deploy", "wakeonlan"]
TYPES = {
    Folding.NONE: "application/xml",
    Folding.ZLIB: "application/x-compress-zlib",
    Folding.GZIP: "application/x-compress-gzip",
}
ASKED = f"<RESPONSE>SEND</RESPONSE><PROLOG_FREQ>{HOURS}</PROLOG_FREQ>"
TAKEN = "<RESPONSE>no_account_update</RESPONSE>"
CONTACT = {
    "status": "ok",
    "expiration": HOURS,
    "tasks": {"inventory": {"server": "glpi", "version": FORMAT}},
    "disabled": NOT_ASKED,
}


class Answer(NamedTuple):
    """The body of an answer, and what it is."""

    body: bytes
    content_type: str


def answer_to(message: Message, folding: Folding, *, speaks_json: bool) -> Answer:
    """Answer a message that was understood.

    An agent that says it also speaks JSON (`speaks_json`) is told so when it asks in XML.
    """
    asks = message.kind in (Kind.PROLOG, Kind.CONTACT)
    if message.is_json or (asks and speaks_json):
        return _json(CONTACT if asks else {"status": "ok"})
    return _xml(ASKED if asks else TAKEN, folding)


def nothing_to_do() -> Answer:
    """Answer an agent that asks for other work."""
    return _json({})


def refusal(reason: str, *, is_json: bool, folding: Folding = Folding.NONE) -> Answer:
    """Tell an agent why it is refused: it writes that in its log."""
    if is_json:
        return _json({"status": "error", "message": reason})
    return _xml(f"<ERROR>{escape(reason, quote=False)}</ERROR>", folding)


def _json(said: dict[str, Any]) -> Answer:
    return Answer(json.dumps(said, ensure_ascii=False).encode(), "application/json")


def _xml(said: str, folding: Folding) -> Answer:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<REPLY>{said}</REPLY>\n'
    return Answer(fold(text.encode(), folding), TYPES[folding])
