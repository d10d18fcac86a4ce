"""How far what a town depends on is held by a few: the Herfindahl-Hirschman index, and how to read it.

Thresholds: European Commission, guidelines on the assessment of horizontal mergers (OJ C 31, 5 February 2004),
points 19 to 21. They were written for markets; here they only give words to the spending, or the machines, of
one town.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from inventaire.domain.vocabulary import Term

MODERATE_FROM, HIGH_FROM = 1_000, 2_000
FEWEST = 5  # figures below which an index would say more than is known
PERCENT = 100


class Reading(Term):
    """What an index means, in words."""

    LOW = "low", "peu concentré"
    MODERATE = "moderate", "moyennement concentré"
    HIGH = "high", "très concentré"


@dataclass(frozen=True, slots=True)
class Concentration:
    """An index [0 to 10 000] on so many known figures out of so many; None when too few are known.

    `first` holds the most, with its share of 1.
    """

    index: float | None
    known: int
    total: int
    first: str = ""
    first_share: float = 0

    @property
    def shown(self) -> int | None:
        """Give the index as it is shown: to the unit, halves up."""
        return None if self.index is None else floor(self.index + 0.5)

    @property
    def reading(self) -> Reading | None:
        """Read the index as it is shown, so that the word and the figure never disagree."""
        return None if self.shown is None else read_index(self.shown)


def concentration(amounts: Mapping[str, float], known: int, total: int) -> Concentration:
    """Sum the squares of the shares, each in percent, of what holders have: 10 000 when one holds all.

    `known` counts the figures behind the amounts, `total` those there could be.
    """
    whole = sum(amounts.values())
    if known < FEWEST or not whole:
        return Concentration(None, known, total)
    first = max(amounts, key=lambda holder: (amounts[holder], holder))
    index = sum((PERCENT * amount / whole) ** 2 for amount in amounts.values())
    return Concentration(index, known, total, first, amounts[first] / whole)


def read_index(index: float) -> Reading:
    """Say in words what an index means."""
    if index < MODERATE_FROM:
        return Reading.LOW
    return Reading.MODERATE if index <= HIGH_FROM else Reading.HIGH
