"""What each owner holds here: applications with their costs, and machines."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.vocabulary import HostingPlace, Recognised
from inventaire.models import Application, Device, Installation, db
from inventaire.services.contract_terms import YEARLY_COST
from inventaire.services.fleet_on import IN_USE
from inventaire.services.ownership import FREE, Owner, owners
from inventaire.services.recognition import system_tool

NAMED = (Application.tool, Application.outcome, Application.publisher)
CHOSEN = Application.outcome != Recognised.IGNORED.value


@dataclass(frozen=True, slots=True)
class Use:
    """Applications of one owner, one place and one mission together; seats that nobody declared are None."""

    owner: Owner
    place: HostingPlace | None
    mission: str | None
    essential: bool
    applications: int
    cost: float
    known_costs: int
    seats: int | None


def uses() -> list[Use]:
    """Count the applications by owner, place and mission; components are left out."""
    kept = (*NAMED, Application.hosting_place, Application.mission)
    counts = (func.count(), func.sum(YEARLY_COST), func.count(YEARLY_COST), func.sum(Application.seats))
    rows = db.session.execute(select(*kept, *counts).where(CHOSEN).group_by(*kept))
    essential, known = _essential_tools(), owners()
    return [
        Use(known.of(tool, outcome, by), place, mission, tool in essential, count, paid or 0.0, costs, seats)
        for tool, outcome, by, place, mission, count, paid, costs, seats in rows
    ]


def _essential_tools() -> set[str]:
    """List what does something that must go on with no network."""
    catalog = load_catalog()
    functions = {key for key, each in catalog.functions.items() if each.essential_offline}
    entries: list[Tool | Alternative] = [*catalog.tools.values(), *catalog.alternatives.values()]
    return {entry.slug for entry in entries if functions & {*entry.functions}}


def machines_by_owner() -> dict[Owner, dict[int, int]]:
    """Give, for each owner, the machines in use where something of theirs is: their quantities by number."""
    known = owners()
    named = db.session.execute(select(Application.id, *NAMED).where(CHOSEN))
    held_by = {number: known.of(tool, outcome, by) for number, tool, outcome, by in named}
    read = (Device.id, Device.quantity, Device.operating_system, Device.category)
    devices = db.session.execute(select(*read).where(Device.status.in_(IN_USE))).all()
    quantities = {row.id: row.quantity for row in devices}
    found: dict[Owner, dict[int, int]] = defaultdict(dict)
    for application, device in db.session.execute(select(Installation.application_id, Installation.device_id)):
        if application in held_by and device in quantities:
            found[held_by[application]][device] = quantities[device]
    for number, quantity, system, category in devices:
        if tool := system_tool(system or "", category):
            found[known.by_tool.get(tool, FREE)][number] = quantity
    return found
