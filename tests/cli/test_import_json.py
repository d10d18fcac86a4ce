"""The answer of `importer --json`, made piece by piece."""

import json

from inventaire.cli.import_json import told
from inventaire.domain.imports import Outcome, Target
from inventaire.services.imports.parts import Part
from inventaire.services.imports.records import Record


def _part(records):
    return Part(file="parc.csv", format="csv", target=Target.DEVICES, records=records)


def test_no_line_and_no_part_are_json_too():
    assert json.loads("".join(told([], None))) == {"files": [], "import": None, "applied": False}
    (found,) = json.loads("".join(told([_part([])], 3)))["files"]
    assert (found["records"], found["refusals"]) == ([], [])


def test_the_first_lines_are_told_before_the_last_are_looked_at():
    read = []

    class Lines(list):
        def __iter__(self):
            for record in super().__iter__():
                read.append(record.line)
                yield record

    pieces = told([_part(Lines(Record(line, Target.DEVICES, {"name": f"PC-{line}"}) for line in (2, 3, 4)))], 1)
    assert "PC-2" in next(piece for piece in pieces if "values" in piece)
    read_by_then = read[-1]
    assert read_by_then == 2
    assert "PC-4" in "".join(pieces)


def test_a_line_asked_is_among_the_refusals_with_its_reason():
    asked = Record(2, Target.DEVICES, {"name": "PC-1"})
    asked.settle(Outcome.ASKED, "Lequel ?")
    (found,) = json.loads("".join(told([_part([asked])], 1)))["files"]
    assert found["refusals"] == [{"line": 2, "column": None, "value": None, "reason": "Lequel ?"}]
