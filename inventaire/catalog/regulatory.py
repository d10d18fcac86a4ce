"""Reads catalog/regulatory.yaml: what the law counts with, as it stands on a date."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml


class FigureShape(Strict):
    """A figure of the law: its dated values, its text, how surely it was read."""

    label: str
    unit: str
    reference: str
    source: str
    confidence: Literal["T", "S", "G"]
    checked: date
    values: dict[date, float] = Field(min_length=1)


class RegulatoryFile(Strict):
    """The whole of regulatory.yaml, shape checked."""

    figures: dict[str, FigureShape]


@dataclass(frozen=True, slots=True)
class RegulatoryFigure:
    """The value in force on a date, and the text it comes from."""

    value: float
    since: date
    reference: str
    source: str


def regulatory_figure(key: str, on: date, folder: Path | None = None) -> RegulatoryFigure | None:
    """Give a figure as it stands on a date; None before its first value."""
    shape = _file(folder or catalog_folder()).figures[key]
    begun = [(since, value) for since, value in sorted(shape.values.items()) if since <= on]
    return RegulatoryFigure(begun[-1][1], begun[-1][0], shape.reference, shape.source) if begun else None


@cache
def _file(folder: Path) -> RegulatoryFile:
    return RegulatoryFile.model_validate(read_yaml(folder / "regulatory.yaml"))
