"""What a column may hold: how a cell of it is read, how it is described, what it offers as choices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import (
    LARGEST,
    Cell,
    amount,
    boolean,
    identifier,
    key,
    number,
    stand,
    stand_as_identifiers,
    term,
    text,
    whole,
)
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus, Term
from inventaire.domain.written_dates import day
from inventaire.spreadsheets.screens import category
from inventaire.spreadsheets.words import CONDITIONS, STATUSES

Value: TypeAlias = str | int | float | bool | Term | PartialDate
T = TypeVar("T", bound=Term)
NO_UNIT: Mapping[str, float] = {}
EUROS = {"eur": 1, "euro": 1, "euros": 1}
MEMORY = {
    "go": 1,
    "gb": 1,
    "gio": 1,
    "gib": 1,
    "g": 1,
    "mo": 1 / 1024,
    "mb": 1 / 1024,
    "mio": 1 / 1024,
    "to": 1024,
    "ddr": 1,
    "ddr3": 1,
    "ddr4": 1,
    "ddr5": 1,
}
STORAGE = {
    "go": 1,
    "gb": 1,
    "gio": 1,
    "g": 1,
    "mo": 0.001,
    "mb": 0.001,
    "to": 1000,
    "tb": 1000,
    "ssd": 1,
    "hdd": 1,
    "nvme": 1,
    "sata": 1,
}
YEARS = {"an": 1, "ans": 1, "annee": 1, "moi": 1 / 12}
MONTHS = {"moi": 1, "month": 1, "an": 12, "ans": 12, "annee": 12, "year": 12}


@dataclass(frozen=True, slots=True)
class Kind:
    """How a cell is read (ValueError says how to mend it), and how that is told in the « Légende »."""

    read: Callable[[Cell], Value | None]
    told: str
    choices: type[Term] | None = None
    stand: Callable[[Sequence[str]], bool] | None = None


def words(limit: int) -> Kind:
    """Hold a text on one line."""
    return Kind(partial(text, limit=limit), f"texte, {limit} caractères au plus", stand=partial(stand, limit=limit))


def lines(limit: int) -> Kind:
    """Hold a text of several lines."""
    return Kind(partial(text, limit=limit, several_lines=True), "texte libre")


def code(limit: int) -> Kind:
    """Hold a serial or inventory number."""
    told = f"texte, {limit} caractères au plus (colonne au format Texte)"
    return Kind(partial(identifier, limit=limit), told, stand=partial(stand_as_identifiers, limit=limit))


def count(units: Mapping[str, float] = NO_UNIT, low: int = 0) -> Kind:
    """Hold a whole number."""
    return Kind(partial(whole, units=units, low=low), f"nombre entier, {low} au moins")


def measure(units: Mapping[str, float] = NO_UNIT, low: float = 0, high: float = LARGEST) -> Kind:
    """Hold a number between two bounds."""
    told = f"nombre, {low:g} au moins" if high == LARGEST else f"nombre de {low:g} à {high:g}"
    return Kind(partial(number, units=units, low=low, high=high), told)


def price(units: Mapping[str, float]) -> Kind:
    """Hold an amount in euros."""
    return Kind(partial(amount, units=units), "nombre, 0 au moins")


def choice(kind: type[T], synonyms: Mapping[str, T]) -> Kind:
    """Hold a word of a closed list."""
    return Kind(partial(term, kind=kind, synonyms=synonyms), "liste : " + ", ".join(one.label for one in kind), kind)


def status(cell: Cell) -> DeviceStatus | None:
    """Read a status; « oui » under « En service » says it all, « non » does not say where the machine is.

    « Bon » says how it is, which is neither a status nor a fault.
    """
    if is_condition(cell):
        return None
    try:
        in_service = boolean(cell)
    except ValueError:
        return term(cell, DeviceStatus, STATUSES)
    if in_service:
        return DeviceStatus.IN_SERVICE
    raise ValueError(
        "« non » ne dit pas où est le matériel : écrivez En stock, En réparation, Prêté, Réformé ou Sorti."
    )


def is_condition(cell: Cell) -> bool:
    """Say whether a cell tells how a machine is, not where."""
    return isinstance(cell, str) and key(cell) in CONDITIONS


CATEGORY = Kind(category, "liste : " + ", ".join(one.label for one in DeviceCategory), DeviceCategory)
EXCL_TAX = {**EUROS, "ht": 1}
INCL_TAX = {**EUROS, "ttc": 1}
DAY = Kind(day, "date (jour, mois ou année seule : « 12/03/2026 », « 03/2026 », « 2026 »)")
DAY_1904 = Kind(partial(day, system_1904=True), DAY.told)
STATUS = Kind(status, "liste : " + ", ".join(one.label for one in DeviceStatus), DeviceStatus)
