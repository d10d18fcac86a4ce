"""The lists that are known, and the one that a sheet is."""

from collections.abc import Sequence
from typing import Any

from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.layouts import (
    directory,
    footprint,
    glpi_assets,
    glpi_contracts,
    glpi_software,
    intune,
    ledger,
    microsoft,
    ocs,
    packages,
    snipe,
)
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.limits import HEADER_ZONE

SHAPES: tuple[Shape, ...] = (
    *glpi_assets.LISTS,
    glpi_software.SOFTWARE,
    glpi_software.LICENCES,
    glpi_contracts.CONTRACTS,
    snipe.LICENCES,
    snipe.ASSETS,
    microsoft.LICENCES,
    microsoft.USERS,
    microsoft.PERSONS,
    intune.APPS,
    intune.DEVICES,
    directory.COMPUTERS,
    ocs.CONSOLE,
    footprint.EQUIPMENT,
    ledger.DEVICES,
    glpi_assets.ASSETS,
)
LISTINGS = {shape.layout.value: shape for shape in packages.LISTS}
ENOUGH = 0.5  # share of the headings that a list must be known to write
Rows = Sequence[list[Any]]


def recognise(rows: Rows, sheet: str) -> tuple[Shape, int] | None:
    """Give the list that a sheet is, and the line of its headings; the first that matches, line by line."""
    for line, row in enumerate(rows[:HEADER_ZONE], start=1):
        headings = headings_of(row)
        for shape in SHAPES:
            if shape.matches(headings) and _is_proved(shape, headings, rows, line, sheet):
                return _precise(shape, rows, line, sheet), line
    return None


def _is_proved(shape: Shape, headings: frozenset[str], rows: Rows, line: int, sheet: str) -> bool:
    if shape.refused:
        return True
    proof = shape.proof is None or shape.proof(shape.table(rows, line, sheet))
    return proof and shape.familiar(headings) >= ENOUGH


def headings_of(row: Sequence[Any]) -> frozenset[str]:
    """Give the headings of a row as they are compared."""
    found = (heading_key(cell) for cell in row if isinstance(cell, str))
    return frozenset(found) - {""}


def _precise(shape: Shape, rows: Rows, line: int, sheet: str) -> Shape:
    """Look closer at a list of GLPI whose headings do not say what it lists."""
    if shape is not glpi_assets.ASSETS:
        return shape
    return glpi_assets.which(shape.table(rows, line, sheet))
