"""What is best done of each computer left without a followed system: machines alike are weighed once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.catalog.longer_life import load_longer_life
from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import MachineFacts
from inventaire.domain.adding import Added, added
from inventaire.domain.balance import balance
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.estimate import Estimate
from inventaire.domain.figures import Figure, FigureColumns
from inventaire.domain.fleet_columns import codes_of, columns_of
from inventaire.domain.keeping import Kept, emits, estimate_of, keep
from inventaire.domain.proposals import Machine, Option, Proposal, best, proposals
from inventaire.domain.prospects import Prospect, fitness
from inventaire.domain.spending import spending
from inventaire.domain.vocabulary import DeviceCategory, StorageKind
from inventaire.services.blocking import software_to_check
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.fleet_changes import ids_of, written
from inventaire.services.listing import SIZE, Page
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.prices import prices_on
from inventaire.services.proposals import replacing
from inventaire.services.prospects import Prolongable, all_machines, machines_of, prolongable

DRAWN = (  # what the electricity of a machine is reckoned from
    "category",
    "manufacturer",
    "model",
    "energy_kwh_per_year",
    "energy_source",
    "label_kwh_per_1000h",
    "power_on_w",
    "power_standby_w",
    "hours_per_day",
    "days_per_year",
    "pue",
)
HELD = ("…",)  # some program, whichever: the best way does not depend on its name


@dataclass(frozen=True, slots=True)
class OneOf:
    """The figures of one machine on its way: electricity, what it avoids, what it costs at once [€]."""

    energy: Estimate | None
    avoided: Estimate | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class Advised:
    """Computers alike, the way with the best reasons, and the figures of one of them."""

    found: Prolongable
    proposal: Proposal
    one: OneOf


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the inventory among them, what holds it to its system, and the figures of its whole lot."""

    machine: Any
    kind: Advised
    software: tuple[str, ...]

    @property
    def energy(self) -> Estimate | None:
        """Give its electricity on that way [kWh/an]."""
        return self._whole(self.kind.one.energy)

    @property
    def avoided(self) -> Estimate | None:
        """Give what it avoids [kgCO2e]."""
        return self._whole(self.kind.one.avoided)

    @property
    def cost(self) -> float | None:
        """Give what it costs at once [€]."""
        return None if self.kind.one.cost is None else self.kind.one.cost * self.machine.quantity

    def _whole(self, estimate: Estimate | None) -> Estimate | None:
        return estimate and estimate.scaled(self.machine.quantity, estimate.unit)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list adds up to, and how many of its machines have no price."""

    energy: Added
    avoided: Added
    cost: float
    unpriced: int


class _Bench:
    """What a list is weighed with; each kind of machine is weighed once on each way."""

    def __init__(self, rows: Sequence[Prolongable], on: date, years: int, bought: DeviceCategory | None) -> None:
        self.known, self.prices, self.systems = load_longer_life(on), prices_on(on), load_minimums(on)
        kinds = dict.fromkeys(_drawn(row.machine) for row in rows)
        self.places = {kind: place for place, kind in enumerate(kinds)}
        self.successors = [replacing(kind[0], bought) for kind in kinds]
        self.kept = _kept(list(kinds), self.successors, on, years)
        self.emits = emits(self.kept).tolist()
        self.columns: dict[tuple[Any, ...], FigureColumns | None] = {}

    def advise(self, row: Prolongable) -> Advised:
        place = self.places[_drawn(row.machine)]
        way = self._way(row, place)
        return Advised(row, way, self._figures(way, place))

    def _way(self, row: Prolongable, place: int) -> Proposal:
        machine, hard_disk = row.machine, row.machine.storage_kind is StorageKind.HDD
        facts = MachineFacts(machine.processor, machine.memory_gb, machine.storage_gb, machine.tpm_version)
        schools = [
            fitness(facts, system) for system in self.systems.values() if system.schools and not machine.at_school
        ]
        known = Machine(
            computer=True,
            laptop=machine.category is DeviceCategory.LAPTOP,
            followed=False,
            followed_until=row.support.free_until,
            next_system=row.outlook.next_system,
            free_system=row.outlook.free_system,
            school_system=next(iter(schools), None),
            memory_gb=machine.memory_gb,
            hard_disk=hard_disk,
            software=HELD if machine.held else (),
        )
        return best(proposals(known), emits=self.emits[place], hard_disk=hard_disk)

    def _figures(self, way: Proposal, place: int) -> OneOf:
        key = (way.option, way.parts)
        if key not in self.columns:
            self.columns[key] = balance(self.kept, way, self.known)
        column = self.columns[key]
        side = self.kept.new if way.option.replaces else self.kept.old
        spent = spending(way, self.successors[place], 1, self.prices)
        return OneOf(
            side.estimate(Figure.ENERGY_PER_YEAR, place),
            estimate_of(column, place) if column else None,
            spent.total if spent else None,
        )


@remembered
def advised(on: date, years: int, bought: DeviceCategory | None, site: int | None = None) -> tuple[Advised, ...]:
    """Choose a way for each kind of computer whose system is no longer followed, the longest abandoned first."""
    rows = prolongable(on, site)
    bench = _Bench(rows, on, years, bought)
    return tuple(bench.advise(row) for row in rows)


def page_of_lines(found: Sequence[Advised], number: int) -> Page:
    """Give fifty lines of the inventory, those of one kind together."""
    total = sum(each.found.machine.lines for each in found)
    number = max(1, min(number, -(-total // SIZE) or 1))
    skipped = (number - 1) * SIZE
    lines: list[Line] = []
    for each in found:
        if len(lines) < SIZE and skipped < each.found.machine.lines:
            lines += _some_lines(each, skipped, SIZE - len(lines))
        skipped = max(0, skipped - each.found.machine.lines)
    return Page(lines, number, total)


def all_lines(found: Sequence[Advised]) -> Iterator[Line]:
    """Give every line of the inventory among kinds."""
    held = software_to_check(ids_of(each.found.ids for each in found if each.found.machine.held))
    for each, machines in zip(found, all_machines([each.found for each in found]), strict=True):
        yield from _lines(each, machines, held)


def _some_lines(kind: Advised, first: int, most: int) -> Iterator[Line]:
    machines = machines_of(kind.found, first, most)
    return _lines(kind, machines, software_to_check(written([each.id for each in machines])))


def _lines(kind: Advised, machines: Sequence[Any], held: Mapping[int, Sequence[str]]) -> Iterator[Line]:
    return (Line(each, kind, tuple(held.get(each.id, ()))) for each in machines)


def narrowed(found: Iterable[Advised], option: Option | None, prospect: Prospect | None) -> list[Advised]:
    """Keep what one way is proposed to, and what machines can become."""
    return [
        each
        for each in found
        if option in (None, each.proposal.option) and prospect in (None, each.found.outlook.prospect)
    ]


def by_option(found: Iterable[Advised]) -> dict[Option, int]:
    """Count the machines that each way is proposed to; a way proposed to none is left out."""
    counts: Counter[Option] = Counter()
    for each in found:
        counts[each.proposal.option] += int(each.found.machine.quantity)
    return {option: counts[option] for option in Option if counts[option]}


def summed(found: Iterable[Advised]) -> Sums:
    """Add up the figures of a list."""
    pairs = [(each.one, int(each.found.machine.quantity)) for each in found]
    return Sums(
        added((one.energy, count) for one, count in pairs),
        added((one.avoided, count) for one, count in pairs),
        sum(one.cost * count for one, count in pairs if one.cost is not None),
        sum(count for one, count in pairs if one.cost is None),
    )


def _drawn(machine: Any) -> tuple[Any, ...]:
    return tuple(getattr(machine, field) for field in DRAWN)


def _kept(kinds: Sequence[tuple[Any, ...]], successors: Sequence[DeviceCategory], on: date, years: int) -> Kept:
    facts = [DeviceFacts(**dict(zip(DRAWN, kind, strict=True))) for kind in kinds]
    electricity = electricity_in_force(current_organisation().territory, on)
    return keep(
        columns_of(facts, on, sheets_in_force()), codes_of(successors), factors_in_force(on), electricity, years
    )
