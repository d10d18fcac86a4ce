"""What people said of the reading of files, and what they are shown to say it from."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import select

from inventaire.domain.errors import NotFound
from inventaire.domain.values import as_told
from inventaire.models import Import, RememberedReading, db
from inventaire.services.imports import kept
from inventaire.spreadsheets.corrections import Corrections, SheetCorrection
from inventaire.spreadsheets.readings import SheetReading

Note = Callable[[int, Sequence[SheetReading]], None]
WRITING = {"encoding", "delimiter"}
NO_SHEET = "Cette feuille n’est plus là\u00a0: l’import est écrit, abandonné, ou ses fichiers ne sont plus gardés."


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sheet as its reading is corrected: its first rows as texts, and what was made of it."""

    rank: int
    sheet: str
    rows: list[list[str]]
    encoding: str | None
    delimiter: str | None
    layout: str | None
    target: str | None
    header_row: int | None
    left_out: str | None
    is_packages: bool
    is_remembered: bool
    unsettled_dates: list[str]
    correction: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is said of the files of a batch by rank and, by mark, of any file and its sheets; who is told of each."""

    files: Mapping[int, Corrections] = field(default_factory=dict)
    remembered: Mapping[str, SheetCorrection] = field(default_factory=dict)
    writings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    note: Note = lambda _rank, _sheets: None

    def of_file(self, rank: int) -> Corrections:
        """Give what is said of one file."""
        return replace(self.files.get(rank, Corrections()), remembered=self.remembered, writings=self.writings)


def usual_guidance() -> Guidance:
    """Give what is remembered of other files."""
    rows = {row.mark: row.correction for row in db.session.scalars(select(RememberedReading))}
    writings = {mark: said for mark, said in rows.items() if said.keys() & WRITING}
    sheets = {mark: SheetCorrection.of(said) for mark, said in rows.items() if mark not in writings}
    return Guidance(remembered=sheets, writings=writings)


def guidance_of(batch: Import) -> Guidance:
    """Give what is said of the files of a batch; what is understood of their sheets is kept beside them."""
    files = {int(rank): _corrections(said) for rank, said in batch.corrections.items()}
    folder = kept.folder_of(batch)

    def note(rank: int, sheets: Sequence[SheetReading]) -> None:
        told = [asdict(_sketch(sheet)) for sheet in {sheet.rank: sheet for sheet in reversed(sheets)}.values()]
        path = folder / f"{rank}.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(told[::-1]), encoding="utf-8")

    return replace(usual_guidance(), files=files, note=note)


def sketches(batch: Import) -> list[list[Sketch]]:
    """Give the sheets of each file of a batch as they were last read; none of a file that has no sheets."""
    folder = kept.folder_of(batch)
    paths = [folder / f"{rank}.json" for rank in range(len(batch.received))]
    return [[Sketch(**each) for each in json.loads(path.read_text())] if path.is_file() else [] for path in paths]


def sketch_of(batch: Import, file: int, sheet: int) -> Sketch:
    """Give one sheet of a batch. Raises NotFound."""
    found = sketches(batch)[file : file + 1]
    for each in found[0] if found else ():
        if each.rank == sheet:
            return each
    raise NotFound(NO_SHEET)


def _corrections(said: Mapping[str, Any]) -> Corrections:
    sheets = {int(rank): SheetCorrection.of(each) for rank, each in said.get("sheets", {}).items()}
    return Corrections(said.get("encoding"), said.get("delimiter"), sheets)


def _sketch(sheet: SheetReading) -> Sketch:
    return Sketch(
        rank=sheet.rank,
        sheet=sheet.sheet,
        rows=[["" if cell is None else as_told(cell) for cell in row] for row in sheet.top],
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        layout=sheet.layout.label if sheet.layout else None,
        target=sheet.target.value if sheet.target else None,
        header_row=sheet.header_row,
        left_out=sheet.left_out,
        is_packages=sheet.packages,
        is_remembered=sheet.is_remembered,
        unsettled_dates=list(sheet.unsettled_dates),
        correction=sheet.correction.kept(),
    )
