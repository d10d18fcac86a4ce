"""Several machines on one line of a list kept by hand: a number of them, two numbers, another kind after « + »."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from inventaire.domain.values import INCHES, key
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.words import exact_category

BEFORE = re.compile(
    r"([1-9][0-9]{0,2}) (?:x )?(?!(?:en|pouces?|ports?|go|to|ans?|mois)\b)(?=[^\W\d]{2})", re.IGNORECASE
)
AFTER = re.compile(r"[ (]*(?:\b[x×] ?|\blots? de )([1-9][0-9]{0,2})\b[ )]*$", re.IGNORECASE)
LOT = re.compile(r"\blots? de ([1-9][0-9]{0,2})\b", re.IGNORECASE)
PARTS = re.compile(r"\s*[;,&+\n]\s*|\s+(?:/|et)\s+|(?<=\w{5})/(?=\w{5})")
RANGE = re.compile(rf"{PARTS.pattern}|\s+(?:à|au|-)\s+")
MANY = re.compile(r"[;,&+\n/]| (?:et|à|au|-) ")  # without which there is one
JOINED = re.compile(r"\+|\bet\b|\bavec\b", re.IGNORECASE)
FIGURES = re.compile("[0-9]+")
CELLS = 2048  # whose reading is kept: kinds and models come again and again
SHORTEST = 4  # signs of a serial number
MOST = 5  # words of the longest name of a kind
PRINTING = re.compile("impr|copieur|multifonction|scan|fax", re.IGNORECASE)  # one machine may do all of it
PRINTERS = frozenset((DeviceCategory.PRINTER, DeviceCategory.PRINTER_LASER, DeviceCategory.PRINTER_INKJET))
APART = PRINTERS | {
    DeviceCategory.ALL_IN_ONE,
    DeviceCategory.COMPUTER,
    DeviceCategory.DESKTOP_TOWER,
    DeviceCategory.DOCK,
    DeviceCategory.LAPTOP,
    DeviceCategory.MONITOR,
    DeviceCategory.NAS,
    DeviceCategory.PROJECTOR,
    DeviceCategory.SERVER_RACK,
    DeviceCategory.SMARTPHONE,
    DeviceCategory.TABLET,
    DeviceCategory.UPS,
}
NUMBERS = "Plusieurs numéros dans une cellule\u00a0: écrivez une ligne par matériel."
NAMES = (
    "Plusieurs noms dans une cellule\u00a0: écrivez une ligne par matériel, ou un seul nom et leur nombre dans une "
    "colonne «\u00a0Quantité\u00a0»."
)
ANOTHER = "«\u00a0{}\u00a0» est un autre matériel\u00a0: écrivez-le sur une ligne à lui."


@lru_cache(CELLS)
def counted_in(kind: str) -> tuple[str, int | None]:
    """Part « 2 écrans » or « PC portable x2 » in the kind and how many; None when no number is told."""
    for pattern in (BEFORE, AFTER):
        found = pattern.match(kind) if pattern is BEFORE else pattern.search(kind)
        if found:
            return (kind[: found.start()] + kind[found.end() :]).strip(), int(found[1])
    return kind, None


@lru_cache(CELLS)
def lot_in(model: str) -> int | None:
    """Give how many « (lot de 8) » says, or None."""
    found = LOT.search(model)
    return int(found[1]) if found else None


def faults_in(cells: Mapping[str, str], *, is_lot: bool) -> Iterator[tuple[str, str]]:
    """Give the fields, and why each makes its line one for several machines that it cannot be."""
    if MANY.search(serial := cells.get("serial", "")) and _are_numbers(PARTS.split(serial.strip())):
        yield "serial", NUMBERS
    if not is_lot and MANY.search(name := cells.get("name", "")) and _are_names(RANGE.split(name.strip())):
        yield "name", NAMES
    for field in ("category", "model"):
        if another := _another(cells.get(field, "")):
            yield field, ANOTHER.format(another)


def _are_numbers(parts: list[str]) -> bool:
    return len(parts) > 1 and all(len(part) >= SHORTEST and FIGURES.search(part) for part in parts)


def _are_names(parts: list[str]) -> bool:
    """Tell « PC-12 / PC-13 »: the same but for the figures."""
    stems = {FIGURES.sub("", part) for part in parts}
    return len(parts) > 1 and len(stems) == 1 and all(map(FIGURES.search, parts))


@lru_cache(CELLS)
def _another(text: str) -> str | None:
    """Find a kind of hardware of its own after « + », « et » or « avec »."""
    for found in JOINED.finditer(text):
        after = text[found.end() :].strip(" )")
        kind = _kind_first_in(counted_in(after)[0])
        if kind in APART and not (kind in PRINTERS and PRINTING.search(text[: found.start()])):
            return after
    return None


def _kind_first_in(text: str) -> DeviceCategory | None:
    """Give the kind that the first words of a text name, as many of them as may be."""
    words = key(INCHES.sub(" ", text)).split()
    kinds = (exact_category(" ".join(words[:count])) for count in range(min(len(words), MOST), 0, -1))
    return next((kind for kind in kinds if kind), None)
