"""The reuse of what is taken out of service, as décret n° 2023-266 counts it (annual report, R1 to R8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.reuse_table import Exclusion, ReuseTable, WasteCategory
from inventaire.domain.vocabulary import DeviceCategory, DisposalOutlet, Term

Group = TypeVar("Group")
MONTHS_PER_YEAR = 12
PERCENT = 100


class Standing(Term):
    """Whether a device counts in the rate, or why it does not."""

    ELIGIBLE = "eligible", "Compté"
    TOO_OLD = "too_old", "Au-delà de l’âge maximal à sa réforme"
    CLASSIFIED = "classified", Exclusion.CLASSIFIED.label
    SECURITY = "security", Exclusion.SECURITY.label
    OTHER_WASTE = "other_waste", "Hors des catégories 2° et 6°"
    UNKNOWN_WASTE = "unknown_waste", "Catégorie de déchet à vérifier"
    LOST = "lost", "Volé, perdu ou détruit"
    UNKNOWN_AGE = "unknown_age", "Âge à la réforme inconnu ou trop imprécis"


@dataclass(frozen=True, slots=True)
class OutItem:
    """A line of the inventory taken out of service, `gone` once it has left.

    `committed`: who received it undertook to reuse it; `batch` is the disposal it left in.
    """

    device_id: int
    category: DeviceCategory
    quantity: int = 1
    in_service_on: PartialDate | None = None
    decommissioned_on: PartialDate | None = None
    retired_on: PartialDate | None = None
    gone: bool = False
    lost: bool = False
    outlet: DisposalOutlet | None = None
    batch: int | None = None
    committed: bool = False
    exclusion: Exclusion | None = None
    stores: bool = False
    wiped: bool = False
    unit_value_eur: float | None = None

    @property
    def out_on(self) -> PartialDate | None:
        """Give the day it was taken out of service: that of its leaving where no other is known."""
        return self.decommissioned_on or (self.retired_on if self.gone else None)

    @property
    def is_dated(self) -> bool:
        """Say whether the year it counts in is known."""
        return (self.retired_on if self.gone else self.decommissioned_on) is not None


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: what is counted over what; « sans objet » when there is nothing to count over."""

    part: Sequence[OutItem]
    whole: Sequence[OutItem]

    @property
    def percent(self) -> float | None:
        """Give it in percent, None when the denominator is empty; it may go beyond 100."""
        whole = count_of(self.whole)
        return count_of(self.part) / whole * PERCENT if whole else None


@dataclass(frozen=True, slots=True)
class YearOfReuse:
    """What a year of leavings comes to; every figure is a list of lines, so that it can be opened."""

    regulatory: Rate
    flow: Rate
    excluded: Mapping[Standing, Sequence[OutItem]]
    destinations: Mapping[DisposalOutlet | None, Sequence[OutItem]]
    gifts: Sequence[OutItem]
    wiping: Rate
    unproven: Sequence[OutItem]
    undated: Sequence[OutItem]


def count_of(items: Iterable[OutItem]) -> int:
    """Count machines: a line may stand for several alike."""
    return sum(item.quantity for item in items)


def standing_of(item: OutItem, table: ReuseTable, oldest_years: float) -> Standing:
    """Say whether a device counts: its category, what its town excluded, its age when it was taken out of service."""
    if item.lost:
        return Standing.LOST
    if item.exclusion:
        return Standing(item.exclusion.value)
    waste = table.categories[item.category]
    if waste is None:
        return Standing.UNKNOWN_WASTE
    if waste is WasteCategory.OTHER:
        return Standing.OTHER_WASTE
    older = is_older(item.in_service_on, item.out_on, oldest_years)
    if older is None:
        return Standing.UNKNOWN_AGE
    return Standing.TOO_OLD if older else Standing.ELIGIBLE


@lru_cache(maxsize=10_000)  # a fleet has few different dates
def is_older(began: PartialDate | None, on: PartialDate | None, years: float) -> bool | None:
    """Say whether an age is beyond a limit on a day; None where the dates do not settle it."""
    if began is None or on is None:
        return None
    if on.last_day() <= birthday(began.first_day(), years):
        return False
    return True if on.first_day() > birthday(began.last_day(), years) else None


def birthday(began: date, years: float) -> date:
    """Give the day an age is reached; the 29th of February has its birthday on the last of the month."""
    months = began.year * MONTHS_PER_YEAR + began.month - 1 + round(years * MONTHS_PER_YEAR)
    year, month = divmod(months, MONTHS_PER_YEAR)
    last = PartialDate(year, month + 1).last_day()
    return last.replace(day=min(began.day, last.day))


def year_of_reuse(items: Sequence[OutItem], year: int, table: ReuseTable, oldest_years: float) -> YearOfReuse:
    """Sum up a year, from all that was ever taken out of service.

    R1 is A / B × 100, as article 3 has it: A, the eligible devices sent to reuse in the year, by somebody who
    undertook to reuse them; B, the eligible devices taken out of service and in stock on the 1st of January.
    """
    standings = {item.device_id: standing_of(item, table, oldest_years) for item in items}
    left = [item for item in items if item.gone and item.retired_on and item.retired_on.year == year]
    stock = [item for item in items if _in_stock(item, year)]
    eligible = [item for item in left if standings[item.device_id] is Standing.ELIGIBLE]
    sent = [item for item in eligible if _goes_to_reuse(item, table)]
    storing = [item for item in left if item.stores]
    return YearOfReuse(
        regulatory=Rate(
            [item for item in sent if item.committed],
            [item for item in stock if standings[item.device_id] is Standing.ELIGIBLE],
        ),
        flow=Rate([item for item in sent if item.committed], eligible),
        excluded=_grouped(dict.fromkeys([*left, *stock]), lambda item: standings[item.device_id]),
        destinations=_grouped([item for item in left if not item.lost], lambda item: item.outlet),
        gifts=[item for item in left if item.outlet and table.outlets[item.outlet].gift],
        wiping=Rate([item for item in storing if item.wiped], storing),
        unproven=[item for item in sent if not item.committed],
        undated=[item for item in items if not item.is_dated],
    )


def is_approaching(began: PartialDate | None, on: date, warned_years: float, oldest_years: float) -> bool:
    """Say whether a device in stock is about to grow too old to count (R8)."""
    today = PartialDate.of(on)
    return is_older(began, today, warned_years) is True and is_older(began, today, oldest_years) is False


def _in_stock(item: OutItem, year: int) -> bool:
    """Say whether it stood, out of service, in the stock of the 1st of January."""
    before = item.decommissioned_on is not None and item.decommissioned_on.year < year
    return before and (not item.gone or (item.retired_on is not None and item.retired_on.year >= year))


def _goes_to_reuse(item: OutItem, table: ReuseTable) -> bool:
    return item.outlet is not None and table.outlets[item.outlet].reuse


def _grouped(items: Iterable[OutItem], key: Callable[[OutItem], Group]) -> dict[Group, list[OutItem]]:
    groups: dict[Group, list[OutItem]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
