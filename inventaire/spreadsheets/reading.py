"""A spreadsheet received, read whole: checked, parsed in a confined child, understood."""

from pathlib import Path

from inventaire.confinement import Limits
from inventaire.spreadsheets.cells import read_cells
from inventaire.spreadsheets.container import check_upload
from inventaire.spreadsheets.corrections import Corrections, shape_of
from inventaire.spreadsheets.readings import SheetReading
from inventaire.spreadsheets.understanding import understand


def read_spreadsheet(
    path: Path,
    filename: str,
    limits: Limits | None = None,
    *,
    people: bool = False,
    corrections: Corrections | None = None,
) -> list[SheetReading]:
    """Give what each sheet says; raises UnreadableFile or TooLarge with a sentence for the person."""
    form = check_upload(path, filename)
    known = corrections or Corrections()
    said = known.written()
    if form == "csv" and known.writings and not said:
        said = dict(known.writings.get(shape_of(path), {}))
    return understand(read_cells(path, filename, limits, said), people=people, corrections=corrections)
