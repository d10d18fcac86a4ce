"""What winget says of a Windows machine: the JSON of `winget export`, the table of `winget list`."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from inventaire.domain.errors import UnreadableFile

NOT_OURS = (
    "Ce fichier JSON n’est ni l’inventaire d’un agent, ni un export de winget : "
    "donnez l’un des deux, ou un tableur .xlsx, .ods ou .csv."
)
HEAD = 8_192
RULE = re.compile(r"-{10,}")
WORDS = {"name": "Name", "nom": "Name", "id": "Id", "version": "Version", "available": "Available"}
WORDS |= {"disponible": "Available", "source": "Source"}
HEADINGS = ["Name", "Publisher", "Version", "Id", "Source"]
Row = list[str]
Listing = tuple[str, str, list[Row], list[int]]


def read_export(text: str) -> Listing | None:
    """Read the JSON of an export; a JSON of another kind is refused."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        content = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise UnreadableFile(NOT_OURS) from None
    sources = content.get("Sources")
    if not isinstance(sources, list):
        raise UnreadableFile(NOT_OURS)
    rows = [row for source in sources if isinstance(source, dict) for row in _packages(source)]
    return "json", "winget_export", [HEADINGS, *rows], list(range(1, len(rows) + 1))


def _packages(source: dict[str, Any]) -> Iterator[Row]:
    """Part the identifier of each package: its publisher comes before the first point."""
    packages = source.get("Packages")
    for package in packages if isinstance(packages, list) else []:
        identifier = package.get("PackageIdentifier") if isinstance(package, dict) else None
        if isinstance(identifier, str) and identifier.strip():
            publisher, _, name = identifier.strip().partition(".")
            version = package.get("Version")
            told = version if isinstance(version, str) else ""
            yield [(name or publisher).replace(".", " "), publisher if name else "", told, identifier, ""]


def read_list(text: str) -> Listing | None:
    """Read the table that is printed, cut under its headings by the width of the signs."""
    if not RULE.search(text[:HEAD]):
        return None
    lines = [line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n")]
    rule = next((number for number, line in enumerate(lines[:50]) if RULE.fullmatch(line.strip())), 0)
    columns = _columns(lines[rule - 1]) if rule else []
    names = [name for name, _ in columns]
    if not {"Name", "Id", "Version"} <= set(names):
        return None
    rows, numbers = [], []
    for number, line in enumerate(lines[rule + 1 :], start=rule + 2):
        cells = dict(zip(names, _cut(line, [start for _, start in columns]), strict=True))
        if cells["Id"].strip() and cells["Name"].endswith(" "):  # a sentence after the table runs over its columns
            told = {name: cell.strip() for name, cell in cells.items()}
            rows.append([told["Name"], "", told["Version"], told["Id"], told.get("Source", "")])
            numbers.append(number)
    return "txt", "winget_list", [HEADINGS, *rows], numbers


def _columns(line: str) -> list[tuple[str, int]]:
    """Give the headings that are known, and where each begins."""
    found = [(WORDS.get(match[0].casefold()), _width(line[: match.start()])) for match in re.finditer(r"\S+", line)]
    return [(name, start) for name, start in found if name]


def _cut(line: str, starts: list[int]) -> list[str]:
    columns = [""] * len(starts)
    at = 0
    for sign in line:
        place = max((rank for rank, start in enumerate(starts) if start <= at), default=0)
        columns[place] += sign
        at += _width(sign)
    return columns


def _width(text: str) -> int:
    """Count the columns that a text takes on a screen: a Chinese sign takes two, a combining accent none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(bool(unicodedata.combining(sign)) for sign in text)
