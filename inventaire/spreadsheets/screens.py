"""What a machine is, by the words of a cell: a screen is of a category by its size, wherever the size is written."""

import re

from inventaire.domain.screens import monitor_of
from inventaire.domain.values import Cell, key, term
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.makers import parted
from inventaire.spreadsheets.several import counted_in
from inventaire.spreadsheets.words import CATEGORIES, exact_category

VIRTUAL = frozenset(map(key, ("machine virtuelle", "virtual machine", "VM", "VMware", "VirtualBox", "Hyper-V", "QEMU")))
SIZE = re.compile(r"(?<![0-9.,])([1-9][0-9](?:[.,][0-9]+)?) ?(?:\"|''|″|”|’’|pouces?\b|inch(?:es)?\b)", re.IGNORECASE)

SCREEN = re.compile(r"([ée]cran|moniteur) ([1-9][0-9](?:[.,][0-9])?)", re.IGNORECASE)  # a number that is no rank


def inches_in(text: str) -> float | None:
    """Find a size with its unit in a text (« P2419H 24" »), or None."""
    found = SIZE.search(text)
    return float(found[1].replace(",", ".")) if found else None


def category(cell: Cell) -> DeviceCategory:
    """Read a category of device, by its words, by those before the name of a maker, a screen by its size."""
    if isinstance(cell, str) and key(cell) in VIRTUAL:
        raise ValueError("Une machine virtuelle n’est pas un matériel : ne comptez que le serveur qui la porte.")
    try:
        return term(cell, DeviceCategory, CATEGORIES)
    except ValueError:
        found = _described(cell) if isinstance(cell, str) else None
        if found is None:
            raise
        return found


def category_in(text: str) -> DeviceCategory | None:
    """Give the category that a text names, alone or before a maker, a number or a size; or None."""
    return exact_category(text) or _described(text)


def _described(text: str) -> DeviceCategory | None:
    """Read « Écran Dell 24" » or « Portable 15 pouces »: what is left once size and maker are taken away."""
    bare, inches = SIZE.sub("", counted_in(text)[0]), inches_in(text)
    if alone := SCREEN.fullmatch(text.strip()):
        bare, inches = alone[1], float(alone[2].replace(",", "."))
    named = parted(bare)
    kind = exact_category(named.before if named else bare)
    return monitor_of(inches) if kind is DeviceCategory.MONITOR and inches else kind
