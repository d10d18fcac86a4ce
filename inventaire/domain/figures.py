"""The four figures of a fleet, line by line and added up, with what cannot be computed and why."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.impact import FloatArray
from inventaire.domain.vocabulary import Term

CodeArray = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
GRADES = tuple(Quality)
NONE = -1


class Figure(Term):
    """What is estimated, by the key of the JSON."""

    EMBODIED = "embodied_kgco2e", "Fabrication"
    EMBODIED_PER_YEAR = "embodied_kgco2e_per_year", "Fabrication, part annuelle"
    ENERGY_PER_YEAR = "energy_kwh_per_year", "Électricité"
    USE_PER_YEAR = "use_kgco2e_per_year", "Usage"

    @property
    def unit(self) -> Unit:
        """Give the unit of the figure."""
        return UNITS[self]


UNITS = {
    Figure.EMBODIED: Unit.KG_CO2E,
    Figure.EMBODIED_PER_YEAR: Unit.KG_CO2E_PER_YEAR,
    Figure.ENERGY_PER_YEAR: Unit.KWH_PER_YEAR,
    Figure.USE_PER_YEAR: Unit.KG_CO2E_PER_YEAR,
}


class Reason(Term):
    """Why a figure of a machine is not estimated."""

    NO_CATEGORY = "no_category", "La catégorie n’est pas renseignée : choisissez-la sur la fiche."
    NO_FACTOR = (
        "no_factor",
        "Aucun facteur de fabrication n’est publié pour cette catégorie : renseignez la valeur du fabricant.",
    )
    NO_LIFETIME = (
        "no_lifetime",
        "La durée d’usage de référence n’est pas connue pour cette catégorie : renseignez-la.",
    )
    NO_ENERGY = (
        "no_energy",
        "Aucune consommation n’est connue : renseignez-la, ou la puissance et les heures.",
    )
    NO_ELECTRICITY_FACTOR = (
        "no_electricity_factor",
        "Aucun facteur d’électricité pour ce territoire : choisissez-le sur la page Administration.",
    )


class Origin(Term):
    """Where the value of a machine comes from."""

    CATEGORY = "category", "Facteur de la catégorie"
    MAKER = "maker", "Valeur du fabricant"
    SHEET = "sheet", "Fiche du fabricant pour ce modèle"
    MEASURED = "measured", "Mesure"
    DECLARED_POWER = "declared_power", "Puissance déclarée"
    LABEL = "label", "Étiquette énergie"
    REFERENCE_LIFETIME = "reference_lifetime", "Durée d’usage de référence"
    AGE = "age", "Âge du matériel"
    TRUE_LIFE = "true_life", "Durée d’usage constatée"


REASONS = tuple(Reason)
ORIGINS = tuple(Origin)


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """One figure for each line: bounds (lines × low, central, high; NaN unknown) and codes (−1 for none)."""

    bounds: FloatArray
    quality: CodeArray
    reason: CodeArray
    origin: CodeArray

    @property
    def low(self) -> FloatArray:
        """Give the lowest values."""
        return self.bounds[:, 0]

    @property
    def central(self) -> FloatArray:
        """Give the central values."""
        return self.bounds[:, 1]

    @property
    def high(self) -> FloatArray:
        """Give the highest values."""
        return self.bounds[:, 2]


@dataclass(frozen=True, slots=True)
class FleetFigures:
    """The four figures of each line of a fleet, quantity included."""

    quantity: FloatArray
    columns: dict[Figure, FigureColumns]

    def estimate(self, figure: Figure, line: int) -> Estimate | None:
        """Give one figure of one line, or None where it is not estimated."""
        column = self.columns[figure]
        if column.reason[line] != NONE:
            return None
        return _estimate(column.bounds[line], column.quality[line], figure.unit)

    def reason(self, figure: Figure, line: int) -> Reason | None:
        """Say why a figure of a line is not estimated, or None where it is."""
        code = self.columns[figure].reason[line]
        return None if code == NONE else REASONS[code]

    def origin(self, figure: Figure, line: int) -> Origin | None:
        """Say what a figure of a line rests on."""
        code = self.columns[figure].origin[line]
        return None if code == NONE else ORIGINS[code]


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A sum over part of a fleet, and how many machines it covers."""

    estimate: Estimate | None
    count: int


def totals(figures: FleetFigures, mask: Mask | None = None) -> dict[str, Estimate | None]:
    """Add up each figure over the machines where it is estimated.

    Lows with lows, centrals with centrals, highs with highs: the error is common to all the machines of
    a category, it does not shrink with their number. A central or a high missing on one machine is
    missing in the sum; the lows that are known add up to an « au moins ». The quality is the worst.
    None where no machine is estimated, or nothing can be added up.
    """
    return {
        figure.value: _sum(figure, column, _within(mask, column.reason == NONE))
        for figure, column in figures.columns.items()
    }


def complete(figures: FleetFigures, mask: Mask | None = None) -> dict[str, Subtotal]:
    """Add up each figure over the machines whose three bounds are known, and count them."""
    answer = {}
    for figure, column in figures.columns.items():
        whole = _within(mask, ~some_unknown(column.bounds))
        answer[figure.value] = Subtotal(_sum(figure, column, whole), int(figures.quantity[whole].sum()))
    return answer


def not_estimable(figures: FleetFigures, mask: Mask | None = None) -> list[dict[str, str | int]]:
    """Count the machines left out of each figure, by reason."""
    answer: list[dict[str, str | int]] = []
    for figure, column in figures.columns.items():
        for code, reason in enumerate(REASONS):
            count = int(figures.quantity[_within(mask, column.reason == code)].sum())
            if count:
                answer.append({"figure": figure.value, "reason": reason.value, "count": count})
    return answer


def machines(figures: FleetFigures, mask: Mask | None = None) -> int:
    """Count the machines: a line may stand for several."""
    return int(figures.quantity.sum() if mask is None else figures.quantity[mask].sum())


def all_unknown(bounds: FloatArray) -> Mask:
    """Say of each line (lines × 3) whether its three values are unknown."""
    answer: Mask = np.logical_and.reduce(np.isnan(bounds), axis=1)
    return answer


def some_unknown(bounds: FloatArray) -> Mask:
    """Say of each line (lines × 3) whether one of its three values is unknown."""
    answer: Mask = np.logical_or.reduce(np.isnan(bounds), axis=1)
    return answer


def _estimate(bounds: FloatArray, grade: np.int8, unit: Unit) -> Estimate | None:
    """Make an estimate of three values and a code of quality, or None where all three are unknown."""
    low, central, high = (None if np.isnan(value) else float(value) for value in bounds)
    if low is None and central is None and high is None:
        return None
    return Estimate(low, central, high, unit, GRADES[grade])


def _within(mask: Mask | None, chosen: Mask) -> Mask:
    return chosen if mask is None else chosen & mask


def _sum(figure: Figure, column: FigureColumns, chosen: Mask) -> Estimate | None:
    if not chosen.any():
        return None
    bounds = column.bounds[chosen]
    sums = bounds.sum(axis=0)
    lows = bounds[~np.isnan(bounds[:, 0]), 0]
    # No impact is negative: what is known of the lows is still a true « au moins » of the whole.
    sums[0] = lows.sum() if lows.size else np.nan
    return _estimate(sums, column.quality[chosen].max(), figure.unit)
