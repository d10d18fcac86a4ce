"""What people write in a cell, read the French way; each refusal says what is wrong and how to mend it."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TypeAlias, TypeVar

from inventaire.domain.vocabulary import Term

Cell: TypeAlias = str | int | float | bool | date | None
T = TypeVar("T", bound=Term)

LARGEST = 2_147_483_647  # what a whole number holds on every database
FEW = 8  # choices short enough to be listed whole in a reason
ACCENT = re.compile("[\u0300-\u036f]")  # what NFKD parts from its letter
WORD = re.compile(r"[^\W_]+")
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOTHING = re.compile(r"[-–—−/?.…_\s]*")
says_something = re.compile("[1-9]").search  # in none of the words that say nothing, nor in « idem »
DAMAGED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
EXACT_FLOAT = 1e15  # beyond, a spreadsheet has already lost digits
INCHES = re.compile(r"\"|''|″|”|’’|′′")
SPACES = re.compile(r"\s+")  # no-break and narrow no-break spaces included
AMOUNT = re.compile(r"(?P<before>[^0-9]*?)(?P<digits>[0-9][0-9 .,]*[0-9]|[0-9])(?P<after>.*)", re.DOTALL)
UNSURE = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
UNSURE_PRICE = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
COUNTED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
WRITTEN = (  # pattern, thousands, decimal
    (re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?"), " ", ","),
    (re.compile(r"[0-9]+(?:[.,][0-9]+)?"), " ", ","),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}"), ".", ","),
    (re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}"), ",", "."),
)


def key(text: str) -> str:
    """Write a word as it is compared: no accent, case, punctuation nor plural (« Écrans » → « ecran »)."""
    bare = text.casefold()
    if not bare.isascii():
        bare = ACCENT.sub("", unicodedata.normalize("NFKD", bare.replace("œ", "oe")))
    words = WORD.findall(bare)
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)


EMPTY_WORDS = (
    "néant, aucun, aucune, nc, n/a, na, s.o., sans objet, à compléter, inconnu, inconnue, non renseigné, "
    "#n/a, #ref!, #valeur!, #value!, #div/0!, #nom?, #name?"
)
EMPTY = frozenset(key(word) for word in EMPTY_WORDS.split(","))
LONGEST_EMPTY = 20  # characters
YES = frozenset(("oui", "o", "x", "vrai", "true", "1", "ok", "yes", "y", "✓", "✔", "☑"))
NO = frozenset(("non", "n", "faux", "false", "0", "ko", "no", "✗", "✘", "☐"))
DITTO = frozenset(("idem", '"', "''", "〃"))


def is_empty(cell: Cell) -> bool:
    """Say whether a cell says nothing: blank, a dash, « ? », « néant », « NC », a spreadsheet's error."""
    if not isinstance(cell, str):
        return cell is None
    if says_something(cell):
        return False
    return bool(NOTHING.fullmatch(cell)) or (len(cell) <= LONGEST_EMPTY and key(cell) in EMPTY)


def is_ditto(cell: Cell) -> bool:
    """Say whether a cell stands for the one above it."""
    return isinstance(cell, str) and cell.strip().casefold() in DITTO


def refuse_ditto(cell: Cell) -> None:
    """Refuse « idem »: copying the line above is the person's business, never silent."""
    if is_ditto(cell):
        raise ValueError(
            "« idem » ne se recopie pas tout seul : écrivez la valeur de la ligne du dessus, ou faites-la "
            "recopier partout en corrigeant la lecture de la feuille."
        )


def stand(cells: Sequence[str], limit: int) -> bool:
    """Say of texts, all at once, that `text` leaves each of them as it stands."""
    fit = max(map(len, cells), default=0) <= limit and "".join(cells).isprintable()
    return fit and list(map(str.strip, cells)) == list(cells)


def stand_as_identifiers(cells: Sequence[str], limit: int) -> bool:
    """Say so of serial or inventory numbers."""
    return DAMAGED.search("".join(cells)) is None and stand(cells, limit)


