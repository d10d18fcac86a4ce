"""A screen is of a category by its size, wherever the size is written."""

import re

from inventaire.domain.screens import monitor_of
from inventaire.domain.values import Cell, key, term
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.words import CATEGORIES

VIRTUAL = frozenset(map(key, ("machine virtuelle", "virtual machine", "VM", "VMware", "VirtualBox", "Hyper-V", "QEMU")))
SIZE = re.compile(r"(?<![0-9.,])([1-9][0-9](?:[.,][0-9]+)?) ?(?:\"|''|″|”|’’|pouces?\b|inch(?:es)?\b)", re.IGNORECASE)


def inches_in(text: str) -> float | None:
    """Find a size with its unit in a text (« P2419H 24" »), or None."""
    found = SIZE.search(text)
    return float(found[1].replace(",", ".")) if found else None


def category(cell: Cell) -> DeviceCategory:
    """Read a category of device; « Écran 24" » is told by its size."""
    if isinstance(cell, str) and key(cell) in VIRTUAL:
        raise ValueError("Une machine virtuelle n’est pas un matériel : ne comptez que le serveur qui la porte.")
    try:
        return term(cell, DeviceCategory, CATEGORIES)
    except ValueError:
        inches = inches_in(cell) if isinstance(cell, str) else None
        if inches is None or term(SIZE.sub("", str(cell)), DeviceCategory, CATEGORIES) != DeviceCategory.MONITOR:
            raise
        return monitor_of(inches)
