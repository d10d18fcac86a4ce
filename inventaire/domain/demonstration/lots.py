"""Machines bought together, and what is known of their model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inventaire.domain.demonstration.places import Place
from inventaire.domain.demonstration.systems import System
from inventaire.domain.vocabulary import DeviceCategory, StorageKind

Facts = dict[str, Any]  # one line: the fields that somebody wrote down


@dataclass(frozen=True, slots=True)
class Parts:
    """What is inside a computer: memory and storage in Go."""

    processor: str
    memory: int
    storage: int
    storage_kind: StorageKind
    tpm: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A model of machine; in `serial`, each « # » stands for a letter or a digit.

    `price` is an invented order of size [€ without VAT].
    """

    category: DeviceCategory
    manufacturer: str | None = None
    name: str | None = None
    serial: str = ""
    price: float | None = None
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """Machines of one model that came to one place together.

    `bought` is « AAAA-MM », « AAAA », or empty when nobody knows. `together` writes one
    line for the whole lot. `facts` are written as they are on each line.
    """

    place: Place | None
    model: Model
    count: int
    bought: str = ""
    department: str | None = None
    system: System | None = None
    together: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
