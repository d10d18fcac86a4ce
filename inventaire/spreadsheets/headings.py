"""Headings compared without accent, case, punctuation, « n° », little words or plural."""

import re

from inventaire.domain.values import key

SERIAL = re.compile(r"\bs\s*/\s*n\b", re.IGNORECASE)
LITTLE = frozenset(("n", "no", "num", "numero", "nr", "de", "d", "du", "des", "l", "la", "le", "les"))
GLPI_GROUP = re.compile(r"^(?:information financiere et administrative|financial and administrative information) ")
# « numéro » alone is a heading, and the number of a contract is not its name: elsewhere it is a little word
NUMBER = "numero"
NUMBERED = re.compile(r"^(?:n|no|num|numero|nr|ref|reference) (?:(?:de|du) )?(contrat|marche)$")
# Cyrillic letters that look Latin: a well-known product writes « Сatégorie » with the first of them.
LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсухіѕ", "ABEKMHOPCTXaeopcyxis")


def heading_key(heading: str) -> str:
    """Write a heading as it is compared: « N° de série » → « serie », « S/N » → « sn »."""
    plain = SERIAL.sub("sn", heading.translate(LOOKALIKES))
    told = NUMBERED.sub(r"reference \1", key(plain))
    words = " ".join(word for word in told.split() if word not in LITTLE or told == NUMBER)
    return GLPI_GROUP.sub("", words)
