"""Files of the GLPI agent: one JSON object, its envelope and its content."""

import json
from typing import Any, NoReturn

from inventaire.agents.refusals import INCOMPLETE, MALFORMED, NOT_AN_INVENTORY
from inventaire.agents.sections import Sections
from inventaire.domain.errors import UnreadableFile


def read_json(received: bytes) -> Sections:
    """Read the sections of a JSON inventory; raise UnreadableFile with what to do."""
    envelope = _load(received)
    content = envelope.get("content") if isinstance(envelope, dict) else None
    if not isinstance(content, dict):
        raise UnreadableFile(NOT_AN_INVENTORY)
    item = str(envelope.get("itemtype", "Computer"))
    agent, tag = content.get("versionclient"), envelope.get("tag")
    sections = Sections(agent, tag, item, partial=envelope.get("partial") is True)
    for section, value in content.items():
        for leaves in value if isinstance(value, list) else [value]:
            if isinstance(leaves, dict):
                sections.keep(section, leaves)
    return sections


def _load(received: bytes) -> Any:
    try:
        return json.loads(received, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        cut = fault.pos >= len(fault.doc.rstrip()) or fault.msg.startswith("Unterminated")
        raise UnreadableFile(INCOMPLETE if cut else MALFORMED) from None
    except (
        ValueError,
        RecursionError,
    ):  # not Unicode, NaN, a number of thousands of digits, nested without end
        raise UnreadableFile(MALFORMED) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
