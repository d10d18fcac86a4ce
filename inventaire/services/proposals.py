"""What one machine can become, in kilowatt-hours, kilograms and euros, each way beside its reasons."""

from dataclasses import dataclass, replace
from datetime import date

from inventaire.catalog.longer_life import load_longer_life
from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import MachineFacts
from inventaire.domain.balance import balance, break_even
from inventaire.domain.balance_working import Setting, Working, working
from inventaire.domain.estimate import Estimate, Unit
from inventaire.domain.figures import Figure
from inventaire.domain.fleet_columns import codes_of, columns_of
from inventaire.domain.formats import estimate_text
from inventaire.domain.keeping import Verdict, estimate_of, keep, verdict
from inventaire.domain.prices import PriceKey, Prices
from inventaire.domain.proposals import Machine, Option, Proposal, best, proposals
from inventaire.domain.prospects import fitness, outlook
from inventaire.domain.spending import Spending, spending
from inventaire.domain.vocabulary import DeviceCategory, SiteKind, StorageKind
from inventaire.models import Device
from inventaire.services.ability import RECEIVING
from inventaire.services.blocking import software_to_check
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import support_of_device
from inventaire.services.fleet_changes import written
from inventaire.services.maker_sheets import sheets_in_force
from inventaire.services.organisation import current_organisation
from inventaire.services.prices import prices_on

USUAL_YEARS = 3  # what an eight-year life is to a five-year one, by formula 5
MOST_YEARS = 10
SAME_BUT = {DeviceCategory.COMPUTER: DeviceCategory.LAPTOP}  # a format that nobody knows is bought as no such thing
BOUGHT = (  # what may be bought in place of a computer
    DeviceCategory.LAPTOP,
    DeviceCategory.DESKTOP_TOWER,
    DeviceCategory.MINI_PC,
    DeviceCategory.ALL_IN_ONE,
    DeviceCategory.WORKSTATION,
)
IF_ADDED = (
    "Comme «\u00a0Garder\u00a0» si un achat est vraiment évité là-bas\u202f; sinon, un matériel de plus\u00a0: {}."
)
DEPENDS = "Dépend de ce que le repreneur n’achètera pas."
NO_STUDY = "Aucune étude publiée pour cette catégorie."
REFERENCE = "Référence de la comparaison."


@dataclass(frozen=True, slots=True)
class Way:
    """A way and its figures; `why_fr` stands where what it avoids is not estimated."""

    proposal: Proposal
    energy: Estimate | None
    avoided: Estimate | None
    verdict: Verdict | None
    why_fr: str | None
    working: Working | None
    spending: Spending | None
    bill: Estimate | None


@dataclass(frozen=True, slots=True)
class Ways:
    """All the ways of a machine, over how many years, against which purchase, and the one with the best reasons."""

    each: tuple[Way, ...]
    best: Option
    years: int
    bought: DeviceCategory
    break_even: Estimate | None
    lifetime: float  # of what would be bought [ans]


def ways_of(device: Device, on: date, years: int, bought: DeviceCategory | None) -> Ways:
    """Weigh what a machine can become over some years, against the purchase that would really be made."""
    chosen = replacing(device.category, bought)
    setting, prices, machine = _setting(device, on, years, chosen), prices_on(on), _machine(device, on)
    found = proposals(machine)
    emits = _verdict(setting) in (Verdict.EMITS, Verdict.LEANS)
    return Ways(
        tuple(_weighed(way, setting, device, on, prices) for way in found),
        best(found, emits=emits, hard_disk=machine.hard_disk).option,
        years,
        chosen,
        break_even(setting.kept, setting.electricity, 0),
        float(setting.kept.lifetime[0]),
    )


def replacing(category: DeviceCategory, bought: DeviceCategory | None) -> DeviceCategory:
    """Say what would be bought in place of a machine: for a computer, what is chosen; else the same."""
    if bought in BOUGHT and category in RECEIVING:
        return bought
    return SAME_BUT.get(category, category)


def _machine(device: Device, on: date) -> Machine:
    if device.category not in RECEIVING:
        return Machine(computer=False)
    support = support_of_device(device)
    over = support.is_over(on) if support else None
    facts = MachineFacts(device.processor, device.memory_gb, device.storage_gb, device.tpm_version)
    at_school = device.site is not None and device.site.kind is SiteKind.PRIMARY_SCHOOL
    systems = load_minimums(on)
    admitted = {key: system for key, system in systems.items() if at_school or not system.schools}
    found = outlook(facts, support.key if support else "", admitted)
    schools = [fitness(facts, system) for system in systems.values() if system.schools and not at_school]
    return Machine(
        computer=True,
        laptop=device.category is DeviceCategory.LAPTOP,
        followed=None if over is None else not over,
        followed_until=support.free_until if support else None,
        next_system=found.next_system,
        free_system=found.free_system,
        school_system=next(iter(schools), None),
        memory_gb=device.memory_gb,
        hard_disk=device.storage_kind is StorageKind.HDD,
        software=tuple(software_to_check(written([device.id])).get(device.id, ())),
    )


def _setting(device: Device, on: date, years: int, bought: DeviceCategory) -> Setting:
    factors, electricity = factors_in_force(on), electricity_in_force(current_organisation().territory, on)
    kept = keep(columns_of([device.facts()], on, sheets_in_force()), codes_of([bought]), factors, electricity, years)
    both = factors.get(device.category.value), factors.get(bought.value)
    return Setting(kept, bought, both, electricity, (), load_longer_life(on).refurbished.get(bought.value))


def _verdict(setting: Setting) -> Verdict | None:
    avoided = setting.kept.estimate(0)
    return verdict(avoided) if avoided else None


def _weighed(way: Proposal, setting: Setting, device: Device, on: date, prices: Prices) -> Way:
    known = load_longer_life(on)
    setting = replace(setting, parts=tuple(known.parts[part] for part in way.parts))
    avoided, energy = _avoided(way, setting, on), _energy(way, setting)
    price = prices.get(PriceKey.KWH)
    return Way(
        way,
        energy,
        avoided,
        verdict(avoided) if avoided and way.option.stays else None,
        None if avoided else _why(way, setting),
        working(way.option, avoided, setting) if avoided else None,
        spending(way, setting.bought, device.quantity, prices),
        energy.scaled(price.value, Unit.EURO_PER_YEAR) if energy and price else None,
    )


def _avoided(way: Proposal, setting: Setting, on: date) -> Estimate | None:
    column = balance(setting.kept, way, load_longer_life(on))
    return None if column is None else estimate_of(column, 0)


def _energy(way: Proposal, setting: Setting) -> Estimate | None:
    if way.option is Option.DISPOSE:
        return None
    side = setting.kept.new if way.option.replaces else setting.kept.old
    return side.estimate(Figure.ENERGY_PER_YEAR, 0)


def _why(way: Proposal, setting: Setting) -> str | None:
    if way.option is Option.OTHER_USE:
        return IF_ADDED.format(estimate_text(setting.kept.old.estimate(Figure.USE_PER_YEAR, 0)))
    told = {Option.DISPOSE: DEPENDS, Option.REFURBISHED: NO_STUDY, Option.NEW: REFERENCE}
    if way.option in told:
        return told[way.option]
    reason = setting.kept.reason(0)
    return reason.label if reason else None
