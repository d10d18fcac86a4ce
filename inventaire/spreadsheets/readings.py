"""What was understood of a sheet: its columns, its rows with their faults, what was left aside and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import Term
from inventaire.spreadsheets.kinds import Value


class Layout(Term):
    """The shapes of sheet that are recognised."""

    TEMPLATE = "template", "Modèle d’Inventaire"
    GLPI_COMPUTERS = "glpi_computers", "Liste d’ordinateurs de GLPI"
    MUNICIPAL = "municipal", "Tableur de la collectivité"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: its line in the sheet, the heading, what was written, what to do."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row: the values of its filled cells by field; a row with a fault is refused."""

    line: int
    values: Mapping[str, Value]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet: `left_out` says why nothing was read of it, otherwise target, layout, header_row are known.

    `read` pairs headings with fields, `ignored` headings with a reason, `skipped` lines with a
    reason. Lines count from 1, as the spreadsheet shows them.
    """

    format: str
    sheet: str
    encoding: str | None
    delimiter: str | None
    left_out: str | None = None
    target: Target | None = None
    layout: Layout | None = None
    header_row: int | None = None
    read: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    rows: tuple[RowReading, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
