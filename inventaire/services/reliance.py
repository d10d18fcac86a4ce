"""On whom the organisation depends: spending, machines and missions by group, by ring, by place."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from inventaire.domain.concentration import Concentration, concentration
from inventaire.domain.jurisdiction import Ring
from inventaire.domain.vocabulary import HostingPlace
from inventaire.services import holdings
from inventaire.services.holdings import Use
from inventaire.services.memory import remembered
from inventaire.services.ownership import Owner
from inventaire.services.posts import Posts, posts
from inventaire.services.software import FreeShare, free_shares

if TYPE_CHECKING:
    from inventaire.domain.figures import Mask

NOT_SAID = "Non renseigné"
HELD = (Ring.FRANCE, Ring.UNION, Ring.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Line:
    """What hangs on one holder: applications, yearly spending [€ HT] on so many known costs, machines, accounts.

    Accounts that nobody declared are None.
    """

    of: Any
    ring: Ring | None
    applications: int
    cost: float
    known_costs: int
    posts: int
    seats: int | None
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
class Reliance:
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
            _declared(line.seats for line in self.rings),
            (),
        )


@remembered
def reliance() -> Reliance:
    """Say on whom the organisation depends, as things stand."""
    uses, machines, held = holdings.uses(), holdings.machines_by_owner(), posts()
    count = _either(held, machines.values())
    tied = _either(held, (mask for owner, mask in machines.items() if owner.ring in HELD))
    groups = _lines(uses, machines, held, lambda owner: owner)
    known = [line for line in groups if line.ring in HELD]
    paying = {line.of.group: line.cost for line in known if line.known_costs}
    with_cost = sum(line.known_costs for line in known)
    installed = {line.of.group: float(line.posts) for line in known if line.posts}
    return Reliance(
        count,
        groups,
        _lines(uses, machines, held, lambda owner: owner.ring),
        _lines(uses, machines, held, lambda owner: owner.kin),
        _by_place(uses),
        _by_mission(uses),
        free_shares(),
        concentration(paying, with_cost, sum(line.applications for line in known)),
        concentration(installed, tied, count),
    )


def label_of(key: Any) -> str:
    """Give the words of what a line is about."""
    if isinstance(key, Owner):
        return key.group
    return NOT_SAID if key is None else str(key.label)


def _lines(
    uses: Iterable[Use], machines: dict[Owner, "Mask"], known: Posts, key: Callable[[Owner], Any]
) -> tuple[Line, ...]:
    """Put together what has the same key; a machine counts once in each line."""
    together: dict[Any, list[Use]] = defaultdict(list)
    held: dict[Any, list[Mask]] = defaultdict(list)
    for use in uses:
        together[key(use.owner)].append(use)
    for owner, mask in machines.items():
        held[key(owner)].append(mask)
    lines = [_line(each, together[each], _either(known, held[each])) for each in {*together, *held}]
    return tuple(sorted(lines, key=lambda line: (-line.cost, -line.posts, -line.applications, label_of(line.of))))


def _either(held: Posts, masks: Iterable["Mask"]) -> int:
    """Count the machines that any of these masks keeps."""
    found = list(masks)
    return held.count(reduce(or_, found)) if found else 0


def _line(key: Any, uses: list[Use], machines: int) -> Line:
    return Line(
        key,
        key.ring if isinstance(key, Owner) else key if isinstance(key, Ring) else None,
        sum(use.applications for use in uses),
        sum(use.cost for use in uses),
        sum(use.known_costs for use in uses),
        machines,
        _declared(use.seats for use in uses),
        tuple(sorted({use.mission for use in uses if use.mission})),
    )


def _declared(seats: Iterable[int | None]) -> int | None:
    known = [each for each in seats if each is not None]
    return sum(known) if known else None


def _by_place(uses: Iterable[Use]) -> tuple[Line, ...]:
    together: dict[HostingPlace | None, list[Use]] = defaultdict(list)
    for use in uses:
        together[use.place].append(use)
    return tuple(_line(place, together[place], 0) for place in (*HostingPlace, None) if place in together)


def _by_mission(uses: Iterable[Use]) -> tuple[MissionLine, ...]:
    together: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        if use.mission:
            together[use.mission].append(use)
    return tuple(_mission(mission, together[mission]) for mission in sorted(together))


def _mission(mission: str, uses: list[Use]) -> MissionLine:
    owners = {use.owner for use in uses}
    held = sorted(owner.group for owner in owners if owner.ring in HELD)
    outside = sum(owner.ring is Ring.OUTSIDE for owner in owners)
    count = sum(use.applications for use in uses)
    return MissionLine(mission, count, tuple(held), outside, any(use.essential for use in uses))
