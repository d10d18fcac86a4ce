"""What keeping machines and buying refurbished ones avoided in a year (indicator E6), whole and by category."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Device, db
from inventaire.services.factors import factors_in_force
from inventaire.services.figures import fleet_report
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.memory import remembered


@dataclass(frozen=True, slots=True)
class GainLine:
    """What one category avoided in a year, kept or bought refurbished: a `domain.gain.Gain`."""

    category: DeviceCategory
    gain: Any


@dataclass(frozen=True, slots=True)
class Gains:
    """The net gain of a year, its two parts, and each category of both."""

    whole: Any
    kept: Any
    reused: Any
    kept_by_category: tuple[GainLine, ...]
    reused_by_category: tuple[GainLine, ...]


@remembered
def gains(on: date) -> Gains:
    """Reckon the gain of the year of a day, for the machines in use that day."""
    from inventaire.domain.gain import added

    fleet, bought = fleet_report(on), _refurbished(on)
    reused = added(*(line.gain for line in bought))
    kept_lines = tuple(GainLine(category, gain) for category, gain in fleet.kept_by_category.items())
    return Gains(added(fleet.kept, reused), fleet.kept, reused, kept_lines, bought)


def _refurbished(on: date) -> tuple[GainLine, ...]:
    """Reckon formula 7 for the machines bought refurbished and put in service in the year."""
    from inventaire.domain.gain import refurbished

    within = Device.in_service_on >= PartialDate(on.year), Device.in_service_on < PartialDate(on.year + 1)
    rows = db.session.execute(
        select(Device.category, Device.lifetime_years, func.sum(Device.quantity))
        .where(fleet_on(on, IN_USE), Device.origin == Origin.REFURBISHED, *within)
        .group_by(Device.category, Device.lifetime_years)
    )
    factors, ranges = factors_in_force(on), load_longer_life(on).refurbished
    shares = {key: (known.low, known.high) for key, known in ranges.items()}
    return tuple(
        GainLine(category, refurbished(int(count), factors.get(category.value), lifetime, shares.get(category.value)))
        for category, lifetime, count in rows
    )
