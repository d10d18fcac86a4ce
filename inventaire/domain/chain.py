"""The seal that ties each line of the trace to the one before it.

HMAC-SHA256 over the canonical JSON of a line and the seal before it (security requirements, G2).
A trace so kept shows that it was touched; it cannot prevent it.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

FIRST = "0" * 64  # the seal before the first line
CANONICAL = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
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
    return seal_texts(key, previous, [text(line[field]) for field in SEALED])


def seal_texts(key: bytes, previous: str, texts: Sequence[str]) -> str:
    """Seal a line whose SEALED fields are written already, each as its `text`."""
    return _mac(key, text(previous), *texts)


def digest(key: bytes, salt: str, personal: Mapping[str, Any]) -> str:
    """Stand for personal values in the line, so that they can go without breaking the chain."""
    return digest_text(key, salt, text(personal))


def digest_text(key: bytes, salt: str, personal: str) -> str:
    """Stand for personal values that are written already, as their `text`."""
    return _mac(key, '"personal"', text(salt), personal)


def mark(key: bytes, organisation_id: int, sequence: int, last_seal: str) -> str:
    """Vouch for where a chain ends."""
    return _mac(key, '"head"', text(organisation_id), text(sequence), text(last_seal))


def text(value: Any) -> str:
    """Write a value as canonical JSON: what is sealed, and what the trace keeps."""
    if type(value) is str:
        return encode_basestring(value)  # the same, without an encoder made for so little
    if type(value) is int or value == {}:
        return str(value)
    return CANONICAL.encode(value)


def _mac(key: bytes, *texts: str) -> str:
    return hmac.digest(key, f"[{','.join(texts)}]".encode(), "sha256").hex()
