"""Whether a machine can receive a system: each requirement beside what is known, silent rather than wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inventaire.domain.formats import gigabytes
from inventaire.domain.vocabulary import Term

MARKS = re.compile(r"®|™|\((?:r|tm)\)", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
ABSENT = frozenset({"aucun", "aucune", "absent", "absente", "non", "none", "no"})


class Ability(Term):
    """Whether a machine can receive a system."""

    ABLE = "able", "Oui"
    UNABLE = "unable", "Non"
    UNKNOWN = "unknown", "Inconnu"


@dataclass(frozen=True, slots=True)
class ProcessorRule:
    """A family of processors, by the name that agents give; without a verdict, the rule does not conclude."""

    pattern: re.Pattern[str]
    ability: Ability
    told_fr: str | None = None


@dataclass(frozen=True, slots=True)
class SystemMinimum:
    """What a machine must have for a system, from a day on: memory and storage in gigabytes.

    `follows` is the key of the product it comes after, at the same publisher. `tolerance` is the part of
    a size that is enough: agents count in gibibytes, less what graphics keep.
    """

    key: str
    label: str
    free: bool
    schools: bool
    follows: str | None
    since: date
    memory_gb: float
    comfortable_gb: float | None
    storage_gb: float
    tpm: float | None
    processor_fr: str
    processors: tuple[ProcessorRule, ...]
    tolerance: float
    source: str | None
    source_fr: str
    confidence: str
    unchecked_fr: str | None


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What is known of a machine; None is what nobody said."""

    processor: str | None = None
    memory_gb: float | None = None
    storage_gb: float | None = None
    tpm_version: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: what is asked, what the machine has, and what follows."""

    label: str
    wanted: str
    found: str | None
    ability: Ability


def requirements(machine: MachineFacts, system: SystemMinimum) -> tuple[Requirement, ...]:
    """Compare a machine with all that a system asks."""
    return tuple(_requirements(machine, system))


def ability(found: Sequence[Requirement]) -> Ability:
    """Conclude: one requirement that fails is enough for « non », one unknown for « inconnu »."""
    verdicts = {each.ability for each in found}
    return next((each for each in (Ability.UNABLE, Ability.UNKNOWN) if each in verdicts), Ability.ABLE)


def _requirements(machine: MachineFacts, system: SystemMinimum) -> Iterator[Requirement]:
    yield _processor(machine.processor, system)
    yield _size("Mémoire", system.memory_gb, machine.memory_gb, system.tolerance)
    yield _size("Disque", system.storage_gb, machine.storage_gb, system.tolerance)
    if system.tpm is not None:
        yield _security_chip(machine.tpm_version, system.tpm)


def _processor(name: str | None, system: SystemMinimum) -> Requirement:
    plain = " ".join(MARKS.sub(" ", name or "").lower().split())
    rule = next((each for each in system.processors if each.pattern.search(plain)), None)
    found = f"{name} ({rule.told_fr})" if name and rule and rule.told_fr else name
    return Requirement("Processeur", system.processor_fr, found, rule.ability if rule else Ability.UNKNOWN)


def _size(label: str, wanted: float, found: float | None, tolerance: float) -> Requirement:
    asked = f"{gigabytes(wanted)} au moins"
    if found is None:
        return Requirement(label, asked, None, Ability.UNKNOWN)
    enough = Ability.ABLE if found >= wanted * tolerance else Ability.UNABLE
    return Requirement(label, asked, gigabytes(found), enough)


def _security_chip(written: str | None, wanted: float) -> Requirement:
    number = NUMBER.search(written or "")
    if number:
        version = float(number.group().replace(",", "."))
    elif (written or "").strip().lower() in ABSENT:
        version = 0.0
    else:
        return Requirement("Puce TPM", f"version {wanted:.1f}", written, Ability.UNKNOWN)
    enough = Ability.ABLE if version >= wanted else Ability.UNABLE
    return Requirement("Puce TPM", f"version {wanted:.1f}", written, enough)
