"""What identifies a machine: the serials, UUIDs and numbers that are worth something.

Source: references, import formats, sections 2 (what makers write for nothing) and 14 (order of the keys),
and the default blacklist of GLPI.
"""

import re
import unicodedata
from functools import lru_cache

from inventaire.domain.vocabulary import Term

# Written where there is nothing to write; letters and digits only, lower case.
WRITTEN_FOR_NOTHING = """
    aucun aucune asset1234567890 assetno assettag atn12345678901234567 baseboardserialnumber
    chassisassettag chassisserialnumber default defaultstring empty eval iatpass inconnu invalid na nc neant
    nil noassetinformation noassettag none nonrenseigné noserial notapplicable notassigned notavailable notset
    notspecified null nullstring néant oem oemserial oemstring releasekeys sansobjet serial serialnumber sn
    sn123456fvgv3i0b8o5n6n7k systemmanufacturer systemname systemproductname systemserialnumb
    systemserialnumber tobedefinedbyoem tobefilled tobefilledbyoem tulipcomputers undefined unknow unknown
    unspecified
"""
UUIDS_FOR_NOTHING = """
    00020003000400050006000700080009 03000200040005000006000700080009
    123456781234567890abcddeefaabbcc 6ab5b300538d10149fb5b0684d007b53
"""
MAKERS = {"hewlett": "hp", "hpe": "hp", "asustek": "asus"}  # first words that are one maker
JUNK, JUNK_UUIDS = frozenset(WRITTEN_FOR_NOTHING.split()), frozenset(UUIDS_FOR_NOTHING.split())
COUNTED = {row[:length] for row in ("12345678901234567890", "01234567890123456789") for length in range(21)}
BINARY = set("01")
COUNTING_PREFIX = re.compile(r"^(sn|sys|mb)(?=\d)")
DAMAGED = re.compile(r"\d[.,]\d+e\+?\d+|\de\+\d+", re.IGNORECASE)  # a long number that a spreadsheet rounded
NEITHER = re.compile(r"[\W_]+")  # letter nor digit
SHORTEST_SERIAL = 4


class Key(Term):
    """What a row can be recognised by, the surest first."""

    SERIAL = "serial", "le numéro de série"
    UUID = "uuid", "l’UUID"
    INVENTORY_NUMBER = "inventory_number", "le numéro d’inventaire"
    LEDGER_NUMBER = "ledger_number", "le numéro d’immobilisation"
    NAME = "name", "le nom"


def usable_serial(text: str | None) -> str | None:
    """Give a serial number without its outer spaces, or None when it identifies nothing."""
    written = tidy(text)
    signs = _bare(written.casefold())
    if len(signs) < SHORTEST_SERIAL or signs in JUNK or DAMAGED.fullmatch(written):
        return None
    different = set(signs)
    if len(different) == 1 or different <= BINARY or COUNTING_PREFIX.sub("", signs) in COUNTED:
        return None
    return written


def usable_uuid(text: str | None) -> str | None:
    """Give a UUID in its usual form, lower case with hyphens, or None when it identifies nothing."""
    digits = bare(text)
    if not re.fullmatch(r"[0-9a-f]{32}", digits) or digits in JUNK_UUIDS:
        return None
    if len({digits[start : start + 2] for start in range(0, 32, 2)}) == 1:
        return None
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def usable_inventory_number(text: str | None) -> str | None:
    """Give an inventory number without its outer spaces; a town may well number 7 or 1111."""
    written = tidy(text)
    signs = _bare(written.casefold())
    return None if signs in JUNK or not signs.strip("0") else written


def tidy(text: str | None) -> str:
    """Give a text with single spaces and one form for each letter."""
    if not text:
        return ""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def folded(text: str | None) -> str:
    """Give a text as it is compared: tidy, without upper case."""
    return tidy(text).casefold()


def bare(text: str | None) -> str:
    """Give the letters and digits of a text, without upper case."""
    return _bare(folded(text))


@lru_cache(maxsize=1_000)
def maker_of(text: str | None) -> str | None:
    """Give the word a maker is known by, None for what names nobody: « Dell Inc. » and « DELL » are one."""
    words = re.findall(r"\w+", folded(text))
    return MAKERS.get(words[0], words[0]) if words and bare(text) not in JUNK else None


def _bare(signs: str) -> str:
    return signs if signs.isalnum() else NEITHER.sub("", signs)
