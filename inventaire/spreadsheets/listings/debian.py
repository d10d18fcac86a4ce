"""The packages of a Debian machine: `dpkg-query -W`, `dpkg -l`, `apt list --installed`."""

import re
from collections.abc import Callable

NAME = r"[a-z0-9][a-z0-9+.-]+"
QUERIED = re.compile(rf"({NAME})(?::[a-z0-9-]+)?\t([^\t]*)(?:\t([^\t]*)\t([^\t]*)\t([0-9]*)\t([^\t]*)\t([^\t]*))?")
RULE = re.compile(r"\+\+\+-=[-=]*")
LISTED = re.compile(rf"([a-z])([a-z])([A-Z ])? +({NAME})(?::[a-z0-9-]+)? +(\S+)(?: +(\S+))?(?: +.*)?", re.IGNORECASE)
APT = re.compile(rf"({NAME})/(\S*) (\S+) (\S+)(?: \[(.*)\])?")
FIRST = re.compile(rf"\+\+\+-|{NAME}(?::[a-z0-9-]+)?\t|{NAME}/\S* \S+ \S+")
HEAD = 8_192
CHATTER = re.compile(r"(?:listing|en train de lister|warning|n:|w:|avertissement).*", re.IGNORECASE)
HEADINGS = ["Package", "Version", "Architecture", "Status", "Automatic"]
Row = list[str]
Listing = tuple[str, str, list[Row], list[int]]


def read_packages(text: str) -> Listing | None:
    """Recognise and read a list of packages by its very lines."""
    if not any(FIRST.match(line) for line in text[:HEAD].splitlines()[:20]):
        return None
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    rule = next((rank for rank, (_, line) in enumerate(lines[:20]) if RULE.fullmatch(line.strip())), None)
    if rule is not None:
        return _listing("dpkg_list", lines[rule + 1 :], _listed)
    if lines and all(QUERIED.fullmatch(line) for _, line in lines):
        return _listing("dpkg_query", lines, _queried)
    spoken = [one for one in lines if not CHATTER.fullmatch(one[1])]
    if spoken and all(APT.fullmatch(line) for _, line in spoken):
        return _listing("apt_list", spoken, _apt)
    return None


def _listing(kind: str, lines: list[tuple[int, str]], read: Callable[[str], Row | None]) -> Listing:
    found = [(number, row) for number, line in lines if (row := read(line))]
    return "txt", kind, [HEADINGS, *(row for _, row in found)], [number for number, _ in found]


def _queried(line: str) -> Row | None:
    found = QUERIED.fullmatch(line)
    if not found:
        return None
    status = (found[4] or ("installed" if found[2] else "absent")).split()
    return [found[1], found[2], found[3] or "", status[-1] if status else "", ""]


def _listed(line: str) -> Row | None:
    found = LISTED.fullmatch(line.strip())
    if not found:
        return None
    return [found[4], found[5], found[6] or "", "installed" if found[2] == "i" else "removed", ""]


def _apt(line: str) -> Row | None:
    found = APT.fullmatch(line)
    if not found:
        return None
    said = (found[5] or "").casefold()
    automatic = "automatic" if "automati" in said else ""
    return [found[1], found[3], found[4], "installed" if said.startswith("install") else "removed", automatic]
