"""The machines in use, and what they are counted with, ready to live ten years under a policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal_column, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.longer_life import load_longer_life
from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import Ability, MachineFacts
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.prices import PriceKey
from inventaire.domain.prospects import outlook
from inventaire.domain.support import recognise_system
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Device, Site, db
from inventaire.services.ability import RECEIVING
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import FACTS
from inventaire.services.fleet_counts import NOT_STAFF, TERMINALS
from inventaire.services.fleet_on import IN_USE
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.prices import prices_on

if TYPE_CHECKING:
    from inventaire.domain.forecast.cohorts import Fleet
    from inventaire.domain.forecast.outcome import Rates

SHARED = [getattr(Device, field) for field in FACTS if field not in ("quantity", "in_service_on", "retired_on")]
SYSTEM = ("operating_system", "operating_system_version")
MACHINE = tuple(MachineFacts.__dataclass_fields__)
KEPT = 10_000  # computers unlike one another
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class FleetInUse:
    """The machines in use at the end of this year, and how many computers say too little of their system."""

    fleet: "Fleet"
    untold: int


@remembered
def fleet_in_use(on: date) -> FleetInUse:
    """Gather the machines in use by what they have in common."""
    import numpy as np

    from inventaire.domain.fleet_columns import columns_of
    from inventaire.domain.forecast.cohorts import Lines, fleet_at

    rows = db.session.execute(_alike()).all()
    ends = [_ends(row, on) for row in rows]
    facts = [_facts(row) for row in rows]
    lines = Lines(
        columns_of(facts, on, sheets_in_force()),
        _floats(int(row.year) if row.year else None for row in rows),
        _floats(NEVER if end is None else end[0] for end in ends),
        _floats(NEVER if end is None else end[1] for end in ends),
        np.array([row.category in TERMINALS and row.site_kind not in NOT_STAFF for row in rows], dtype=bool),
    )
    untold = sum(int(row.machines) for row, end in zip(rows, ends, strict=True) if end is None)
    return FleetInUse(fleet_at(on.year, lines, factors_in_force(on)), untold)


def rates_on(on: date) -> "Rates":
    """Give what every policy is counted with: factors of the catalogue, prices of the organisation."""
    import numpy as np

    from inventaire.domain.fleet_columns import CATEGORIES
    from inventaire.domain.forecast.outcome import Rates

    electricity = electricity_in_force(current_organisation().territory, on)
    prices, reused = prices_on(on), load_longer_life(on).refurbished
    ranges = {key: (known.low, known.high) for key, known in reused.items()}
    avoided = [ranges.get(each.value, (np.nan, np.nan)) for each in CATEGORIES]
    new, used = (
        _floats(price.value if (price := prices.get(key, each)) else None for each in CATEGORIES * 2)
        for key in (PriceKey.NEW_DEVICE, PriceKey.REFURBISHED_DEVICE)
    )
    kwh = prices.get(PriceKey.KWH)
    return Rates(
        electricity.kg_per_kwh if electricity else np.nan,
        np.array(avoided * 2, dtype=float),
        new,
        used,
        kwh.value if kwh else np.nan,
    )


def _facts(row: Any) -> DeviceFacts:
    return DeviceFacts(quantity=int(row.machines), **{each.key: getattr(row, each.key) for each in SHARED})


def _floats(values: Iterable[float | None]) -> Any:
    import numpy as np

    return np.array(list(values), dtype=float)


def _alike() -> Any:
    """Count the machines in use that nothing tells apart here: facts, year of service, system, kind of place."""
    year = func.substr(Device.in_service_on, literal_column("1"), literal_column("4"))
    told = [*SHARED, *(getattr(Device, field) for field in (*SYSTEM, *MACHINE))]
    return (
        select(func.sum(Device.quantity).label("machines"), year.label("year"), Site.kind.label("site_kind"), *told)
        .outerjoin(Site, Site.id == Device.site_id)
        .where(Device.status.in_(IN_USE))
        .group_by(year, Site.kind, *told)
    )


def _ends(row: Any, on: date) -> tuple[float, float] | None:
    """Give the years when the publisher, then any system that would do, leaves a computer; None when not told."""
    if row.category not in RECEIVING:
        return NEVER, NEVER
    facts = MachineFacts(*(getattr(row, field) for field in MACHINE))
    school = row.site_kind is SiteKind.PRIMARY_SCHOOL
    return _understood(row.operating_system, row.operating_system_version, facts, on, school=school)


@lru_cache(maxsize=KEPT)
def _understood(
    system: str | None, version: str | None, machine: MachineFacts, on: date, *, school: bool
) -> tuple[float, float] | None:
    support = recognise_system(system, version, load_lifecycles()) if system else None
    if support is None:
        return None
    admitted = {key: asked for key, asked in load_minimums(on).items() if school or not asked.schools}
    found = outlook(machine, support.key, admitted)
    following = found.next_system.ability if found.next_system else Ability.UNKNOWN
    if following is Ability.ABLE:
        return NEVER, NEVER
    free = found.free_system.ability if found.free_system else Ability.UNKNOWN
    if following is Ability.UNKNOWN:
        return (NEVER, NEVER) if free is Ability.ABLE else None
    until = support.free_until
    end = float(until.year if until else on.year if support.is_over(on) else NEVER)
    return end, end if free is Ability.UNABLE else NEVER
