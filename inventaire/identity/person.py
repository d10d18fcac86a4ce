"""A person as a directory or a provider knows them, and how one may be reached."""

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


def is_private(url: str, protected: str = "https") -> bool:
    """Say whether nobody can listen on the way: TLS, or an address of this machine."""
    address = urlsplit(url)
    return address.scheme == protected or (
        address.scheme == protected.removesuffix("s") and address.hostname in LOOPBACK
    )
