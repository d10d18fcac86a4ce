"""Networks as an administrator writes them: « 10.1.0.0/16, 192.0.2.7 »."""

import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network

BAD = "« {} » n’est ni une adresse ni un réseau : écrivez par exemple 10.1.0.0/16 ou 192.0.2.7."


def read_networks(written: str) -> list[str]:
    """Read networks between commas or spaces, each once. Raises ValueError with a French sentence."""
    return list(dict.fromkeys(_network(word) for word in re.split(r"[\s,;]+", written) if word))


def is_inside(address: str, networks: Iterable[str]) -> bool:
    """Say whether an address stands in one of these networks; where there are none, any does."""
    known = [ip_network(network) for network in networks]
    try:
        found = ip_address(address)
    except ValueError:
        return not known
    plain = (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found
    return not known or any(plain in network for network in known)


def _network(word: str) -> str:
    try:
        return str(ip_network(word, strict=False))
    except ValueError:
        raise ValueError(BAD.format(word)) from None
