"""Rows that nothing can be tied to: nobody else bears one of their numbers or their name."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inventaire.domain.identity import Key, folded, usable_uuid
from inventaire.domain.matching import KnownDevices


def _uuid(text: str) -> str:
    return usable_uuid(text) or ""


# as KnownDevices writes them, without asking whether they identify anything: what is worth nothing is looked at closer
WRITTEN: Mapping[Key, Callable[[str], str]] = {key: _uuid if key is Key.UUID else folded for key in Key}


def unshared(rows: Sequence[Mapping[str, Any]], index: KnownDevices) -> list[bool]:
    """Say of each row whether no other row and no known device bears one of its numbers or its name.

    `find_match` would find nothing for such a row, whatever the rows before it: most rows of a first file are so,
    and to say it of all together costs less than to look for each.
    """
    found = [True] * len(rows)
    for key, write in WRITTEN.items():
        name = key.value
        texts = [row.get(name) for row in rows]
        written = [write(text) if text else "" for text in texts] if any(texts) else ()
        borne = {text for text, count in Counter(written).items() if text and (count > 1 or index.knows(key, text))}
        if borne:
            found = [alone and text not in borne for alone, text in zip(found, written, strict=True)]
    return found
