"""How long to wait after failures in a row: growing, never for ever (security requirements, E6)."""

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from inventaire.domain.formats import NO_BREAK

FREE_FOR_ACCOUNT = 5  # failures before the first delay
FREE_FOR_ADDRESS = 20  # a whole town hall may come from one address
FIRST, LONGEST = timedelta(seconds=2), timedelta(minutes=15)
DOUBLINGS = 10  # already past the longest
FORGOTTEN = timedelta(hours=1)  # without a failure
MINUTE = 60
LINE = 64  # bits of the network that one IPv6 line is given


def delay_after(failures: int, free: int) -> timedelta:
    """Give how long to wait after a number of failures in a row, of which some are free."""
    if failures < free:
        return timedelta(0)
    doubled: int = 2 ** min(failures - free, DOUBLINGS)
    return min(FIRST * doubled, LONGEST)


def told(wait: timedelta) -> str:
    """Write a waiting time, rounded up: « 2 secondes », « 15 minutes »."""
    seconds = math.ceil(wait.total_seconds())
    count, unit = (seconds, "seconde") if seconds <= MINUTE else (math.ceil(seconds / MINUTE), "minute")
    return f"{count}{NO_BREAK}{unit}{'s' if count > 1 else ''}"


def network_of(address: str) -> str:
    """Give what stands for one caller: an IPv4 address, or the network of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, LINE), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
