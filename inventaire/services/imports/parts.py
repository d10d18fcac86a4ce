"""A part of a file on its way in: what is known of it, and its lines."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inventaire.agents.recognition import AGENT_FORMATS
from inventaire.domain.imports import Outcome, Target
from inventaire.domain.sources import Source, source_of
from inventaire.services.imports.packed import Packed
from inventaire.services.imports.records import Record

COUNTED = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.REFUSED,
    Outcome.ASKED,
    Outcome.IGNORED,
    Outcome.REMOVED,
)


@dataclass(slots=True)
class Part:
    """A sheet of a file, or the machines or the software of agents' files.

    `machines` are the names that the one machine of a list of software may bear, likeliest first; `complete` names
    the machines whose software is listed whole, each with its file in an archive, as long as some of it may be
    proposed to go; `columns` has the headings of a sheet with the field read under each, and `received` gives the
    cells of a line as they came.
    """

    file: str
    format: str
    target: Target
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    layout: str | None = None
    file_rank: int = 0
    sheet_rank: int | None = None
    layout_key: str | None = None
    confidence: str | None = None
    supposed: bool = False
    unsettled_dates: list[str] = field(default_factory=list)
    machines: list[str] = field(default_factory=list)
    rank: int = 0  # among the parts of its batch
    notes: list[str] = field(default_factory=list)
    records: list[Record] | Packed = field(default_factory=list)
    columns: list[list[str | None]] = field(default_factory=list)
    received: Callable[[int], list[Any]] | None = None
    complete: list[tuple[str | None, str]] = field(default_factory=list)

    @property
    def is_of_agents(self) -> bool:
        """Say whether machines themselves say what the lines say."""
        return self.format in AGENT_FORMATS

    @property
    def source(self) -> Source:
        """Say what kind of file the part comes from."""
        return source_of(self.layout_key)

    @property
    def label(self) -> str:
        """Name the part as a person would in a sentence."""
        return f"la feuille « {self.sheet} »" if self.sheet else f"« {self.file} »"

    def place_of(self, line: int, source: str | None) -> str:
        """Say where a line of the part, or of one of its files, stands, as a person would in a sentence."""
        return f"ligne {line} de " + (f"« {source} »" if source else self.label)

    def bundles(self, *outcomes: Outcome) -> Iterator[list[Record]]:
        """Go through the lines, some at a time, to change them; those packed without such outcomes are passed over."""
        return self.records.bundles(outcomes) if isinstance(self.records, Packed) else iter([self.records])

    def counts(self) -> dict[str, int]:
        """Count the lines by what becomes of them."""
        told = self.records
        found = told.counts() if isinstance(told, Packed) else Counter(record.outcome for record in told)
        return {outcome.value: found[outcome] for outcome in COUNTED}

    def cells_of(self, record: Record) -> list[Any] | None:
        """Give the cells of a line that is to be given back, refused or asked; None for the others."""
        given_back = record.outcome in (Outcome.REFUSED, Outcome.ASKED)
        return self.received(record.line) if given_back and self.received else None

    def heading(self) -> dict[str, Any]:
        """Describe the part without its lines, as the JSON of `importer` and the database keep it."""
        return {
            "file": self.file,
            "format": self.format,
            "target": self.target.value,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "layout": self.layout,
            "file_rank": self.file_rank,
            "sheet_rank": self.sheet_rank,
            "layout_key": self.layout_key,
            "confidence": self.confidence,
            "supposed": self.supposed,
            "unsettled_dates": self.unsettled_dates,
            "machines": self.machines,
            "rows": len(self.records) - self.counts()[Outcome.IGNORED.value],
            **self.counts(),
            "notes": self.notes,
            "columns": self.columns,
            "complete": self.complete,
        }
