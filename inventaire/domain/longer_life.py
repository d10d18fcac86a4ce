"""What makes a machine last: the parts fitted to it, and the refurbished purchase that stands for a new one."""

from dataclasses import dataclass
from datetime import date

from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, Source
from inventaire.domain.vocabulary import Term


class Part(Term):
    """A part that is fitted to a machine."""

    BATTERY = "battery", "Batterie"
    MEMORY = "memory", "Mémoire"
    SSD = "ssd", "SSD"


@dataclass(frozen=True, slots=True)
class PartFactor:
    """What a part weighs [kgCO2e], for a size that is said; its three values may all be unknown."""

    part: Part
    since: date
    size_fr: str
    embodied: Bounds
    quality: Quality | None
    source_fr: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Refurbished:
    """The part of the yearly impact that a refurbished purchase avoids, from 0 to 1: a range without a centre."""

    since: date
    low: float
    high: float
    source: Source


@dataclass(frozen=True, slots=True)
class LongerLife:
    """What the catalogue knows of both on a day; refurbished purchases by category key."""

    parts: dict[Part, PartFactor]
    refurbished: dict[str, Refurbished]
