"""The working of one line of the inventory: the line, its figures, what they were computed from."""

from dataclasses import dataclass
from math import isnan

from inventaire.domain import formats
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.factor_table import SERVER_ROOM
from inventaire.domain.factors import Bounds, ElectricityFactor, Factor, OwnFigure, OwnValue
from inventaire.domain.figures import Figure, FleetFigures, Origin
from inventaire.domain.fleet_columns import FleetColumns
from inventaire.domain.impact import FloatArray
from inventaire.domain.model_sheet import ModelSheet

OWN_OF = {Figure.EMBODIED: OwnFigure.EMBODIED, Figure.ENERGY_PER_YEAR: OwnFigure.ENERGY}


@dataclass(frozen=True, slots=True)
class Input:
    """A value that entered a calculation: what, how much with its unit, where from."""

    label: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the inventory, its figures, and all that they were computed from."""

    facts: DeviceFacts
    factor: Factor | None
    electricity: ElectricityFactor | None
    figures: FleetFigures
    columns: FleetColumns  # of the line alone
    hours_on: float | None  # [h/an]
    sheet: ModelSheet | None = None  # of its model

    @property
    def lifetime(self) -> float | None:
        """Give the reference lifetime [ans]: the organisation's own, else the category's."""
        return self.facts.lifetime_years or (self.factor.lifetime_years if self.factor else None)

    @property
    def age(self) -> float | None:
        """Give the years in service at the reference date."""
        return _known(self.columns.age)

    @property
    def true_life(self) -> float | None:
        """Give the years from service to withdrawal; None while in use."""
        return _known(self.columns.true_life)

    @property
    def cooling(self) -> float | None:
        """Give the PUE where it applies and is given."""
        return self.facts.pue if self.facts.category in SERVER_ROOM else None

    def own_value(self, figure: Figure) -> OwnValue | None:
        """Give the organisation's own factor that the embodied part or the energy rests on, if it does."""
        from_category = self.figures.origin(figure, 0) is Origin.CATEGORY
        return self.factor.own_value(OWN_OF[figure]) if self.factor and from_category else None

    def values(self, figure: Figure) -> tuple[float | None, float | None, float | None]:
        """Give the three values of a figure, for the whole line."""
        estimate = self.figures.estimate(figure, 0)
        return estimate.values() if estimate else (None, None, None)

    def each(self, figure: Figure) -> Bounds:
        """Give the three values of a figure for one machine, cooling taken away."""
        share = self.facts.quantity
        cooling = (self.cooling or 1.0) if figure is Figure.ENERGY_PER_YEAR else 1.0
        return Bounds(*(None if known is None else known / share / cooling for known in self.values(figure)))


def digits(value: float | None) -> str:
    """Write a number of the working: four digits, so that it can be done again by hand."""
    return formats.significant(value, 4)


def _known(column: FloatArray) -> float | None:
    return None if isnan(column[0]) else float(column[0])
