"""What is best done of each computer left without a followed system: machines alike are weighed once."""

from collections import Counter
from collections.abc import Iterable, Sequence
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
from inventaire.domain.vocabulary import DeviceCategory, SiteKind, StorageKind
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.organisation import current_organisation
from inventaire.services.prices import prices_on
from inventaire.services.proposals import replacing
from inventaire.services.prospects import Prolongable, blocking_software, prolongable

DRAWN = (  # what the electricity of a machine is reckoned from
    "category",
    "manufacturer",
    "model",
    "energy_kwh_per_year",
    "energy_source",
    "power_on_w",
    "power_standby_w",
    "hours_per_day",
    "days_per_year",
    "pue",
)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The figures of one machine on its way: electricity, what it avoids, what it costs at once [€]."""

    energy: Estimate | None
    avoided: Estimate | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class Advised:
    """A computer, the way with the best reasons, and its figures, which are those of one machine of the lot."""

    found: Prolongable
    proposal: Proposal
    software: tuple[str, ...]
    one: OneOf

    @property
    def energy(self) -> Estimate | None:
        """Give the electricity of the whole lot on that way [kWh/an]."""
        return self._whole(self.one.energy)

    @property
    def avoided(self) -> Estimate | None:
        """Give what the whole lot avoids [kgCO2e]."""
        return self._whole(self.one.avoided)

    @property
    def cost(self) -> float | None:
        """Give what the whole lot costs at once [€]."""
        return None if self.one.cost is None else self.one.cost * self.found.machine.quantity

    def _whole(self, estimate: Estimate | None) -> Estimate | None:
        return estimate and estimate.scaled(self.found.machine.quantity, estimate.unit)


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
        self.ways: dict[tuple[Any, ...], Proposal] = {}
        self.figures: dict[tuple[Any, ...], OneOf] = {}

    def advise(self, row: Prolongable, software: tuple[str, ...]) -> Advised:
        place, machine = self.places[_drawn(row.machine)], row.machine
        at_school = machine.site_kind is SiteKind.PRIMARY_SCHOOL
        key = (id(row.support), id(row.outlook), machine.storage_kind, at_school, software, place)
        if key not in self.ways:
            self.ways[key] = self._way(row, software, place, at_school=at_school)
        way = self.ways[key]
        told = (way.option, way.parts, place)
        if told not in self.figures:
            self.figures[told] = self._figures(way, place)
        return Advised(row, way, software, self.figures[told])

    def _way(self, row: Prolongable, software: tuple[str, ...], place: int, *, at_school: bool) -> Proposal:
        machine, hard_disk = row.machine, row.machine.storage_kind is StorageKind.HDD
        facts = MachineFacts(machine.processor, machine.memory_gb, machine.storage_gb, machine.tpm_version)
        schools = [fitness(facts, system) for system in self.systems.values() if system.schools and not at_school]
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
            software=software,
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


def advised(on: date, years: int, bought: DeviceCategory | None) -> list[Advised]:
    """Choose a way for each computer in use whose system is no longer followed, the longest abandoned first."""
    rows = prolongable(on)
    software, bench = blocking_software(), _Bench(rows, on, years, bought)
    return [bench.advise(row, software.get(row.machine.id, ())) for row in rows]


def narrowed(
    found: Iterable[Advised], option: Option | None, prospect: Prospect | None, site: int | None
) -> list[Advised]:
    """Keep what one way is proposed to, what machines can become, and a site."""
    return [
        each
        for each in found
        if option in (None, each.proposal.option)
        and prospect in (None, each.found.outlook.prospect)
        and site in (None, each.found.machine.site_id)
    ]


def by_option(found: Iterable[Advised]) -> dict[Option, int]:
    """Count the machines that each way is proposed to; a way proposed to none is left out."""
    counts: Counter[Option] = Counter()
    for each in found:
        counts[each.proposal.option] += each.found.machine.quantity
    return {option: counts[option] for option in Option if counts[option]}


def summed(found: Iterable[Advised]) -> Sums:
    """Add up the figures of a list."""
    counts: Counter[int] = Counter()
    ones: dict[int, OneOf] = {}
    for each in found:
        counts[id(each.one)] += each.found.machine.quantity
        ones[id(each.one)] = each.one
    pairs = [(one, counts[key]) for key, one in ones.items()]
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
