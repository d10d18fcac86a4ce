"""What keeping machines and buying refurbished ones avoided in a year (indicator E6), whole and by category."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.catalog.longer_life import load_longer_life
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Device, db
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import alike_in_use
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation


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

    kept, by_category = _kept(on)
    bought = _refurbished(on)
    reused = added(*(line.gain for line in bought))
    return Gains(added(kept, reused), kept, reused, by_category, bought)


def _kept(on: date) -> tuple[Any, tuple[GainLine, ...]]:
    """Reckon formula 5 for the machines that began before the year: none of this year is beyond its lifetime."""
    import numpy as np

    from inventaire.domain.fleet import estimate_fleet
    from inventaire.domain.fleet_columns import CATEGORIES, columns_of
    from inventaire.domain.gain import postponed

    facts = alike_in_use(on, Device.in_service_on < PartialDate(on.year))
    factors, electricity = factors_in_force(on), electricity_in_force(current_organisation().territory, on)
    columns = columns_of(facts, on, sheets_in_force())
    found = postponed(columns, estimate_fleet(columns, factors, electricity), factors, electricity)
    present = np.unique(columns.category[found.beyond])
    lines = (GainLine(CATEGORIES[code], found.gain(columns.category == code)) for code in present)
    return found.gain(), tuple(lines)


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
