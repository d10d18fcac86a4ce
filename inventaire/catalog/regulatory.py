"""Reads catalog/regulatory.yaml: what the law counts with, value by value."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.regulatory import Confidence, RegulatoryFigure


class FigureShape(Strict):
    """A figure of the law: its dated values, its text, how surely it was read; no value while nobody read it."""

    label: str
    unit: str
    reference: str
    source: str | None
    confidence: Literal["T", "S", "G", "C"]
    checked: date
    note_fr: str | None = None
    values: dict[date, float]


class RegulatoryFile(Strict):
    """The whole of regulatory.yaml, shape checked."""

    figures: dict[str, FigureShape]


@cache
def load_regulatory(folder: Path | None = None) -> dict[str, RegulatoryFigure]:
    """Give every figure by its key, in the order of the file."""
    file = RegulatoryFile.model_validate(read_yaml((folder or catalog_folder()) / "regulatory.yaml"))
    return {key: _figure(key, shape) for key, shape in file.figures.items()}


def _figure(key: str, shape: FigureShape) -> RegulatoryFigure:
    return RegulatoryFigure(
        key=key,
        label=shape.label,
        unit=shape.unit,
        reference=shape.reference,
        source=shape.source,
        confidence=Confidence(shape.confidence),
        checked=shape.checked,
        note=shape.note_fr,
        values=shape.values,
    )
