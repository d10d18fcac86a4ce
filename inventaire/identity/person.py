"""A person as a directory or a provider knows them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known elsewhere: `issuer` and `subject` together name them for ever; the rest only informs."""

    issuer: str
    subject: str
    email: str
    name: str


def stays_here(url: str) -> bool:
    """Say whether an address is on this machine, where nobody listens on the way."""
    return urlsplit(url).hostname in LOOPBACK
