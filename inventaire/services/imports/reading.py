"""Any file, read in a limited child and turned into parts."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from inventaire.agents.reading import TablesInside
from inventaire.agents.recognition import recognise_agent_file
from inventaire.confinement import Limits
from inventaire.domain.dictionary import Dictionary
from inventaire.domain.errors import UnreadableFile
from inventaire.domain.imports import Outcome, Target
from inventaire.services.imports.agents import COMPONENT, Tell, read_collection, read_one
from inventaire.services.imports.guidance import Guidance
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record
from inventaire.services.recognition import load_dictionary, recognise_here
from inventaire.spreadsheets.reading import read_spreadsheet
from inventaire.spreadsheets.readings import RowReading, SheetReading

HEAD = 4096
NOTHING_READ = "Rien n’a été compris de ce fichier."


def read_file(
    path: Path,
    name: str,
    limits: Limits | None,
    *,
    people: bool = False,
    rank: int = 0,
    guidance: Guidance | None = None,
    tell: Tell | None = None,
) -> list[Part]:
    """Read one file into its parts; `people` says that the users of machines are kept.

    A folder or an archive holds agents' files; `tell` hears how many are read, and of how many.

    Raises UnreadableFile or TooLarge with a sentence for the person.
    """
    if path.is_dir():
        return read_collection(path, name, limits, tell)
    if name.casefold().endswith(".zip"):
        with suppress(TablesInside):
            return read_collection(path, name, limits, tell)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if recognise_agent_file(head):
        return read_one(path, name, limits)
    guided = guidance or Guidance()
    sheets = read_spreadsheet(path, name, limits, people=people, corrections=guided.of_file(rank))
    guided.note(rank, sheets)
    return [replace(part, file_rank=rank) for part in _sheet_parts(sheets, name)]


def _sheet_parts(sheets: list[SheetReading], name: str) -> list[Part]:
    parts = [_sheet_part(sheet, name) for sheet in sheets if sheet.target]
    left_out = [f"Feuille « {sheet.sheet} » : {sheet.left_out}" for sheet in sheets if sheet.left_out]
    if not parts:
        raise UnreadableFile(" ".join([NOTHING_READ, *left_out]))
    parts[0].notes += left_out
    return parts


def _sheet_part(sheet: SheetReading, name: str) -> Part:
    target = sheet.target or Target.DEVICES
    dictionary = load_dictionary() if sheet.packages else None
    records = [_record(row, target, dictionary) for row in sheet.rows]
    for line, why in sheet.skipped:
        records.append(Record(line, target, {}, Outcome.IGNORED, reason=why))
    return Part(
        file=name,
        format=sheet.format,
        target=target,
        sheet=sheet.sheet,
        header_row=sheet.header_row,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        layout=sheet.layout.label if sheet.layout else None,
        sheet_rank=sheet.rank,
        layout_key=sheet.layout.value if sheet.layout else None,
        confidence=sheet.confidence.value if sheet.confidence else None,
        supposed=sheet.supposed,
        unsettled_dates=list(sheet.unsettled_dates),
        machines=list(sheet.machines),
        notes=[*sheet.notes, *(f"Colonne « {column} » : {why}" for column, why in sheet.ignored)],
        records=sorted(records, key=lambda record: record.line),
        columns=sheet.original.headings(),
        received=sheet.original.cells if sheet.original.rows else None,
    )


def _record(row: RowReading, target: Target, packages: Dictionary | None) -> Record:
    record = Record(row.line, target, row.values)
    if row.faults:
        record.faults = [
            {"line": fault.line, "column": fault.column, "value": fault.value, "reason": fault.reason}
            for fault in row.faults
        ]
        record.settle(Outcome.REFUSED, " ".join(fault.reason for fault in row.faults))
    elif packages is not None:
        _hide_component(record, packages)
    return record


def _hide_component(record: Record, dictionary: Dictionary) -> None:
    """Leave aside a package that is no program for a person, as far as the catalogue and the town's dictionary tell."""
    name, publisher, version = (str(record.values.get(key) or "") for key in ("raw_name", "publisher", "version"))
    if recognise_here(name, publisher, version, dictionary).outcome in ("ignored", "unknown"):
        record.settle(Outcome.IGNORED, COMPONENT)
