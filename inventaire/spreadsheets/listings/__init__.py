"""What package managers print, or export, of the software of one machine."""

import re

from inventaire.spreadsheets.listings import debian, winget

TOOLS = "winget|dpkg|apt|query|list|liste|logiciels|software|paquets|packages|installed|export|inventaire"
DATE = re.compile(r"[0-9]{1,8}")
PARTS = re.compile(r"[\s_().,]+")
Listing = tuple[str, str, list[list[str]], list[int]]


def read_listing(text: str) -> Listing | None:
    """Give the format, the kind, the rows under their headings, and the lines of these rows; None for another text."""
    return winget.read_export(text) or winget.read_list(text) or debian.read_packages(text)


def machines_named(stem: str) -> list[str]:
    """Give the names that a file may give to its machine: its own, without the words of the tools, its parts."""
    bare = re.sub(rf"(?:^|[-_ .])(?:{TOOLS})(?=$|[-_ .])", " ", stem, flags=re.IGNORECASE).strip(" -_.")
    return list(dict.fromkeys(name for name in (stem, bare, *PARTS.split(bare)) if name and not DATE.fullmatch(name)))
