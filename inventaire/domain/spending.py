"""What a way costs at once, by the organisation's own prices: whole, or with what nobody gave named."""

from collections.abc import Iterator
from dataclasses import dataclass

from inventaire.domain.longer_life import Part
from inventaire.domain.prices import Price, PriceKey, Prices
from inventaire.domain.proposals import Option, Proposal
from inventaire.domain.vocabulary import DeviceCategory

OF_PART = {Part.BATTERY: PriceKey.BATTERY, Part.MEMORY: PriceKey.MEMORY, Part.SSD: PriceKey.SSD}
OF_DEVICE = {Option.REFURBISHED: PriceKey.REFURBISHED_DEVICE, Option.NEW: PriceKey.NEW_DEVICE}
INSTALLS = (Option.NEXT_SYSTEM, Option.FREE_SYSTEM, Option.REINFORCE, Option.OTHER_USE)


@dataclass(frozen=True, slots=True)
class Spent:
    """One thing paid for: how many, at which price; None is a price that nobody gave."""

    label: str
    count: float
    unit: str
    price: Price | None


@dataclass(frozen=True, slots=True)
class Spending:
    """What is paid at once [€], thing by thing, for all the machines of a line."""

    items: tuple[Spent, ...]

    @property
    def total(self) -> float | None:
        """Give the sum, None as long as a price lacks."""
        if self.lacking:
            return None
        return sum(item.count * item.price.value for item in self.items if item.price)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Name the prices that nobody gave."""
        return tuple(item.label for item in self.items if item.price is None)


def spending(way: Proposal, bought: DeviceCategory, quantity: int, prices: Prices) -> Spending | None:
    """Count what a way costs at once; None where leaving has no price of its own."""
    return None if way.option is Option.DISPOSE else Spending(tuple(_items(way, bought, quantity, prices)))


def _items(way: Proposal, bought: DeviceCategory, quantity: int, prices: Prices) -> Iterator[Spent]:
    device = OF_DEVICE.get(way.option)
    if device:
        yield Spent(f"{device.label} ({bought.label})", quantity, "", prices.get(device, bought))
        yield from _hours(PriceKey.REPLACE_HOURS, quantity, prices)
    for part in way.parts:
        key = OF_PART[part]
        yield Spent(key.label, quantity, "", prices.get(key))
        yield from _hours(PriceKey.PART_HOURS, quantity, prices)
    if way.option in INSTALLS:
        yield from _hours(PriceKey.INSTALL_HOURS, quantity, prices)


def _hours(key: PriceKey, quantity: int, prices: Prices) -> Iterator[Spent]:
    hours, rate = prices.get(key), prices.get(PriceKey.TECHNICIAN_HOUR)
    if hours is None:
        yield Spent(key.label, quantity, "h", None)
    elif rate is None:
        yield Spent(PriceKey.TECHNICIAN_HOUR.label, hours.value * quantity, "h", None)
    else:
        yield Spent(key.label, hours.value * quantity, "h", rate)
