"""The machines in use, and what they are counted with, ready to live ten years under a policy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal_column, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.longer_life import load_longer_life
from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import Ability, MachineFacts
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.lifecycles import SystemSupport
from inventaire.domain.prices import PriceKey
from inventaire.domain.prospects import outlook
from inventaire.domain.support import recognise_system
from inventaire.domain.vocabulary import SiteKind
from inventaire.models import Device, Site, db
from inventaire.models.scope import WHOLE_TABLE
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

APART = {"quantity", "in_service_on", "retired_on"}
SYSTEM = ("operating_system", "operating_system_version")
MACHINE = tuple(MachineFacts.__dataclass_fields__)
NEVER = float("inf")
Ends = tuple[float, float]


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

    shared = _shared()
    rows = db.session.execute(_alike(shared), execution_options=WHOLE_TABLE).all()
    ends, kept = _ends(rows, on), attrgetter("machines", *shared)
    facts = [DeviceFacts(**dict(zip(("quantity", *shared), kept(row), strict=True))) for row in rows]
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


def _shared() -> list[str]:
    """Name the facts that tell machines apart; their model does only where a maker's sheet may know it."""
    left = APART if sheets_in_force() else APART | {"manufacturer", "model"}
    return [field for field in FACTS if field not in left]


def _floats(values: Iterable[float | None]) -> Any:
    import numpy as np

    return np.array(list(values), dtype=float)


def _alike(shared: Sequence[str]) -> Any:
    """Count the machines in use that nothing tells apart here: facts, year of service, system, kind of place."""
    year = func.substr(Device.in_service_on, literal_column("1"), literal_column("4"))
    told = [getattr(Device, field) for field in (*shared, *SYSTEM, *MACHINE)]
    return (
        select(func.sum(Device.quantity).label("machines"), year.label("year"), Site.kind.label("site_kind"), *told)
        .outerjoin(Site, Site.id == Device.site_id)
        .where(Device.status.in_(IN_USE))
        .group_by(year, Site.kind, *told)
    )


def _ends(rows: Sequence[Any], on: date) -> list[Ends | None]:
    """Give the years when the publisher, then any system that would do, leaves each computer; None when not told."""
    lifecycles, minimums = load_lifecycles(), load_minimums(on)
    schoolless = {key: asked for key, asked in minimums.items() if not asked.schools}
    support = cache(lambda name, version: recognise_system(name, version, lifecycles) if name else None)

    @cache
    def abilities(product: str, machine: MachineFacts, school: bool) -> tuple[Ability, Ability]:  # noqa: FBT001
        found = outlook(machine, product, minimums if school else schoolless)
        following, free = (each.ability if each else Ability.UNKNOWN for each in (found.next_system, found.free_system))
        return following, free

    def ends(row: Any) -> Ends | None:
        found = support(row.operating_system, row.operating_system_version)
        if row.category not in RECEIVING or found is None:
            return (NEVER, NEVER) if row.category not in RECEIVING else None
        machine = MachineFacts(*(getattr(row, field) for field in MACHINE))
        return _years_left(found, *abilities(found.key, machine, row.site_kind is SiteKind.PRIMARY_SCHOOL), on)

    return [ends(row) for row in rows]


def _years_left(support: SystemSupport, following: Ability, free: Ability, on: date) -> Ends | None:
    """Weigh the end of a system against what else a computer can receive; nothing is supposed of the unknown."""
    if following is Ability.ABLE:
        return NEVER, NEVER
    if following is Ability.UNKNOWN:
        return (NEVER, NEVER) if free is Ability.ABLE else None
    until = support.free_until
    end = float(until.year if until else on.year if support.is_over(on) else NEVER)
    return end, end if free is Ability.UNABLE else NEVER
