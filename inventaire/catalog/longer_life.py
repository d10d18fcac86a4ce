"""Reads catalog/longer-life.yaml: what parts weigh and what refurbished purchases avoid, as it stands on a date."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

from pydantic import Field, model_validator

from inventaire.catalog.factor_shapes import SourceShape, Strict, ThreeShape
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, Source
from inventaire.domain.longer_life import LongerLife, Part, PartFactor, Refurbished
from inventaire.domain.vocabulary import DeviceCategory

Value = TypeVar("Value")


class PartValue(Strict):
    """What a part weighs from a date on."""

    size_fr: str
    embodied: ThreeShape
    quality: Quality | None
    source_fr: str | None
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def is_founded(self) -> Self:
        """Refuse a figure without its quality and its source."""
        known = any(value is not None for value in self.embodied.values())
        if known and not (self.quality and self.source_fr and self.sources):
            raise ValueError("un chiffre doit porter sa qualité, de A à D, et sa source")
        return self


class PartShape(Strict):
    """The values of a part, by the date they hold from."""

    values: dict[date, PartValue] = Field(min_length=1)


class RefurbishedValue(Strict):
    """The part avoided, from 0 to 1."""

    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    source: str


class LongerLifeFile(Strict):
    """The whole of longer-life.yaml, shape checked."""

    sources: dict[str, SourceShape]
    parts: dict[Part, PartShape]
    refurbished: dict[DeviceCategory, dict[date, RefurbishedValue]]

    @model_validator(mode="after")
    def sources_exist(self) -> Self:
        """Refuse a value that cites a source which is not in the file."""
        cited = {key for part in self.parts.values() for value in part.values.values() for key in value.sources}
        cited |= {value.source for dated in self.refurbished.values() for value in dated.values()}
        if cited - self.sources.keys():
            raise ValueError(f"sources absentes du fichier : {sorted(cited - self.sources.keys())}")
        return self


@cache
def load_longer_life(on: date, folder: Path | None = None) -> LongerLife:
    """Give what holds on a date: the latest value begun, else the first, since no older one is known."""
    book = _file(folder or catalog_folder())
    parts = {part: _part(part, *_holding(shape.values, on), book.sources) for part, shape in book.parts.items()}
    return LongerLife(
        parts,
        {
            category.value: _refurbished(*_holding(dated, on), book.sources)
            for category, dated in book.refurbished.items()
        },
    )


@cache
def _file(folder: Path) -> LongerLifeFile:
    return LongerLifeFile.model_validate(read_yaml(folder / "longer-life.yaml"))


def _holding(dated: Mapping[date, Value], on: date) -> tuple[date, Value]:
    since = max((day for day in dated if day <= on), default=min(dated))
    return since, dated[since]


def _part(part: Part, since: date, value: PartValue, sources: Mapping[str, SourceShape]) -> PartFactor:
    bounds = Bounds(**value.embodied.model_dump())
    cited = tuple(_source(key, sources[key]) for key in value.sources)
    return PartFactor(part, since, value.size_fr, bounds, value.quality, value.source_fr, cited)


def _refurbished(since: date, value: RefurbishedValue, sources: Mapping[str, SourceShape]) -> Refurbished:
    return Refurbished(since, value.low, value.high, _source(value.source, sources[value.source]))


def _source(key: str, source: SourceShape) -> Source:
    return Source(key, source.title_fr, source.url, source.licence_fr)
