"""What a maker says of one of its models: it stands for the devices of that model alone."""

from dataclasses import dataclass
from functools import lru_cache

from inventaire.domain import formats
from inventaire.domain.factors import Bounds
from inventaire.domain.identity import folded, maker_of
from inventaire.domain.partial_date import PartialDate

MODELS = 10_000  # a fleet has few models, and many devices of each


@dataclass(frozen=True, slots=True)
class ModelSheet:
    """A maker's values for one device of a model: embodied [kgCO2e], with its margin if given, energy [kWh/an]."""

    manufacturer: str
    model: str
    embodied: Bounds
    energy_kwh_per_year: float | None
    source: str
    dated: PartialDate

    @property
    def told(self) -> str:
        """Say which sheet it is, where it was read and of when it is."""
        name = formats.make_and_model(self.manufacturer, self.model)
        return f"Fiche du fabricant pour {name}, {formats.day(self.dated)}\u00a0: {self.source}"


@lru_cache(maxsize=MODELS)
def known_as(manufacturer: str | None, model: str | None) -> str | None:
    """Write a model as it is compared: its maker's one word, its own without case; None where either is not known."""
    maker, name = maker_of(manufacturer), folded(model)
    return f"{maker} | {name}" if maker and name else None
