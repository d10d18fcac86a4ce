"""Reads catalog/dependency.yaml: what is asked of each application, and what each answer weighs on a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.dependency.profile import Criterion, Option, RiskKind

NAME = "dependency.yaml"
NOT_SORTED = "les réponses mesurées (« at_least ») doivent être croissantes et commencer à 0"
UNKNOWN_SOURCE = "« {} » n’est pas dans les sources du fichier"
TWICE = "le critère « {} » est en double"
NOT_ASKED = "le risque « {} » n’a pas de critère, ou n’est pas décrit"


class ReviewShape(Strict):
    """When the file was last read again, and when it must be next."""

    on: date
    next: date


class SourceShape(Strict):
    """A page that a criterion leans on."""

    title_fr: str
    url: str


class OptionShape(Strict):
    """One answer, its level, its points, and why."""

    label_fr: str
    level: Annotated[int, Field(ge=0, le=4)]
    points: Annotated[float, Field(ge=0, le=100)]
    reason_fr: str
    at_least: int | None = None


class WeighingShape(Strict):
    """What the answers weigh from a date on."""

    weight: Annotated[int, Field(ge=1, le=10)]
    answers: dict[str, OptionShape] = Field(min_length=2)

    @model_validator(mode="after")
    def measured_in_order(self) -> Self:
        """Refuse measures out of order, which would make an answer unreachable."""
        measured = [each.at_least for each in self.answers.values() if each.at_least is not None]
        if measured and (measured[0] != 0 or measured != sorted(set(measured))):
            raise ValueError(NOT_SORTED)
        return self


class CriterionShape(Strict):
    """A question about one risk, and its dated values."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    risk: str
    label_fr: str
    question_fr: str
    sources: tuple[str, ...]
    ages: bool = False
    values: dict[date, WeighingShape] = Field(min_length=1)


class RiskShape(Strict):
    """One of the three risks."""

    question_fr: str
    sources: tuple[str, ...]


class DependencyFile(Strict):
    """The whole of dependency.yaml, shape checked."""

    reviewed: ReviewShape
    sources: dict[str, SourceShape]
    risks: dict[str, RiskShape]
    criteria: tuple[CriterionShape, ...]

    @model_validator(mode="after")
    def resolved(self) -> Self:
        """Refuse a source or a risk that is not there, and a risk without a criterion."""
        cited = [name for each in self.criteria for name in each.sources]
        cited += [name for each in self.risks.values() for name in each.sources]
        for name in cited:
            if name not in self.sources:
                raise ValueError(UNKNOWN_SOURCE.format(name))
        names = [each.id for each in self.criteria]
        for name in sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(TWICE.format(name))
        known = {each.value for each in RiskKind}
        for name in sorted((known ^ {each.risk for each in self.criteria}) | (known ^ self.risks.keys())):
            raise ValueError(NOT_ASKED.format(name))
        return self


@dataclass(frozen=True, slots=True)
class Grid:
    """What is asked on a date: the criteria in order, the question of each risk, the sources of each criterion."""

    reviewed_on: date
    criteria: tuple[Criterion, ...]
    questions: Mapping[RiskKind, str]
    sources: Mapping[str, tuple[tuple[str, str], ...]]


def load_grid(on: date, folder: Path | None = None) -> Grid:
    """Give what is asked, as it weighs on a date; before its first value, the first."""
    return _grid(folder or catalog_folder(), on)


@cache
def _file(folder: Path) -> DependencyFile:
    return DependencyFile.model_validate(read_yaml(folder / NAME))


@lru_cache(maxsize=8)
def _grid(folder: Path, on: date) -> Grid:
    book = _file(folder)
    told = {name: (source.title_fr, source.url) for name, source in book.sources.items()}
    return Grid(
        book.reviewed.on,
        tuple(_criterion(shape, on) for shape in book.criteria),
        {RiskKind(name): risk.question_fr for name, risk in book.risks.items()},
        {shape.id: tuple(told[name] for name in shape.sources) for shape in book.criteria},
    )


def _criterion(shape: CriterionShape, on: date) -> Criterion:
    begun = [since for since in shape.values if since <= on]
    since = max(begun) if begun else min(shape.values)
    weighing = shape.values[since]
    options = tuple(
        Option(value, each.label_fr, each.level, each.points, each.reason_fr, each.at_least)
        for value, each in weighing.answers.items()
    )
    return Criterion(
        id=shape.id,
        risk=RiskKind(shape.risk),
        label=shape.label_fr,
        question=shape.question_fr,
        weight=weighing.weight,
        since=since,
        options=options,
        ages=shape.ages,
    )
