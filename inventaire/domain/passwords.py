"""What makes a password acceptable (security requirements, E5)."""

import math
import re
import unicodedata
from collections.abc import Iterable

from inventaire.domain.common_passwords import COMMON, WALKS

SHORTEST = 12
TELLING = 4  # a shorter word would refuse passwords by chance
BITS = 50  # CNIL, délibération n° 2022-100, where attempts are limited
COMMON_BITS = 9  # one of some seven hundred words
RUN_BITS = 8  # a run of keys: where it starts and how far it goes
REPETITION_BITS = 1
SEPARATORS, SEPARATOR_BITS = " -_.!'’", 1
READ = 128  # what comes after only adds, and reading a very long text would hold the service
LONGEST = max(map(len, (*COMMON, *WALKS)))
SHORTEST_RUN = 3
RULE = (
    f"{SHORTEST} signes au moins ; une phrase dont vous vous souviendrez convient bien. "
    f"La CNIL demande {BITS} bits d’entropie quand les essais sont limités, comme ici (délibération n° 2022-100) : "
    "les mots de passe courants, les dates et les suites de touches n’en donnent presque pas."
)
ALPHABETS = (("[a-z]", 26), ("[A-Z]", 26), ("[0-9]", 10), ("[^a-zA-Z0-9]", 33))
LEET = [str.maketrans("013457@$€!", f"o{one}eastasei") for one in "il"]
JOINED = str.maketrans("", "", SEPARATORS)
RUNS = [walk[::way] for walk in WALKS for way in (1, -1)]
DATES = ((re.compile(r"(?:19|20)\d\d"), 7), (re.compile(r"\d\d?([/. -]?)\d\d?\1(?:19|20)\d\d"), 15))  # a year; a day
ACCENTS = re.compile("[\u0300-\u036f]")


def password_faults(password: str, own_words: Iterable[str]) -> list[str]:
    """List, in French, what is wrong with a password; `own_words` are the person's and the town's."""
    faults = []
    if len(password) < SHORTEST:
        faults.append(f"Le mot de passe doit avoir au moins {SHORTEST} signes ; une phrase convient bien.")
    if len(set(password)) < SHORTEST // 2:
        faults.append("Le mot de passe répète trop les mêmes signes.")
    if _names(password, own_words):
        faults.append("Le mot de passe ne doit contenir ni votre nom ni celui de la collectivité.")
    if not faults and bits(password) < BITS:
        faults.append(
            "Ce mot de passe se devine vite : il tient surtout à des mots, des dates ou des suites de touches que tout "
            "le monde essaie. Ajoutez-y quelques mots sans rapport entre eux."
        )
    return faults


def bits(password: str) -> float:
    """Count the entropy of a password [bits] as the CNIL does, save that what everyone types is worth little.

    The cheapest way to cut it into common words, runs of keys, dates, repetitions and other signs is counted.
    """
    text = _unaccented(password[:READ])[:READ]
    readings = _readings(text)
    sign = math.log2(sum(size for signs, size in ALPHABETS if re.search(signs, text)) or 1)
    best = [0.0]
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - LONGEST), end)
        best.append(min(best[start] + _cost(readings, start, end, sign) for start in starts))
    return best[-1]


def _cost(readings: list[str], start: int, end: int, sign: float) -> float:
    """Give what the signs from start to end add, in any of their readings [bits]."""
    parts, size = {text[start:end] for text in readings}, end - start
    if size == 1:
        return SEPARATOR_BITS if parts & set(SEPARATORS) else sign
    for pattern, cost in DATES:
        if any(map(pattern.fullmatch, parts)):
            return cost
    if size >= SHORTEST_RUN and readings[0][start:end] == readings[0][max(0, start - size) : start]:
        return REPETITION_BITS
    if size >= SHORTEST_RUN and any(part in run for part in parts for run in (*RUNS, part[0] * size)):
        return RUN_BITS
    return COMMON_BITS if any(part.translate(JOINED) in COMMON for part in parts) else math.inf


def _names(password: str, own_words: Iterable[str]) -> bool:
    words = {word for text in own_words for word in re.split(r"[\s@.]+", _unaccented(text).lower())}
    return any(len(word) >= TELLING and word in text for text in _readings(_unaccented(password)) for word in words)


def _readings(text: str) -> list[str]:
    """Give the same signs in lower case: as typed, then with figures read as the letters they stand for."""
    lowered = "".join(sign.lower()[:1] for sign in text)  # one for one: İ would become two signs
    return [lowered, *(lowered.translate(table) for table in LEET)]


def _unaccented(text: str) -> str:
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text))
