"""The seal that ties each line of the trace to the one before it.

HMAC-SHA256 over the canonical JSON of a line and the seal before it (security requirements, G2).
A trace so kept shows that it was touched; it cannot prevent it.
"""

import hmac
import json
from collections.abc import Mapping
from typing import Any

FIRST = "0" * 64  # the seal before the first line
SEALED = (
    "organisation_id",
    "sequence",
    "at",
    "actor",
    "account_id",
    "action",
    "subject",
    "subject_id",
    "import_id",
    "before",
    "after",
    "personal_digest",
)


def seal(key: bytes, previous: str, line: Mapping[str, Any]) -> str:
    """Seal a line (its SEALED fields, `at` as UTC ISO text) to the seal before it: 64 hexadecimal signs."""
    return _mac(key, [previous, *(line[field] for field in SEALED)])


def digest(key: bytes, salt: str, personal: Mapping[str, Any]) -> str:
    """Stand for personal values in the line, so that they can go without breaking the chain."""
    return _mac(key, ["personal", salt, personal])


def mark(key: bytes, organisation_id: int, sequence: int, last_seal: str) -> str:
    """Vouch for where a chain ends."""
    return _mac(key, ["head", organisation_id, sequence, last_seal])


def _mac(key: bytes, content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()
