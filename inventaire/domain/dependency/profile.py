"""The dependency profile of an application: three risks, each with its level, its answers and its score.

A level goes from 0 (no risk found) to 4 (highest) and is that of the weakest criterion: no good answer
makes up for a bad one. The score is a weighted mean, from 0 to 100. What nobody answered never counts as
good: the level becomes a least one, the score a range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from inventaire.domain.basis import Basis as CatalogBasis
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Term

LEVELS = (
    "aucun risque relevé",
    "risque faible",
    "risque moyen",
    "risque fort",
    "risque très fort",
)
POINTS_OF_A_LEVEL = 25
MONTHS = 12


class RiskKind(Term):
    """The three risks, kept apart."""

    JURISDICTION = "jurisdiction", "Juridiction"
    LOCK_IN = "lock_in", "Enfermement"
    CONTINUITY = "continuity", "Continuité"


class Basis(Term):
    """How far an answer can be trusted, and who stands behind it."""

    OWN = "own", "réponse de la collectivité"
    RECORD = "record", "fiche du logiciel"
    SOURCED = "sourced", CatalogBasis.SOURCED.label
    COMMON = "common", CatalogBasis.COMMON.label
    OPINION = "opinion", CatalogBasis.OPINION.label


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: its level (0 to 4), its points (0 to 100), and why; `at_least` reads a measure."""

    value: str
    label: str
    level: int
    points: float
    reason: str
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about a risk, as its answers weigh on a date; a weight of 0 sets it aside.

    With `ages`, an answer that the organisation gives grows old from its date.
    """

    id: str
    risk: RiskKind
    label: str
    question: str
    weight: int
    since: date
    options: tuple[Option, ...]
    ages: bool = False
    is_adjusted: bool = False

    def option(self, value: str | int) -> Option | None:
        """Give the answer of a value: by its name, or by the measure that it begins at."""
        if isinstance(value, str):
            return next((each for each in self.options if each.value == value), None)
        reached = [each for each in self.options if each.at_least is not None and each.at_least <= value]
        return max(reached, key=lambda each: each.at_least or 0, default=None)

    def adjusted(self, weight: int, levels: Mapping[str, int]) -> "Criterion":
        """Give the same criterion as an organisation weighs it; a level of its own counts 25 points a step."""
        options = tuple(
            replace(each, level=levels[each.value], points=levels[each.value] * POINTS_OF_A_LEVEL)
            if levels.get(each.value, each.level) != each.level
            else each
            for each in self.options
        )
        return replace(self, weight=weight, options=options, is_adjusted=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one criterion: the value, what shows it, who stands behind it, since when."""

    value: str | int
    evidence: str
    basis: Basis
    dated_on: date | PartialDate | None = None
    source: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A criterion and the answer found; `option` is None as long as nobody knows."""

    criterion: Criterion
    found: Found | None
    option: Option | None

    @property
    def lowest(self) -> float:
        """Give the fewest points it may come to."""
        return self.option.points if self.option else min(each.points for each in self.criterion.options)

    @property
    def highest(self) -> float:
        """Give the most points it may come to."""
        return self.option.points if self.option else max(each.points for each in self.criterion.options)


@dataclass(frozen=True)
class Risk:
    """One risk of an application: every answer, and what they come to."""

    kind: RiskKind
    answers: tuple[Answer, ...]

    @cached_property
    def counted(self) -> tuple[Answer, ...]:
        """Give the answers of the criteria that were not set aside."""
        return tuple(each for each in self.answers if each.criterion.weight)

    @cached_property
    def known(self) -> tuple[Answer, ...]:
        """Give what counts and is answered."""
        return tuple(each for each in self.counted if each.option)

    @cached_property
    def missing(self) -> tuple[Answer, ...]:
        """Give what counts and nobody answered."""
        return tuple(each for each in self.counted if not each.option)

    @cached_property
    def level(self) -> int | None:
        """Give the level of the weakest criterion; None as long as nothing is known."""
        return max((each.option.level for each in self.known if each.option), default=None)

    @cached_property
    def ceiling(self) -> int | None:
        """Give the level it would come to if what is missing turned out worst; None where nothing is known."""
        if self.level is None:
            return None
        worst = [option.level for each in self.missing for option in each.criterion.options]
        return max([self.level, *worst])

    @cached_property
    def is_at_least(self) -> bool:
        """Say whether an answer that is missing could still raise the level."""
        return self.level != self.ceiling

    @cached_property
    def weakest(self) -> tuple[Answer, ...]:
        """Give the answers that set the level, in the order of the criteria."""
        return tuple(each for each in self.known if each.option and each.option.level == self.level)

    @cached_property
    def weight(self) -> int:
        """Give the sum of the weights that count."""
        return sum(each.criterion.weight for each in self.counted)

    @cached_property
    def score(self) -> tuple[float, float] | None:
        """Give the weighted mean of the points, if what is missing is best, then worst; None without a weight."""
        if not self.weight:
            return None
        low = sum(each.criterion.weight * each.lowest for each in self.counted)
        high = sum(each.criterion.weight * each.highest for each in self.counted)
        return low / self.weight, high / self.weight


@dataclass(frozen=True, slots=True)
class Profile:
    """The three risks of an application, side by side."""

    risks: tuple[Risk, ...]

    def of(self, kind: RiskKind) -> Risk:
        """Give one of the three."""
        return next(risk for risk in self.risks if risk.kind is kind)


def assess(criteria: Sequence[Criterion], found: Mapping[str, Found], today: date) -> Profile:
    """Draw the profile from what was found, by the identifier of the criterion."""
    answers = [_answer(criterion, found.get(criterion.id), today) for criterion in criteria]
    return Profile(
        tuple(Risk(kind, tuple(each for each in answers if each.criterion.risk is kind)) for kind in RiskKind)
    )


def in_words(level: int | None) -> str:
    """Write a level as people read it: words first, the number second."""
    return "non évalué" if level is None else f"{LEVELS[level]} ({level} sur 4)"


def _answer(criterion: Criterion, found: Found | None, today: date) -> Answer:
    option = criterion.option(found.value) if found else None
    if option and found and criterion.ages and option.at_least is not None and found.dated_on:
        option = criterion.option(months_between(found.dated_on, today))
    return Answer(criterion, found if option else None, option)


def months_between(past: date | PartialDate, today: date) -> int:
    """Count the months from a date, as precisely as it is known, to a day; none when it is yet to come."""
    return max(0, (today.year - past.year) * MONTHS + today.month - (past.month or 1))
