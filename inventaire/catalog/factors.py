"""Reads catalog/impact-factors.yaml and catalog/electricity.yaml: the values that hold on a date."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from inventaire.catalog.factor_shapes import (
    ElectricityFile,
    ElectricityShape,
    FactorFile,
    SourceShape,
    ValueShape,
)
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.factors import Bounds, ElectricityFactor, Factor, Source

Value = TypeVar("Value")


def load_factors(on: date, folder: Path | None = None) -> dict[str, Factor]:
    """Give the factor of each category that has one, as it stands on a date.

    The latest value that had begun; before the first one, the first, since no older figure is known.
    """
    book = _factor_file(folder or catalog_folder())
    return {
        category.value: _factor(category.value, _holding(entry.values.items(), on), book.sources)
        for category, entry in book.factors.items()
    }


def load_electricity(territory: str | None, on: date, folder: Path | None = None) -> ElectricityFactor | None:
    """Give the factor recommended in a territory on a date, or None where nothing is published."""
    entry = _electricity_file(folder or catalog_folder()).territories.get(territory or "")
    if entry is None or territory is None:
        return None
    defaults = [(value.default_from, value) for value in entry.values if value.default_from]
    return _electricity(territory, entry.label, _holding(defaults, on)[1]) if defaults else None


def published_electricity(territory: str, folder: Path | None = None) -> list[ElectricityFactor]:
    """Give every value published for a territory, in the order of the file; none is an empty list."""
    entry = _electricity_file(folder or catalog_folder()).territories.get(territory)
    return [_electricity(territory, entry.label, value) for value in entry.values] if entry else []


def territories(folder: Path | None = None) -> dict[str, str]:
    """Give the territories that have a factor, label by code, in the order of the file."""
    book = _electricity_file(folder or catalog_folder())
    return {code: entry.label for code, entry in book.territories.items()}


@cache
def _factor_file(folder: Path) -> FactorFile:
    return FactorFile.model_validate(read_yaml(folder / "impact-factors.yaml"))


@cache
def _electricity_file(folder: Path) -> ElectricityFile:
    return ElectricityFile.model_validate(read_yaml(folder / "electricity.yaml"))


def _holding(dated: Iterable[tuple[date, Value]], on: date) -> tuple[date, Value]:
    """Choose the value that holds on a date: the latest begun, else the first of all."""
    known = sorted(dated, key=lambda pair: pair[0])
    begun = [pair for pair in known if pair[0] <= on]
    return begun[-1] if begun else known[0]


def _factor(category: str, dated: tuple[date, ValueShape], sources: dict[str, SourceShape]) -> Factor:
    since, value = dated
    return Factor(
        category=category,
        since=since,
        embodied=Bounds(**value.embodied.model_dump()),
        energy=Bounds(**value.energy.model_dump()),
        lifetime_years=value.lifetime.usual,
        achievable_lifetime_years=value.lifetime.achievable,
        quality=value.quality,
        always_on=value.always_on,
        hours_fr=value.hours_fr,
        embodied_source_fr=value.embodied_source_fr,
        energy_source_fr=value.energy_source_fr,
        lifetime_source_fr=value.lifetime_source_fr,
        source_years=value.source_years,
        sources=tuple(_source(key, sources[key]) for key in value.sources),
    )


def _source(key: str, source: SourceShape) -> Source:
    return Source(key, source.title_fr, source.url, source.licence_fr)


def _electricity(territory: str, label: str, value: ElectricityShape) -> ElectricityFactor:
    return ElectricityFactor(territory, label, value.g_per_kwh, value.year, value.scope_fr, value.source)
