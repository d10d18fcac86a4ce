"""The prices that Valbrume gave, invented as the rest of it."""

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey

SINCE = PartialDate(2026)
WHERE_FROM = "Prix inventé pour la commune de démonstration"
PRICES = {
    PriceKey.TECHNICIAN_HOUR: 42.0,
    PriceKey.INSTALL_HOURS: 1.5,
    PriceKey.PART_HOURS: 0.5,
    PriceKey.MEMORY: 28.0,
    PriceKey.SSD: 39.0,
}  # the others wait for somebody to give them, as they do at first in any town
