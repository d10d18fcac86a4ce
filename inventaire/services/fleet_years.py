"""The indicators of the fleet on a day, beside the same day of the two years before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.domain.formats import UNKNOWN, day
from inventaire.domain.indicators import Indicator
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.services.device_life import lives_by_category
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.fleet_indicators import FORMULAS, fleet_indicators
from inventaire.services.fleet_on import told_of
from inventaire.spreadsheets.sheets import Sheet

YEARS = 3
LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class YearsLine:
    """An indicator, its formula, and what it is on each day, the asked one first."""

    code: str
    label: str
    formula: str
    days: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class FleetYears:
    """The indicators of three days a year apart, and the counts (P1) and mean lives (P3) of each category."""

    days: tuple[date, ...]
    lines: tuple[YearsLine, ...]
    categories: tuple[tuple[DeviceCategory, tuple[int, ...]], ...]
    lives: tuple[tuple[DeviceCategory, tuple[float | None, ...]], ...]
    told: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether no machine was there on any of the days."""
        return not self.categories


def fleet_years(on: date) -> FleetYears:
    """Put the indicators of a day beside those of the same day a year and two years before."""
    days = tuple(_years_before(on, years) for years in range(YEARS))
    found = zip(*(fleet_indicators(each) for each in days), strict=True)
    lines = tuple(YearsLine(same[0].code, _named(same[0]), FORMULAS[same[0].code], same) for same in found)
    return FleetYears(days, lines, _categories(days), _lives(days), tuple(told_of(days[-1])))


def years_sheet(on: date) -> Sheet:
    """Lay the same figures out: an indicator a row, then the counts and the mean lives by category."""
    found = fleet_years(on)
    headings = ("Code", "Indicateur", *(f"Au {day(each)}" for each in found.days), "Formule", "Précision")
    return Sheet("Indicateurs", headings, _rows(found))


def _rows(found: FleetYears) -> Iterator[tuple[Any, ...]]:
    for line in found.lines:
        said = " ".join(text for text in (line.days[0].reason, line.days[0].comment) if text)
        yield line.code, line.label, *(each.value or UNKNOWN for each in line.days), line.formula, said
    for category, counts in found.categories:
        yield "P1", category.label, *counts, None, None
    for category, means in found.lives:
        yield "P3", f"{category.label}, durée moyenne (années)", *means, None, None


def _named(indicator: Indicator) -> str:
    return f"{indicator.label} ({indicator.unit})"


def _categories(days: tuple[date, ...]) -> tuple[tuple[DeviceCategory, tuple[int, ...]], ...]:
    counts = [dict(fleet_counts(each).categories) for each in days]
    order = dict.fromkeys(category for each in counts for category in each)
    return tuple((category, tuple(each.get(category, 0) for each in counts)) for category in order)


def _lives(days: tuple[date, ...]) -> tuple[tuple[DeviceCategory, tuple[float | None, ...]], ...]:
    lives = [lives_by_category(each.year, each) for each in days]
    order = sorted({category for each in lives for category in each}, key=lambda category: category.label)
    return tuple((one, tuple(each[one].mean if one in each else None for each in lives)) for one in order)


def _years_before(on: date, years: int) -> date:
    if (on.month, on.day) == LEAP_DAY:
        return date(on.year - years, 2, 28) if years else on
    return on.replace(year=on.year - years)
