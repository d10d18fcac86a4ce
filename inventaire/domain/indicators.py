"""The indicators of the yearly report: stable code, label, unit, and why one stays unknown."""

from dataclasses import dataclass

from inventaire.domain.formats import UNKNOWN
from inventaire.domain.vocabulary import Term
from inventaire.domain.working import Input

ENOUGH, TOO_LITTLE = 0.8, 0.5  # annual report outline, common rule 3: « couverture affichée »


class Method(Term):
    """How an indicator comes about."""

    COMPUTED = "C", "calculé par l’inventaire"
    ESTIMATED = "E", "estimé"
    ENTERED = "S", "saisi à la main"
    READ = "R", "relevé"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a table of indicators; without a value, `reason` says why."""

    code: str
    label: str
    unit: str
    method: Method
    value: str | None = None
    reason: str = ""
    comment: str = ""

    def row(self) -> tuple[str, str, str, str, str]:
        """Give the cells of its line: code, label and unit, value, method, comment or reason."""
        named = f"{self.label} ({self.unit})" if self.unit else self.label
        said = " ".join(text for text in (self.reason, self.comment) if text)
        return self.code, named, self.value or UNKNOWN, self.method.value, said


@dataclass(frozen=True, slots=True)
class Opened:
    """An indicator with what it was made of: formula, inputs, factor, source."""

    indicator: Indicator
    formula: str
    inputs: tuple[Input, ...] = ()
    factor: str | None = None
    source: str | None = None


def covered(value: str, share: float, told: str) -> tuple[str | None, str]:
    """Give a value with what it was computed on; under half it is not printed, under 80 % it is said incomplete."""
    if share < TOO_LITTLE:
        return None, f"{told} : moins de la moitié, la valeur n’est pas imprimée."
    return value, f"{told}{' : données incomplètes' if share < ENOUGH else ''}."
