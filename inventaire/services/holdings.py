"""What each owner holds here: applications with their costs, and machines."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.vocabulary import HostingPlace, Recognised
from inventaire.models import Application, db
from inventaire.services.contract_terms import YEARLY_COST
from inventaire.services.ownership import FREE, Owner, owners
from inventaire.services.posts import posts
from inventaire.services.recognition import system_tool

if TYPE_CHECKING:
    from inventaire.domain.figures import Mask

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


def machines_by_owner() -> dict[Owner, "Mask"]:
    """Say, for each owner, on which machines in use something of theirs is."""
    known, held = owners(), posts()
    places: dict[Owner, list[Any]] = defaultdict(list)
    for number, tool, outcome, by in db.session.execute(select(Application.id, *NAMED).where(CHOSEN)):
        places[known.of(tool, outcome, by)] += [held.programs[number]] if number in held.programs else []
    for (system, category), there in held.systems.items():
        if tool := system_tool(system or "", category):
            places[known.by_tool.get(tool, FREE)].append(there)
    masks = {owner: held.at(there) & held.in_use for owner, there in places.items()}
    return {owner: mask for owner, mask in masks.items() if mask.any()}
