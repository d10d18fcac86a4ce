"""What an agent says when it calls in: the kind of its message, told from its two ends.

The message itself is read later, in a child process: here only words are looked for.
"""

import codecs
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

HEAD, TAIL = 1 << 16, 1 << 12
BOM = codecs.BOM_UTF8.decode("latin-1")
QUERY = re.compile(r"<QUERY>\s*(\w{1,40})\s*</QUERY>")
ACTION = re.compile(r'"action"\s*:\s*"([\w-]{1,40})"')
DEVICE = re.compile(r'<DEVICEID>\s*([^<]{1,255})</DEVICEID>|"deviceid"\s*:\s*"([^"]{1,255})"')


class Kind(Enum):
    """What is asked, or handed over."""

    PROLOG = "PROLOG"
    CONTACT = "contact"
    INVENTORY = "inventory"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its kind, whether it is JSON, the word that names it, and what the agent calls itself."""

    kind: Kind
    is_json: bool
    word: str
    device: str


def message_in(path: Path) -> Message:
    """Tell what a message is: JSON says it first, XML at its end; one that says nothing is an inventory."""
    head, tail = _ends(path)
    is_json = head.removeprefix(BOM).lstrip().startswith("{")
    found = ACTION.search(head) if is_json else QUERY.search(tail) or QUERY.search(head)
    word = found[1] if found else Kind.INVENTORY.value
    known = {Kind.CONTACT.value: Kind.CONTACT} if is_json else {Kind.PROLOG.value: Kind.PROLOG}
    usual = Kind.INVENTORY if word.lower() == Kind.INVENTORY.value else Kind.OTHER
    called = DEVICE.search(head) or DEVICE.search(tail)
    device = next(filter(None, called.groups()), "") if called else ""
    return Message(known.get(word, usual), is_json, word, device.strip())


def _ends(path: Path) -> tuple[str, str]:
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read(TAIL)
    return head.decode("latin-1"), tail.decode("latin-1")  # the words are ASCII: any encoding that holds ASCII will do
