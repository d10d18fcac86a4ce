"""Figures of the law: dated values, the text they come from, how surely it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inventaire.domain.formats import number, with_unit
from inventaire.domain.vocabulary import Term


class Confidence(Term):
    """How surely a figure was read."""

    TEXT = "T", "lu dans le texte"
    SECONDARY = "S", "lu dans une source secondaire, à vérifier"
    GENERAL = "G", "connaissance générale, à vérifier"
    CHOICE = "C", "choix de ce catalogue, qu’aucun texte ne fixe"


@dataclass(frozen=True, slots=True)
class RegulatoryFigure:
    """A figure and its values, by the day each began."""

    key: str
    label: str
    unit: str
    reference: str
    source: str | None
    confidence: Confidence
    checked: date
    note: str | None
    values: Mapping[date, float]

    def begun(self, on: date) -> date | None:
        """Give the day the value that holds on a date began; None before the first."""
        return max((since for since in self.values if since <= on), default=None)


@dataclass(frozen=True, slots=True)
class FigureInForce:
    """A value as it holds on a date; `reason` is the organisation's own, where it prefers its value."""

    figure: RegulatoryFigure
    value: float
    since: date
    reason: str | None = None

    @property
    def text(self) -> str:
        """Write the value: « 50 % », « 9,5 ans »."""
        return written(self.value, self.figure.unit)

    @property
    def reference(self) -> str:
        """Give the text it comes from, or whose choice it is."""
        return f"valeur de la collectivité\u00a0: {self.reason}" if self.reason else self.figure.reference


def written(value: float, unit: str) -> str:
    """Write a value and its unit, with no more decimals than it has."""
    digits = next(digits for digits in (0, 1, 2) if digits == 2 or round(value, digits) == value)
    return with_unit(number(value, digits), unit)
