"""What a computer whose system is no longer followed can become, before anybody speaks of replacing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inventaire.domain.ability import Ability, MachineFacts, Requirement, SystemMinimum, ability, requirements
from inventaire.domain.vocabulary import Term


class Prospect(Term):
    """What can be done of a computer whose system is no longer followed."""

    UPGRADE = "upgrade", "Peut recevoir le système suivant de son éditeur"
    FREE = "free", "Condamné par son éditeur, prolongeable par un système libre"
    REINFORCE = "reinforce", "Prolongeable si on le renforce"
    UNKNOWN = "unknown", "À vérifier : des caractéristiques manquent"


@dataclass(frozen=True, slots=True)
class Fitness:
    """A system, whether a machine can receive it, and each requirement that says so."""

    system: SystemMinimum
    ability: Ability
    requirements: tuple[Requirement, ...]

    @property
    def lacking(self) -> tuple[Requirement, ...]:
        """Give the requirements that are not met, or that nobody can tell."""
        return tuple(each for each in self.requirements if each.ability is not Ability.ABLE)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a computer can become: by its publisher's next system where there is one, by a free system."""

    prospect: Prospect
    next_system: Fitness | None
    free_system: Fitness | None


def fitness(machine: MachineFacts, system: SystemMinimum) -> Fitness:
    """Compare a machine with what a system asks."""
    found = requirements(machine, system)
    return Fitness(system, ability(found), found)


def outlook(machine: MachineFacts, product: str, systems: Mapping[str, SystemMinimum]) -> Outlook:
    """Say what a computer whose `product` (its key) is no longer followed can become.

    Of the free systems, that of schools where it is offered, then the one that asks most among those it can
    receive, otherwise the one that asks least.
    """
    following = next((fitness(machine, system) for system in systems.values() if system.follows == product), None)
    free = _best(fitness(machine, system) for system in systems.values() if system.free)
    return Outlook(_prospect(following, free), following, free)


def _best(found: Iterable[Fitness]) -> Fitness | None:
    modest_first = sorted(found, key=lambda each: (each.system.schools, each.system.memory_gb))
    able = [each for each in modest_first if each.ability is Ability.ABLE]
    return able[-1] if able else next(iter(modest_first), None)


def _prospect(following: Fitness | None, free: Fitness | None) -> Prospect:
    if following and following.ability is Ability.ABLE:
        return Prospect.UPGRADE
    if free is None or free.ability is Ability.UNKNOWN:
        return Prospect.UNKNOWN
    return Prospect.FREE if free.ability is Ability.ABLE else Prospect.REINFORCE
