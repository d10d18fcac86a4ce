"""Estimates on demand: of the inventory, or of a spreadsheet that is read and forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.factors import ElectricityFactor
from inventaire.domain.imports import Outcome, Target
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Device
from inventaire.models.columns import typed_values
from inventaire.services.factors import electricity_in_force, factors_in_force
from inventaire.services.figures import (
    FACTS,
    Figures,
    alike_in_use,
    facts_in_use,
    figures_of,
    fleet_of,
    split_by_category,
)
from inventaire.services.imports.comparison import lines_of
from inventaire.services.imports.reading import read_file

G_PER_KWH = "gCO2e/kWh"


@dataclass(frozen=True, slots=True)
class Estimates:
    """The figures of a set of devices, whole, by category and line by line."""

    on: date
    territory: str | None
    electricity: dict[str, Any] | None
    total: Figures
    by_category: dict[DeviceCategory, Figures]
    rows: list[Figures]
    own_factors: list[dict[str, Any]]
    refusals: list[str] = field(default_factory=list)


def of_inventory(territory: str | None, on: date, g_per_kwh: float | None = None, *, detail: bool = False) -> Estimates:
    """Estimate the machines that the organisation has in use on a day, and each line when the detail is asked."""
    facts = facts_in_use(on) if detail else alike_in_use(on)
    return _estimates(facts, territory, on, g_per_kwh, detail=detail)


def of_file(
    path: Path, territory: str | None, on: date, g_per_kwh: float | None = None, *, detail: bool = False
) -> Estimates:
    """Estimate the devices of a spreadsheet. Raises UnreadableFile; a bad line is told and left out."""
    records = lines_of(read_file(path, path.name, None), Target.DEVICES)
    facts = [_facts(record.values) for record in records if record.is_pending]
    refused = [record for record in records if record.outcome is Outcome.REFUSED]
    refusals = [f"ligne {record.line} : {record.reason}" for record in refused]
    return replace(_estimates(facts, territory, on, g_per_kwh, detail=detail), refusals=refusals)


def _facts(values: dict[str, Any]) -> DeviceFacts:
    known = typed_values(Device, values)
    return DeviceFacts(**{field: known[field] for field in FACTS if field in known})


def _estimates(
    facts: Sequence[DeviceFacts],
    territory: str | None,
    on: date,
    g_per_kwh: float | None,
    *,
    detail: bool,
) -> Estimates:
    import numpy as np

    forced = None if g_per_kwh is None else ElectricityFactor.given(g_per_kwh)
    fleet = fleet_of(facts, territory, on, forced)
    lines = np.arange(len(facts))
    by_category = split_by_category(fleet, facts)
    rows = [figures_of(fleet, lines == line) for line in lines] if detail else []
    return Estimates(
        on,
        territory,
        _electricity(forced or electricity_in_force(territory, on)),
        figures_of(fleet),
        by_category,
        rows,
        _own_factors(by_category, on),
    )


def _electricity(factor: ElectricityFactor | None) -> dict[str, Any] | None:
    if factor is None:
        return None
    return {"value": factor.g_per_kwh, "unit": G_PER_KWH, "source": factor.source, "own": factor.own is not None}


def _own_factors(categories: Iterable[DeviceCategory], on: date) -> list[dict[str, Any]]:
    """Say which values of these categories the organisation prefers to the catalogue's."""
    known = factors_in_force(on)
    return [
        {
            "category": category.value,
            "figure": value.figure.value,
            "since": value.since.isoformat(),
            "source": value.source,
            "reason": value.reason,
        }
        for category in categories
        if category.value in known
        for value in known[category.value].own
    ]
