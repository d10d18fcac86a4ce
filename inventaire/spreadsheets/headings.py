"""Headings compared without accent, case, punctuation, « n° », little words or plural."""

import re

from inventaire.domain.values import key

SERIAL = re.compile(r"\bs\s*/\s*n\b", re.IGNORECASE)
LITTLE = frozenset(("n", "no", "num", "numero", "nr", "de", "d", "du", "des", "l", "la", "le", "les"))
GLPI_GROUP = "information financiere et administrative "


def heading_key(heading: str) -> str:
    """Write a heading as it is compared: « N° de série » → « serie », « S/N » → « sn »."""
    words = [word for word in key(SERIAL.sub("sn", heading)).split() if word not in LITTLE]
    return " ".join(words).removeprefix(GLPI_GROUP)