def text(cell: Cell, limit: int, *, several_lines: bool = False) -> str:
    """Read a text of `limit` characters at most; on one line unless several are welcome."""
    if isinstance(cell, str) and cell.isprintable() and len(cell) <= limit:
        return cell.strip()  # as most are: no control, no line to join
    written = as_told(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if CONTROL.search(written):
        raise ValueError("Caractère de contrôle invisible dans la cellule : ressaisissez-la.")
    written = written.strip() if several_lines else written.replace("\n", " ").strip()
    if len(written) > limit:
        raise ValueError(f"{len(written)} caractères, {limit} au plus : raccourcissez.")
    return written


def as_told(cell: Cell) -> str:
    """Write a cell as the person who filled it in sees it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def identifier(cell: Cell, limit: int) -> str:
    """Read a serial or inventory number; one that the spreadsheet turned into a power of ten is lost."""
    lost = isinstance(cell, float) and abs(cell) >= EXACT_FLOAT
    if lost or (isinstance(cell, str) and DAMAGED.fullmatch(cell.strip())):
        raise ValueError(
            "Numéro abîmé par le tableur (notation scientifique) : "
            "mettez la colonne au format Texte et ressaisissez-le."
        )
    return text(cell, limit)


def number(cell: Cell, units: Mapping[str, float], low: float = 0, high: float = LARGEST) -> float:
    """Read a number between two bounds; each unit that may follow it has its factor (« 8192 Mo » → 8 Go)."""
    if isinstance(cell, bool | date) or cell is None:
        raise ValueError("Un nombre est attendu ici : écrivez-le en chiffres.")
    value = _amount(cell, units) if isinstance(cell, str) else float(cell)
    if not math.isfinite(value):
        raise ValueError("Ce nombre n’est pas fini : écrivez-le en chiffres.")
    if not low <= value <= high:
        raise ValueError(f"Le nombre doit être compris entre {_french(low)} et {_french(high)}.")
    return value


def amount(cell: Cell, units: Mapping[str, float]) -> float:
    """Read an amount in euros: three figures after a comma may be thousands, for cents are two."""
    found = AMOUNT.fullmatch(SPACES.sub(" ", cell).strip()) if isinstance(cell, str) else None
    if found and UNSURE_PRICE.fullmatch(found["digits"]):
        thousands, cents = found["digits"].replace(",", "\u202f"), found["digits"][:-1]
        raise ValueError(
            f"« {found['digits']} » peut se lire {thousands} ou {cents} : écrivez deux décimales, ou aucune."
        )
    return number(cell, units)


def whole(cell: Cell, units: Mapping[str, float], low: float = 0) -> int:
    """Read a whole number, of `low` at least; three figures after a comma are thousands, as some programs write."""
    if isinstance(cell, str) and COUNTED.fullmatch(cell.strip()):
        cell = cell.replace(",", "")
    value = number(cell, units, low)
    if not value.is_integer():
        raise ValueError("Un nombre entier est attendu : écrivez-le sans décimale.")
    return int(value)


def _amount(written: str, units: Mapping[str, float]) -> float:
    found = AMOUNT.fullmatch(SPACES.sub(" ", INCHES.sub(" pouces ", written)).strip())
    if not found:
        raise ValueError("Ce n’est pas un nombre : écrivez-le en chiffres, par exemple « 1 234,50 ».")
    sign = -1 if found["before"].strip() in ("-", "−") else 1
    around = f"{found['before'].lstrip('+-−')} {found['after']}".replace("€", " eur ")
    return sign * _digits(found["digits"]) * _factor(around, units)


def _factor(around: str, units: Mapping[str, float]) -> float:
    words = [word for word in around.casefold().replace(".", " ").split() if word]
    strange = [word for word in words if key(word) not in units]
    if strange:
        raise ValueError(f"« {' '.join(strange)} » ne convient pas à cette colonne : écrivez le nombre seul.")
    return math.prod(units[key(word)] for word in words)


def _digits(written: str) -> float:
    if UNSURE.fullmatch(written):
        thousands, decimal = written.replace(".", "\u202f"), written.replace(".", ",")
        raise ValueError(f"« {written} » peut se lire {thousands} ou {decimal} : écrivez l’un des deux.")
    for pattern, thousands, decimal in WRITTEN:
        if pattern.fullmatch(written):
            return float(written.replace(thousands, "").replace(decimal, "."))
    raise ValueError(f"« {written} » n’est pas un nombre : écrivez-le par exemple « 1 234,50 ».")


def _french(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\u202f").replace(".", ",")


def boolean(cell: Cell) -> bool:
    """Read oui/non, o/n, x, 1/0, VRAI/FAUX, OK/KO, ✓; an empty cell is no answer and is not given here."""
    if isinstance(cell, bool):
        return cell
    written = as_told(cell).strip().casefold()
    if written in YES:
        return True
    if written in NO:
        return False
    raise ValueError("Ni oui ni non : écrivez « oui » ou « non ».")


def term(cell: Cell, kind: type[T], synonyms: Mapping[str, T]) -> T:
    """Read a word of a closed list, by its label, its value or a synonym (already a `key`)."""
    written = as_told(cell).strip()
    known = labels(kind)
    word = key(written)
    found = known.get(word) or synonyms.get(word)
    if found:
        return found
    close = get_close_matches(word, [*known, *synonyms], 1, 0.75)
    if close:
        likely = known.get(close[0]) or synonyms[close[0]]
        raise ValueError(f"« {written} » n’est pas compris : vouliez-vous dire « {likely.label} »\u202f?")
    choices = (
        ", ".join(member.label for member in kind)
        if len(kind) <= FEW
        else "la liste de la feuille « Légende » du modèle"
    )
    raise ValueError(f"« {written} » n’est pas compris : choisissez dans {choices}.")


@cache
def labels(kind: type[T]) -> Mapping[str, T]:
    """Give the members of a closed list by the keys of their labels and values."""
    return {key(word): member for member in kind for word in (member.value, member.label)}
