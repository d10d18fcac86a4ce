"""The cells of a spreadsheet as its reading child gives them: the workbook, then the rows of its sheets by pieces."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from inventaire.confinement import Limits, stream_confined

CHILD = "inventaire.spreadsheets.child"
PIECE = 2_000  # rows
Sheets = list[dict[str, Any]]


def read_cells(
    path: Path, filename: str, limits: Limits | None = None, said: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Give a workbook as the child says it, its pieces read while it writes the next.

    `said` may give the « encoding » and the « delimiter » of a text. Raises UnreadableFile or TooLarge with a
    sentence for the person.
    """
    pieces = stream_confined(CHILD, path, filename, limits, said)
    workbook: dict[str, Any] = next(pieces)
    sheets = sheets_of(workbook)
    for rank, rows in pieces:
        sheets[rank]["rows"] += rows
    return workbook


def cut(workbook: dict[str, Any]) -> Iterator[Any]:
    """Cut a workbook into the pieces that `read_cells` puts together."""
    sheets = sheets_of(workbook)
    every = [sheet.get("rows", []) for sheet in sheets]
    for sheet in sheets:
        sheet["rows"] = []
    yield workbook
    for rank, rows in enumerate(every):
        yield from ([rank, rows[start : start + PIECE]] for start in range(0, len(rows), PIECE))


def sheets_of(workbook: Mapping[str, Any]) -> Sheets:
    """List the sheets of a workbook, or of all those of a zip."""
    return [sheet for book in workbook.get("members", [workbook]) for sheet in book["sheets"]]
