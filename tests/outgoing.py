"""Keeps the process of the tests on this machine: whatever would leave it fails where it starts."""

import sys
from ipaddress import ip_address

CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
QUESTIONS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def stay_on_this_machine():
    """Refuse every call towards another machine, a mere question about its name included, until the process ends."""
    sys.addaudithook(_refuse)


def _refuse(event, arguments):
    host = None
    if event in CALLS and isinstance(arguments[1], tuple):  # otherwise the path of a socket, in a folder
        host = arguments[1][0]
    elif event in QUESTIONS:
        host = arguments[0]
    if host and not _here(host):
        raise AssertionError(f"A test went out to {host}.")


def _here(host):
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
