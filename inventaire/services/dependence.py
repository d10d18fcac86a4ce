"""On whom the organisation depends: spending, machines and missions by group, by ring, by place."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.concentration import Concentration, concentration
from inventaire.domain.jurisdiction import Ring
from inventaire.domain.vocabulary import HostingPlace, Recognised
from inventaire.models import Application, Device, Installation, db
from inventaire.services.figures import IN_USE
from inventaire.services.memory import remembered
from inventaire.services.ownership import FREE, Owner, owners
from inventaire.services.recognition import recognise_name
from inventaire.services.software import FreeShare, free_shares

NOT_SAID = "Non renseigné"
HELD = (Ring.FRANCE, Ring.UNION, Ring.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Line:
    """What hangs on one holder: applications, yearly spending [€ HT] on so many known costs, machines, accounts."""

    of: Any
    ring: Ring | None
    applications: int
    cost: float
    known_costs: int
    posts: int
    seats: int
    missions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission: the groups that it hangs on, how many of them are outside the Union, whether it is essential."""

    mission: str
    applications: int
    groups: tuple[str, ...]
    outside: int
    essential: bool


@dataclass(frozen=True, slots=True)
class Dependence:
    """The whole page; `posts` are the machines whose software or system is known."""

    posts: int
    groups: tuple[Line, ...]
    rings: tuple[Line, ...]
    kin: tuple[Line, ...]
    hosting: tuple[Line, ...]
    missions: tuple[MissionLine, ...]
    shares: tuple[FreeShare, ...]
    of_spending: Concentration
    of_posts: Concentration

    @property
    def total(self) -> Line:
        """Add up the rings, which share the applications out."""
        return Line(
            "Ensemble",
            None,
            sum(line.applications for line in self.rings),
            sum(line.cost for line in self.rings),
            sum(line.known_costs for line in self.rings),
            self.posts,
            sum(line.seats for line in self.rings),
            (),
        )


@dataclass(frozen=True, slots=True)
class _Use:
    """Applications of one owner, one place and one mission together."""

    owner: Owner
    place: HostingPlace | None
    mission: str | None
    essential: bool
    applications: int
    cost: float
    known_costs: int
    seats: int


@remembered
def dependence() -> Dependence:
    """Say on whom the organisation depends, as things stand."""
    uses, machines = _uses(), _machines()
    posts = {device: quantity for held in machines.values() for device, quantity in held.items()}
    groups = _lines(uses, machines, lambda owner: owner)
    known = [line for line in groups if line.ring in HELD]
    paying = {line.of.group: line.cost for line in known if line.known_costs}
    with_cost = sum(line.known_costs for line in known)
    installed = {line.of.group: float(line.posts) for line in known if line.posts}
    tied = {device: count for owner, held in machines.items() if owner.ring in HELD for device, count in held.items()}
    return Dependence(
        sum(posts.values()),
        groups,
        _lines(uses, machines, lambda owner: owner.ring),
        _lines(uses, machines, lambda owner: owner.kin),
        _by_place(uses),
        _by_mission(uses),
        free_shares(),
        concentration(paying, with_cost, sum(line.applications for line in known)),
        concentration(installed, sum(tied.values()), sum(posts.values())),
    )


def label_of(key: Any) -> str:
    """Give the words of what a line is about."""
    if isinstance(key, Owner):
        return key.group
    return NOT_SAID if key is None else str(key.label)


def _uses() -> list[_Use]:
    columns = (Application.tool, Application.outcome, Application.publisher, Application.hosting_place)
    kept = (*columns, Application.mission)
    cost = Application.yearly_cost_excl_eur
    rows = db.session.execute(
        select(*kept, func.count(), func.sum(cost), func.count(cost), func.sum(Application.seats))
        .where(Application.outcome != Recognised.IGNORED.value)
        .group_by(*kept)
    )
    essential, known = _essential_tools(), owners()
    return [
        _Use(known.of(tool, outcome, by), place, mission, tool in essential, count, paid or 0.0, costs, seats or 0)
        for tool, outcome, by, place, mission, count, paid, costs, seats in rows
    ]


def _essential_tools() -> set[str]:
    """List what does something that must go on with no network."""
    catalog = load_catalog()
    functions = {key for key, each in catalog.functions.items() if each.essential_offline}
    entries: list[Tool | Alternative] = [*catalog.tools.values(), *catalog.alternatives.values()]
    return {entry.slug for entry in entries if functions & {*entry.functions}}


def _machines() -> dict[Owner, dict[int, int]]:
    """Give, for each owner, the machines in use where something of theirs is: their quantities by number."""
    known = owners()
    rows = select(Application.id, Application.tool, Application.outcome, Application.publisher)
    counted = db.session.execute(rows.where(Application.outcome != Recognised.IGNORED.value))
    held_by = {number: known.of(tool, outcome, publisher) for number, tool, outcome, publisher in counted}
    in_use = select(Device.id, Device.quantity, Device.operating_system).where(Device.status.in_(IN_USE))
    devices = db.session.execute(in_use).all()
    quantities = {number: quantity for number, quantity, _ in devices}
    found: dict[Owner, dict[int, int]] = defaultdict(dict)
    for application, device in db.session.execute(select(Installation.application_id, Installation.device_id)):
        if application in held_by and device in quantities:
            found[held_by[application]][device] = quantities[device]
    systems = {name: recognise_name(name, "", "").tool for name in {row.operating_system for row in devices} if name}
    for number, quantity, system in devices:
        if tool := systems.get(system or ""):
            found[known.by_tool.get(tool, FREE)][number] = quantity
    return found


def _lines(
    uses: Iterable[_Use], machines: dict[Owner, dict[int, int]], key: Callable[[Owner], Any]
) -> tuple[Line, ...]:
    """Put together what has the same key; a machine counts once in each line."""
    together: dict[Any, list[_Use]] = defaultdict(list)
    posts: dict[Any, dict[int, int]] = defaultdict(dict)
    for use in uses:
        together[key(use.owner)].append(use)
    for owner, held in machines.items():
        posts[key(owner)] |= held
    lines = [_line(each, together[each], posts[each]) for each in {*together, *posts}]
    return tuple(sorted(lines, key=lambda line: (-line.cost, -line.posts, -line.applications, label_of(line.of))))


def _line(key: Any, uses: list[_Use], posts: dict[int, int]) -> Line:
    return Line(
        key,
        key.ring if isinstance(key, Owner) else key if isinstance(key, Ring) else None,
        sum(use.applications for use in uses),
        sum(use.cost for use in uses),
        sum(use.known_costs for use in uses),
        sum(posts.values()),
        sum(use.seats for use in uses),
        tuple(sorted({use.mission for use in uses if use.mission})),
    )


def _by_place(uses: Iterable[_Use]) -> tuple[Line, ...]:
    together: dict[HostingPlace | None, list[_Use]] = defaultdict(list)
    for use in uses:
        together[use.place].append(use)
    return tuple(_line(place, together[place], {}) for place in (*HostingPlace, None) if place in together)


def _by_mission(uses: Iterable[_Use]) -> tuple[MissionLine, ...]:
    together: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        if use.mission:
            together[use.mission].append(use)
    return tuple(_mission(mission, together[mission]) for mission in sorted(together))


def _mission(mission: str, uses: list[_Use]) -> MissionLine:
    owners = {use.owner for use in uses}
    held = sorted(owner.group for owner in owners if owner.ring in HELD)
    outside = sum(owner.ring is Ring.OUTSIDE for owner in owners)
    count = sum(use.applications for use in uses)
    return MissionLine(mission, count, tuple(held), outside, any(use.essential for use in uses))
