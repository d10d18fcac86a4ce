"""Raw names of software brought down to what can be compared.

Light keeps every word; strong drops what changes from one copy of the same software to the next:
architecture, language, code name, dotted version, year. No word is ever guessed or mended.
Source: references, catalogue schema, section 3.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MARKS = str.maketrans("’‘´\u02bc\u2010\u2011\u2013\u2014", "''''----", "®™©\u200b\ufeff")
ACCENTS = re.compile("[\u0300-\u036f]+")
LANGUAGES = (
    "francais|french|fra|fre|anglais|english|eng|deutsch|german|espanol|spanish|italiano|italian|"
    "multilingual|multilingue|multilanguage"
)
LOCALE = r"(?:fr|en|de|es|it|nl|pt|pl|sv|nb|da|fi)(?:-(?:fr|be|ca|ch|lu|us|gb|de|at|es|it|nl|pt|br|pl|se|no|dk|fi))?"
ARCHITECTURE = r"x64|x86|x86_64|amd64|arm64|ia64|win32|win64|(?:32|64)[ -]?bits?|(?:64[ -]bit|x64|x86) edition"
BUILD = r"version|v\.|build|release|uninstall only|remove only"
DOTTED = r"v?\.?\d+(?:\.\d+)+(?:\.x)?[a-z]?\d*(?:-(?:build-)?[a-z]?\d+)?"
YEAR = r"v?(?:19[89]\d|20[0-4]\d)"
NUMBER_WITH_WORD = r"(?:version|build|v\.?) ?\d+(?:\.\d+)*"
DROPPED = rf"(?:{LANGUAGES}|{LOCALE}|{ARCHITECTURE}|{BUILD}|{DOTTED}|{YEAR}|mui)"

BRACKETS = re.compile(rf"[(\[] ?{DROPPED}(?:[ ,/-]+{DROPPED})* ?[)\]]")
CODE_NAME = re.compile(r"(?<= )'[^']+'")
TRAILING_LANGUAGE = re.compile(rf" - (?:{LANGUAGES}|{LOCALE})(?![\w-])")
NUMBERS = re.compile(rf"(?<![\w.])(?:{NUMBER_WITH_WORD}|{DOTTED}|{YEAR})(?![\w.])")
WORDS = re.compile(rf"(?<![\w-])(?:{ARCHITECTURE}|mui|uninstall only|remove only)(?![\w-])")
VERSION_IN_NAME = re.compile(rf"(?<![\w.])(?:({DOTTED})|(?:version|v\.?) ?(\d+)|({YEAR}))(?![\w.])")
PUNCTUATION = re.compile(r"[^\w&+@#]+")
LEGAL_FORM = re.compile(
    r"(?: (?:inc|incorporated|corp|corporation|co|ltd|limited|llc|lp|plc|gmbh|ag|asa|kg|sa|sas|sarl|srl|spa|bv|"
    r"nv|oy|ab|as|aps|pty|s r o|sp z o o|b v|s a|s l|sl|se|ulc|kft|k k))+$"
)


@dataclass(frozen=True, slots=True)
class NormalName:
    """A name in its two comparable forms, and the version that was written in it."""

    light: str
    strong: str
    version: str | None


def light(text: str) -> str:
    """Fold case, accents, marks and spaces; keep every word."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(MARKS))
        text = ACCENTS.sub("", decomposed)
    return " ".join(text.casefold().split())


def strong(text: str) -> str:
    """Drop architecture, language, code name, dotted versions, years and punctuation."""
    return _strong(light(text))


def _strong(text: str) -> str:
    for pattern in (BRACKETS, CODE_NAME, TRAILING_LANGUAGE, NUMBERS, WORDS, PUNCTUATION):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def normalise(text: str) -> NormalName:
    """Give both forms of a name, and its version when the name holds one."""
    folded = light(text)
    found = VERSION_IN_NAME.search(folded)
    version = next(part for part in found.groups() if part) if found else None
    return NormalName(folded, _strong(folded), version and version.lstrip("v."))


@lru_cache(maxsize=4096)
def publisher_key(text: str) -> str:
    """Fold the name of a publisher and drop its legal form; empty when nobody is named.

    A maintainer's mail address names a person, not a publisher.
    """
    folded = PUNCTUATION.sub(" ", re.sub(r"\([^)]*\)", " ", light(text))).strip()
    if "@" in folded or folded in {"unknown", "inconnu", "n a", "none", "null"}:
        return ""
    return LEGAL_FORM.sub("", folded)
