"""Reads catalog/system-minimums.yaml: what systems ask of a machine, as it stands on a date."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.ability import Ability, ProcessorRule, SystemMinimum

VERDICTS = {True: Ability.ABLE, False: Ability.UNABLE, None: Ability.UNKNOWN}


class ProcessorShape(Strict):
    """A family of processors by its name, and whether it is admitted; null does not conclude."""

    pattern: str
    able: bool | None = None
    told_fr: str | None = None

    @field_validator("pattern")
    @classmethod
    def can_be_read(cls, pattern: str) -> str:
        """Refuse a pattern that does not compile, or that a name in small letters would never meet."""
        try:
            re.compile(pattern)
        except re.error as fault:
            raise ValueError(f"ce motif ne se lit pas ({fault})") from fault
        if pattern != pattern.lower():
            raise ValueError("écrivez le motif en minuscules")
        return pattern


class MinimumShape(Strict):
    """What a system asks from a day on; sizes in gigabytes."""

    memory_gb: float = Field(gt=0)
    comfortable_gb: float | None = Field(default=None, gt=0)
    storage_gb: float = Field(gt=0)
    tpm: float | None = None
    source: str | None = None
    source_fr: str
    confidence: Literal["T", "S", "G"]
    unchecked_fr: str | None = None
    processor_fr: str
    processors: tuple[ProcessorShape, ...] = Field(min_length=1)


class SystemShape(Strict):
    """A system, the tools or alternatives of the catalogue it is, and what it asks, by date."""

    label: str
    free: bool
    schools: bool = False
    follows: str | None = None
    tools: tuple[str, ...]
    values: dict[date, MinimumShape] = Field(min_length=1)


class MinimumFile(Strict):
    """The whole of system-minimums.yaml, shape checked."""

    tolerance: float = Field(gt=0, le=1)
    systems: dict[str, SystemShape]

    @model_validator(mode="after")
    def is_sorted(self) -> Self:
        """Keep the systems in order, so that a diff is readable."""
        if list(self.systems) != sorted(self.systems):
            raise ValueError("les systèmes ne sont pas triés par clé")
        return self


def load_minimums(on: date, folder: Path | None = None) -> dict[str, SystemMinimum]:
    """Give what each system asks on a date, by its key; a system that asked nothing yet is left out."""
    return _minimums(on, folder or catalog_folder())


@cache
def _minimums(on: date, folder: Path) -> dict[str, SystemMinimum]:
    book = MinimumFile.model_validate(read_yaml(folder / "system-minimums.yaml"))
    begun = {
        key: max((since for since in system.values if since <= on), default=None)
        for key, system in book.systems.items()
    }
    return {
        key: _minimum(key, book.systems[key], since, book.tolerance)
        for key, since in begun.items()
        if since is not None
    }


def _minimum(key: str, system: SystemShape, since: date, tolerance: float) -> SystemMinimum:
    value = system.values[since]
    return SystemMinimum(
        key,
        system.label,
        system.free,
        system.schools,
        system.follows,
        since,
        value.memory_gb,
        value.comfortable_gb,
        value.storage_gb,
        value.tpm,
        value.processor_fr,
        tuple(ProcessorRule(re.compile(each.pattern), VERDICTS[each.able], each.told_fr) for each in value.processors),
        tolerance,
        value.source,
        value.source_fr,
        value.confidence,
        value.unchecked_fr,
    )
