"""What things cost the organisation: the closed list of prices, each known with its source or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from statistics import median

from inventaire.domain.formats import number, with_unit
from inventaire.domain.vocabulary import DeviceCategory, Term

DIGITS, DIGITS_OF_KWH = 2, 4
LEAST_PURCHASES = 3  # below, one odd invoice would make the price


class PriceKey(Term):
    """What a price is of; everything is counted without VAT."""

    NEW_DEVICE = "new_device", "Matériel neuf"
    REFURBISHED_DEVICE = "refurbished_device", "Matériel reconditionné"
    MEMORY = "memory", "Mémoire à ajouter"
    SSD = "ssd", "SSD"
    BATTERY = "battery", "Batterie"
    TECHNICIAN_HOUR = "technician_hour", "Heure de technicien"
    KWH = "kwh", "Kilowatt-heure d’électricité"
    INSTALL_HOURS = "install_hours", "Temps pour installer un système"
    PART_HOURS = "part_hours", "Temps pour monter une pièce"
    REPLACE_HOURS = "replace_hours", "Temps pour mettre en place un matériel"

    @property
    def by_category(self) -> bool:
        """Say whether each category of hardware has its own."""
        return self in (PriceKey.NEW_DEVICE, PriceKey.REFURBISHED_DEVICE)

    @property
    def unit(self) -> str:
        """Give what its value counts."""
        if self is PriceKey.KWH:
            return "€/kWh"
        return "h" if self in HOURS else "€"

    def written(self, value: float) -> str:
        """Write a value with its unit: « 640 € », « 35,50 € », « 0,2016 €/kWh »."""
        most = DIGITS_OF_KWH if self is PriceKey.KWH else DIGITS
        return with_unit(number(value, 0 if value == round(value) else most), self.unit)


HOURS = (PriceKey.INSTALL_HOURS, PriceKey.PART_HOURS, PriceKey.REPLACE_HOURS)
PriceOf = tuple[PriceKey, DeviceCategory | None]


@dataclass(frozen=True, slots=True)
class Price:
    """A value in the unit of its key, where it comes from, and the day it begins."""

    value: float
    source_fr: str
    since: date


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices that hold on a day."""

    known: Mapping[PriceOf, Price]

    def get(self, key: PriceKey, category: DeviceCategory | None = None) -> Price | None:
        """Give a price, None as long as nobody gave it."""
        return self.known.get((key, category if key.by_category else None))


def price_paid(purchases: Iterable[tuple[float, int]]) -> tuple[float, int] | None:
    """Give the median of (unit price [€], machines) and how many machines it rests on; None below three."""
    paid = list(chain.from_iterable(repeat(price, count) for price, count in purchases))
    return (median(paid), len(paid)) if len(paid) >= LEAST_PURCHASES else None
