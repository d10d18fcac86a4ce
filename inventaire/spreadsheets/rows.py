"""The rows of a sheet: the values of each, its faults, what sections and screens' sizes add to it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat, zip_longest
from operator import attrgetter
from typing import Any

from inventaire.domain.imports import Target
from inventaire.domain.screens import monitor_of
from inventaire.domain.values import Cell
from inventaire.domain.vocabulary import DeviceCategory, StorageKind
from inventaire.spreadsheets.cell_reading import CellReader
from inventaire.spreadsheets.columns import SCREEN_SIZE, TABLES
from inventaire.spreadsheets.header import Header
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.kinds import Kind, is_condition
from inventaire.spreadsheets.makers import model_after, named_in, of_maker, windows
from inventaire.spreadsheets.readings import Fault, RowReading
from inventaire.spreadsheets.screens import inches_in
from inventaire.spreadsheets.sections import Section
from inventaire.spreadsheets.several import counted_in, faults_in, lot_in

MISSING = {
    "category": "La catégorie manque : écrivez ce qu’est ce matériel, par exemple « Ordinateur portable ».",
    "title": "L’intitulé du contrat manque : écrivez-le, par exemple « Maintenance des serveurs ».",
    "bought_on": "La date manque : écrivez l’année au moins, c’est celle où la ligne compte.",
    "label": "La désignation manque : écrivez ce qui a été acheté ou reçu.",
    "raw_name": "Le nom du logiciel manque : écrivez-le comme il s’affiche.",
}
TOLD_TOGETHER = ("name", "category", "model", "serial")
NAMES = ("name", "raw_name", "label", "title")
OF_WINDOWS = frozenset(map(heading_key, ("Windows", "Version Windows", "Version de Windows")))
ROOM = re.compile(r"\b(?:bureau|salle|etage|classe|piece)$")
LONGEST_COMMENT = 4000  # characters, as the column takes
SMART = re.compile(r"\b(?:i ?phone|smartphone|galaxy|redmi|pixel|fairphone|xperia)\b", re.IGNORECASE)
SHOWN = 200  # characters of a faulty cell that are shown again
MONITOR = DeviceCategory.MONITOR.value
NO_FAULT: Mapping[str, Fault] = {}


Wrong = Sequence[tuple[CellReader, Mapping[int, str]]]


class RowReader:
    """Reads the rows of one sheet, the columns in `kinds`; each different cell is understood once.

    `usual_category` is what a device without a category is all the same, when the list itself says it; `ours` says
    that the sheet has our own headings: what we wrote comes back; `by_hand` that
    people keep it, several things in a cell.
    """

    def __init__(
        self,
        header: Header,
        kinds: Mapping[int, Kind],
        usual_category: DeviceCategory | None = None,
        *,
        ours: bool = False,
        by_hand: bool = False,
    ) -> None:
        self._usual_category, self._by_hand = usual_category, by_hand
        self._header = header
        fields = {index: header.placed[index].field for index in kinds}
        self._fields = {field: index for index, field in fields.items()}
        self._together = [(field, self._fields[field]) for field in TOLD_TOGETHER if field in self._fields]
        self._columns = [
            CellReader(index, fields[index], kinds[index], is_name=ours and fields[index] in NAMES)
            for index in sorted(kinds)
        ]
        self._required = [column for column in TABLES[header.target] if column.required]
        self._says_disk = "storage_gb" in self._fields and "storage_kind" not in self._fields

    def read(self, rows: Sequence[Sequence[Cell]], places: Iterable[tuple[int, Section]]) -> Iterator[RowReading]:
        """Give the values and the faults of rows of data, each at a line and in a section: read column by column."""
        cells = list(zip_longest(*rows, fillvalue=""))
        columns = self._columns[: bisect_left(self._columns, len(cells), key=attrgetter("index"))]
        read = [column.read(cells[column.index]) for column in columns]
        wrong = [(column, faults) for column, (_, faults) in zip(columns, read, strict=True) if faults]
        fields = [column.field for column in columns]
        told = zip(*(values for values, _ in read), strict=True) if read else repeat(())
        filled = all(None not in values for values, _ in read)
        for rank, (row, said, (line, section)) in enumerate(zip(rows, told, places, strict=False)):
            values = dict(zip(fields, said, strict=True))
            if not filled:
                values = {field: value for field, value in values.items() if value is not None}
            faults = self._faults(wrong, rank, row, line) if wrong else NO_FAULT
            if self._usual_category and "category" not in faults:
                values.setdefault("category", self._usual_category.value)
            self._complete(values, row, section)
            if self._by_hand:
                faults = {**faults, **self._several(values, row, line)}
            yield RowReading(line, values, (*faults.values(), *self._missing(values, faults, line)))

    def _faults(self, wrong: Wrong, rank: int, row: Sequence[Cell], line: int) -> Mapping[str, Fault]:
        """Give the faults of one row, by field."""
        return {
            column.field: Fault(
                line, self._header.headings[column.index], str(row[column.index])[:SHOWN], reasons[rank]
            )
            for column, reasons in wrong
            if rank in reasons
        }

    def _several(self, values: dict[str, Any], row: Sequence[Cell], line: int) -> dict[str, Fault]:
        """Count the machines of a line where a word says it; give why several of them need lines of their own."""
        told = {field: row[place] for field, place in self._together if place < len(row)}
        cells = {field: cell for field, cell in told.items() if cell.__class__ is str}
        count = counted_in(cells.get("category", ""))[1] or lot_in(cells.get("model", ""))
        if count and "category" in values:
            values.setdefault("quantity", count)
        faults = faults_in(cells, is_lot=values.get("quantity", 1) != 1)
        return {field: self._fault(field, cells[field], why, line) for field, why in faults}

    def _fault(self, field: str, cell: str, why: str, line: int) -> Fault:
        return Fault(line, self._header.headings[self._fields[field]], cell[:SHOWN], why)

    def _missing(self, values: Mapping[str, Any], faults: Mapping[str, Fault], line: int) -> list[Fault]:
        return [
            Fault(line, column.heading, "", MISSING[column.field])
            for column in self._required
            if column.field not in values and column.field not in faults
        ]

    def _complete(self, values: dict[str, Any], row: Sequence[Cell], section: Section) -> None:
        """Add what stands elsewhere: section, size of a screen, kind of a disk written with its size."""
        if section.site and "site" not in self._fields and self._header.target is Target.DEVICES:
            values["site"] = section.site
        if section.category and "category" not in self._fields and self._header.target is Target.DEVICES:
            values["category"] = section.category.value
        size = values.pop(SCREEN_SIZE.field, None)
        if values.get("category") == MONITOR:
            size = size or inches_in(str(values.get("model", "")))
            values["category"] = monitor_of(size).value if isinstance(size, float) else MONITOR
        if self._says_disk and (kind := self._disk(row)):
            values["storage_kind"] = kind.value
        self._keep_condition(values, row)
        if self._by_hand:
            self._keep_room(values, section)
            self._part(values, row)

    def _keep_room(self, values: dict[str, Any], section: Section) -> None:
        """Keep the place that a title or a sheet names, and the room of it that a column says as a comment."""
        room, heading = values.get("site"), self._header.headings[self._fields.get("site", 0)]
        if section.site and isinstance(room, str) and ROOM.search(heading_key(heading)):
            values["site"] = section.site
            self._comment(values, heading, room)

    def _keep_condition(self, values: dict[str, Any], row: Sequence[Cell]) -> None:
        """Keep as a comment the word that says how a machine is, under the heading that asks where it is."""
        place = self._fields.get("status", len(row))
        if "status" not in values and place < len(row) and is_condition(row[place]):
            self._comment(values, self._header.headings[place], str(row[place]).strip())

    def _comment(self, values: dict[str, Any], heading: str, said: str) -> None:
        """Add to the comment what a column says that has no place of its own."""
        told = f"{heading} : {said}."
        both = f"{values['comment']}\n{told}" if "comment" in values else told
        if len(both) <= LONGEST_COMMENT:
            values["comment"] = both

    def _part(self, values: dict[str, Any], row: Sequence[Cell]) -> None:
        """Give their places to maker and model where they stand in the cell of another."""
        place = self._fields.get("category", len(row))
        said = row[place] if place < len(row) else None
        if isinstance(said, str) and "category" in values:
            values |= {field: found for field, found in named_in(said).items() if field not in values}
        self._name(values)

    def _name(self, values: dict[str, Any]) -> None:
        """Name maker, model and system as they are elsewhere."""
        model, manufacturer, system = (values.get(field) for field in ("model", "manufacturer", "operating_system"))
        if values.get("category") == DeviceCategory.IP_PHONE.value and SMART.search(str(model)):
            values["category"] = DeviceCategory.SMARTPHONE.value
        if isinstance(model, str) and manufacturer is None:
            values |= of_maker(model)
        if isinstance(manufacturer, str) and model is None:
            values |= model_after(manufacturer)
        place = self._fields.get("operating_system", 0)
        if isinstance(system, str) and heading_key(self._header.headings[place]) in OF_WINDOWS:
            values["operating_system"] = windows(system)

    def _disk(self, row: Sequence[Cell]) -> StorageKind | None:
        """Read « 512 SSD »: the size column says the kind as well."""
        place = self._fields["storage_gb"]
        if place >= len(row) or not isinstance(row[place], str):
            return None
        words = str(row[place]).casefold().replace("nvme", "ssd")
        return next((kind for kind in (StorageKind.SSD, StorageKind.HDD) if kind.value in words), None)
