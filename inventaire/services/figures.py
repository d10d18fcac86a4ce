"""What the hardware of the organisation weighs, as a whole and machine by machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.domain.age import Ages
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate
from inventaire.domain.explanation import Explanation, explain
from inventaire.domain.lifecycles import SystemSupport
from inventaire.domain.support import recognise_system
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Device, db
from inventaire.models.scope import WHOLE_TABLE
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.fleet_on import IN_USE, fleet_on
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.systems import systems_in_use

FACTS = tuple(DeviceFacts.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures of a set of machines: total, and the part whose three bounds are known."""

    count: int
    totals: dict[str, Estimate | None]
    complete: dict[str, Any]
    not_estimable: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FleetReport:
    """The figures of the machines in use, whole and by category; what those kept beyond their lifetime avoid."""

    total: Figures
    by_category: dict[DeviceCategory, Figures]
    kept: Any
    kept_by_category: dict[DeviceCategory, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence above the list: how many machines, how old, how many without a followed system."""

    count: int
    ages: Ages
    systems_known: int
    systems_over: int


def fleet_of(facts: Sequence[DeviceFacts], territory: str | None, today: date, forced: Any = None) -> Any:
    """Estimate a fleet by the factors that hold on a day; `forced` is an electricity factor imposed."""
    from inventaire.domain.fleet import estimate_fleet
    from inventaire.domain.fleet_columns import columns_of

    electricity = forced or electricity_in_force(territory, today)
    return estimate_fleet(columns_of(facts, today, sheets_in_force()), factors_in_force(today), electricity)


def figures_of(fleet: Any, mask: Any = None) -> Figures:
    """Add up the figures of a fleet, or of a part of it."""
    from inventaire.domain.figures import complete, machines, not_estimable, totals

    return Figures(machines(fleet, mask), totals(fleet, mask), complete(fleet, mask), not_estimable(fleet, mask))


def split_by_category(fleet: Any, facts: Sequence[DeviceFacts]) -> dict[DeviceCategory, Figures]:
    """Add up the figures of each category present."""
    import numpy as np

    codes = np.array([each.category.value if each.category else "" for each in facts])
    return {
        category: figures_of(fleet, codes == category.value)
        for category in DeviceCategory
        if (codes == category.value).any()
    }


@remembered
def fleet_report(today: date) -> FleetReport:
    """Estimate the machines in use of the organisation, whole and by category."""
    from inventaire.domain.fleet import estimate_fleet
    from inventaire.domain.fleet_columns import columns_of
    from inventaire.domain.gain import postponed

    facts, factors = alike_in_use(today), factors_in_force(today)
    columns = columns_of(facts, today, sheets_in_force())
    electricity = electricity_in_force(current_organisation().territory, today)
    fleet = estimate_fleet(columns, factors, electricity)
    kept = postponed(columns, fleet, factors, electricity)
    return FleetReport(figures_of(fleet), split_by_category(fleet, facts), kept.gain(), kept.by_category())


def facts_in_use(on: date) -> list[DeviceFacts]:
    """Give the facts of the machines in use on a day, a line of the inventory each."""
    columns = [getattr(Device, field) for field in FACTS]
    rows = db.session.execute(select(*columns).where(fleet_on(on, IN_USE)))
    return [DeviceFacts(*row) for row in rows]


def alike_in_use(on: date) -> list[DeviceFacts]:
    """Give the machines in use on a day, those alike on one line."""
    return alike(fleet_on(on, IN_USE))


def alike(*conditions: ColumnElement[bool]) -> list[DeviceFacts]:
    """Give the facts of some machines, those alike on one line: figures are proportional to the quantity."""
    left = {"quantity"} if sheets_in_force() else {"quantity", "manufacturer", "model"}
    shared = [getattr(Device, field) for field in FACTS if field not in left]
    columns = select(func.sum(Device.quantity).label("quantity"), *shared)
    rows = db.session.execute(columns.where(*conditions).group_by(*shared), execution_options=WHOLE_TABLE)
    return [DeviceFacts(**row) for row in rows.mappings()]


def explain_device(device: Device, today: date | None = None) -> list[Explanation]:
    """Open each figure of a machine down to its source."""
    on = today or date.today()  # noqa: DTZ011 - the day people see on the wall
    electricity = electricity_in_force(current_organisation().territory, on)
    return explain(device.facts(), factors_in_force(on), electricity, on, sheets_in_force())


def support_of_device(device: Device) -> SystemSupport | None:
    """Say how long the system of a machine is supported, when it is recognised."""
    return recognise_system(device.operating_system, device.operating_system_version, load_lifecycles())


@remembered
def summary(today: date | None = None) -> Summary:
    """Sum up the machines in use: how many, how old, how many on a system that is no longer followed."""
    on = today or date.today()  # noqa: DTZ011 - the day people see on the wall
    counts, (known, over) = fleet_counts(on), systems_followed(on)
    return Summary(counts.count, counts.ages, known, over)


def systems_followed(on: date) -> tuple[int, int]:
    """Count the machines in use whose system is recognised, and those whose support is over on a day."""
    states = [(each.support.is_over(on), each.count) for each in systems_in_use(on) if each.support]
    known = sum(count for state, count in states if state is not None)
    return known, sum(count for state, count in states if state)
