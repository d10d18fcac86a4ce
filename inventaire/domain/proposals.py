"""What one machine can become: each way, whether it can be taken, why, and what stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inventaire.domain.ability import Ability, Requirement
from inventaire.domain.formats import day, gigabytes, uncapitalised
from inventaire.domain.longer_life import Part
from inventaire.domain.prospects import Fitness
from inventaire.domain.vocabulary import Term

PART_FOR = {"Mémoire": Part.MEMORY, "Disque": Part.SSD}  # by the label of a requirement
NO_ORDER = "Son système n’est plus suivi depuis le {}\u00a0: à ne pas laisser ainsi sur le réseau."
FOLLOWED = "Son système est suivi {}."
UNRECOGNISED = "Son système n’est pas renseigné, ou pas reconnu\u00a0: personne ne sait s’il est encore suivi."
NOTHING_FORCES = "Rien de connu n’oblige à le remplacer."
RECEIVES = "{} peut s’y installer."
ASKS_MORE = "{} demande plus\u00a0: {}."
UNSURE = "Pour {}, à vérifier\u00a0: {}."
SPARSE = "Sa mémoire suffit sans plus\u00a0: {} conseillés pour {}."
HARD_DISK = "Son disque dur le ralentit\u00a0: un SSD d’abord."
TRIED = "À essayer avec les agents concernés avant de généraliser."
SOFTWARE = "Rien de libre ne prend toute la place de ce qui y est installé\u00a0: {}."
BATTERY_UNSEEN = "L’inventaire ne dit pas l’état de la batterie\u00a0: à constater sur place."
ELSEWHERE = "Pourrait servir {}."
LEFT_BEHIND = "Ses logiciels métier ne le suivent pas."
REALLY_AVOIDED = "Ne vaut que si un achat neuf est vraiment évité."
REFERENCE = "La référence à laquelle les autres pistes se comparent."
OUTLETS = "Après réforme\u00a0: don, vente ou éco-organisme, avec un effacement certifié."


class Option(Term):
    """What a machine can become."""

    KEEP = "keep", "Garder tel quel"
    NEXT_SYSTEM = "next_system", "Installer le système suivant de son éditeur"
    REINFORCE = "reinforce", "Renforcer et réinstaller"
    FREE_SYSTEM = "free_system", "Réinstaller avec un système libre"
    BATTERY = "battery", "Changer la batterie"
    OTHER_USE = "other_use", "Changer d’usage"
    REFURBISHED = "refurbished", "Remplacer par du reconditionné"
    NEW = "new", "Remplacer par du neuf"
    DISPOSE = "dispose", "Donner, vendre ou faire recycler"

    @property
    def replaces(self) -> bool:
        """Say whether another machine comes in its place."""
        return self in (Option.REFURBISHED, Option.NEW)

    @property
    def stays(self) -> bool:
        """Say whether the machine goes on serving where it is."""
        return not self.replaces and self not in (Option.OTHER_USE, Option.DISPOSE)


class Standing(Term):
    """Whether a way can be taken."""

    POSSIBLE = "possible", "Possible"
    UNKNOWN = "unknown", "À vérifier"
    BLOCKED = "blocked", "Empêché"


STANDINGS = {Ability.ABLE: Standing.POSSIBLE, Ability.UNABLE: Standing.BLOCKED, Ability.UNKNOWN: Standing.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Machine:
    """What the ways of a machine depend on; `followed` is None where nobody knows."""

    computer: bool
    laptop: bool = False
    followed: bool | None = None
    followed_until: date | None = None
    next_system: Fitness | None = None
    free_system: Fitness | None = None
    school_system: Fitness | None = None  # offered to a machine that is not in a school yet
    memory_gb: float | None = None
    hard_disk: bool = False
    software: tuple[str, ...] = ()  # what is installed and nothing free replaces whole


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way: what is fitted, what is installed, the reasons for it, and what blocks it."""

    option: Option
    standing: Standing
    parts: tuple[Part, ...] = ()
    system: str | None = None
    reasons: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


def proposals(machine: Machine) -> tuple[Proposal, ...]:
    """List what a machine can become, in the order they are worth trying; the last ones are its replacement."""
    return tuple(_ways(machine))


def best(found: Sequence[Proposal], *, emits: bool, hard_disk: bool = False) -> Proposal:
    """Choose the way that has the best reasons; where keeping emits more, a thriftier machine instead."""
    by_option = {each.option: each for each in found}
    if emits:
        return by_option.get(Option.REFURBISHED, by_option[Option.NEW])
    order = [Option.KEEP, Option.NEXT_SYSTEM, Option.FREE_SYSTEM, Option.REINFORCE]
    if hard_disk:
        order = [Option.KEEP, Option.NEXT_SYSTEM, Option.REINFORCE, Option.FREE_SYSTEM]
    for standing, options in (
        (Standing.POSSIBLE, order),
        (Standing.UNKNOWN, [Option.FREE_SYSTEM, Option.NEXT_SYSTEM]),
        (Standing.POSSIBLE, [Option.OTHER_USE]),
    ):
        for option in options:
            if option in by_option and by_option[option].standing is standing:
                return by_option[option]
    return by_option[Option.REFURBISHED]


def _ways(machine: Machine) -> Iterator[Proposal]:
    yield _as_it_is(machine)
    if machine.computer:
        yield from _systems(machine)
        if machine.laptop:
            yield Proposal(Option.BATTERY, Standing.UNKNOWN, (Part.BATTERY,), None, (BATTERY_UNSEEN,))
        yield _other_use(machine)
    yield Proposal(Option.REFURBISHED, Standing.POSSIBLE, reasons=(REALLY_AVOIDED,))
    yield Proposal(Option.NEW, Standing.POSSIBLE, reasons=(REFERENCE,))
    if machine.computer:
        yield Proposal(Option.DISPOSE, Standing.POSSIBLE, reasons=(OUTLETS,))


def _as_it_is(machine: Machine) -> Proposal:
    until = machine.followed_until
    if not machine.computer:
        return Proposal(Option.KEEP, Standing.POSSIBLE, reasons=(NOTHING_FORCES,))
    if machine.followed is None:
        return Proposal(Option.KEEP, Standing.UNKNOWN, blocks=(UNRECOGNISED,))
    if not machine.followed:
        return Proposal(Option.KEEP, Standing.BLOCKED, blocks=(NO_ORDER.format(day(until)),))
    told = FOLLOWED.format(f"jusqu’au {day(until)}" if until else "par son éditeur")
    return Proposal(Option.KEEP, Standing.POSSIBLE, reasons=(told,))


def _systems(machine: Machine) -> Iterator[Proposal]:
    if machine.next_system:
        yield _installed(Option.NEXT_SYSTEM, machine.next_system)
    if machine.free_system is None:
        return
    reinforced = _reinforced(machine, machine.free_system)
    if reinforced:
        yield reinforced
    free = _installed(Option.FREE_SYSTEM, machine.free_system, TRIED)
    yield _blocked_by(machine.software, free)


def _installed(option: Option, fitness: Fitness, *reasons: str) -> Proposal:
    label = fitness.system.label
    lacks = _lacks(label, fitness.lacking)
    able = () if lacks else (RECEIVES.format(label), *reasons)
    return Proposal(option, STANDINGS[fitness.ability], (), label, able, lacks)


def _lacks(system: str, requirements: Sequence[Requirement]) -> tuple[str, ...]:
    """Tell what a machine has too little of, then what nobody knows of it."""
    told = []
    for sentence, ability in ((ASKS_MORE, Ability.UNABLE), (UNSURE, Ability.UNKNOWN)):
        labels = [uncapitalised(each.label) for each in requirements if each.ability is ability]
        told += [sentence.format(system, ", ".join(labels))] if labels else []
    return tuple(told)


def _reinforced(machine: Machine, free: Fitness) -> Proposal | None:
    """Offer memory or an SSD, where either makes a free system possible or easier; None where neither would."""
    short = {PART_FOR[each.label] for each in free.lacking if each.label in PART_FOR and each.ability is Ability.UNABLE}
    sparse = _is_sparse(machine.memory_gb, free)
    parts = short | ({Part.SSD} if machine.hard_disk else set()) | ({Part.MEMORY} if sparse else set())
    if not parts:
        return None
    others = [each for each in free.lacking if PART_FOR.get(each.label) not in short]
    lacks = _lacks(free.system.label, others)
    standing = STANDINGS[min((each.ability for each in others), key=list(Ability)[1:].index, default=Ability.ABLE)]
    reasons = [RECEIVES.format(free.system.label)] if not lacks else []
    reasons += [HARD_DISK] if machine.hard_disk else []
    reasons += [SPARSE.format(gigabytes(free.system.comfortable_gb), free.system.label)] if sparse else []
    ordered = tuple(part for part in Part if part in parts)
    found = Proposal(Option.REINFORCE, standing, ordered, free.system.label, tuple(reasons), lacks)
    return _blocked_by(machine.software, found)


def _is_sparse(memory: float | None, free: Fitness) -> bool:
    """Say whether the memory reaches what a system asks and not what makes it comfortable."""
    wanted = free.system.comfortable_gb
    return memory is not None and wanted is not None and memory < wanted * free.system.tolerance


def _blocked_by(software: tuple[str, ...], way: Proposal) -> Proposal:
    if not software:
        return way
    told = SOFTWARE.format(", ".join(software))
    return Proposal(way.option, Standing.BLOCKED, way.parts, way.system, way.reasons, (told, *way.blocks))


def _other_use(machine: Machine) -> Proposal:
    """Offer another use to a machine that a free system can serve: its present programs do not matter there."""
    free, school = machine.free_system, machine.school_system
    if free is None or free.ability is not Ability.ABLE:
        unable = free is not None and free.ability is Ability.UNABLE
        lacks = _installed(Option.OTHER_USE, free).blocks if free else ()
        return Proposal(Option.OTHER_USE, Standing.BLOCKED if unable else Standing.UNKNOWN, blocks=lacks)
    uses = ["à une école" if school and school.ability is Ability.ABLE else "", "à un guichet ou à une consultation"]
    uses += ["à la réserve de prêt" if machine.laptop else ""]
    told = ELSEWHERE.format(", ".join(use for use in uses if use))
    left = (LEFT_BEHIND,) if machine.software else ()
    return Proposal(Option.OTHER_USE, Standing.POSSIBLE, (), free.system.label, (told, *left))
