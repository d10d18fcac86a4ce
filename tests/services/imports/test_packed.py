"""Lines that wait packed: what is changed in them is kept, and bundles change nothing to what is written."""

import json

import pytest

from inventaire.domain.imports import Outcome, Target
from inventaire.services.imports import packed
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.packed import Packed
from inventaire.services.imports.preview import preview
from inventaire.services.imports.records import Record
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import counts, picture


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(packed, "TOGETHER", 1)


def a_line(name, source, **more):
    return Record(1, Target.APPLICATIONS, {"raw_name": name}, source=source, **more)


def packed_lines(*records):
    lines = Packed()
    for record in records:
        lines.append(record)
    return lines


def test_lines_come_back_as_they_were_put():
    records = [a_line("GIMP", "a"), a_line("V\ud800LC", "b", changes={"version": [None, "1"]}, outcome=Outcome.UPDATED)]
    lines = packed_lines(*records)
    assert list(lines) == records
    assert (len(lines), lines[1], lines.counts()) == (2, records[1], {Outcome.CREATED: 1, Outcome.UPDATED: 1})


def test_what_is_changed_in_a_bundle_is_kept_and_nothing_is_shared_between_lines():
    lines = packed_lines(a_line("GIMP", "a"), a_line("VLC", "a"))
    for records in lines.bundles():
        records[0].effects.append({"id": 1})
        records[0].settle(Outcome.UNCHANGED)
    assert [record.effects for record in lines] == [[{"id": 1}], []]
    assert lines.counts() == {Outcome.UNCHANGED: 1, Outcome.CREATED: 1}


def test_the_lines_of_one_file_are_never_in_two_bundles():
    lines = packed_lines(a_line("GIMP", "a"), a_line("VLC", "a"), a_line("VLC", "b"))
    assert [[record.source for record in records] for records in lines.bundles()] == [["a", "a"], ["b"]]


def test_bundles_without_the_outcomes_that_are_sought_are_passed_over():
    lines = packed_lines(a_line("GIMP", "a"), a_line("VLC", "b", outcome=Outcome.REMOVED))
    assert [records[0].values["raw_name"] for records in lines.bundles([Outcome.REMOVED])] == ["VLC"]


@pytest.fixture
def folder(tmp_path):
    def write(**programs):
        place = tmp_path / "parc"
        place.mkdir(exist_ok=True)
        for name, found in programs.items():
            content = {
                "hardware": {"name": name, "chassis_type": "Desktop"},
                "bios": {"ssn": f"SER-{name}"},
                "softwares": [{"name": program, "version": "1.0"} for program in found.split()],
            }
            (place / f"{name}.json").write_text(json.dumps({"deviceid": name, "content": content}), "utf-8")
        return [(place, "parc")]

    return write


@pytest.mark.usefixtures("town")
def test_machines_in_several_bundles_share_the_applications_that_the_first_makes(folder):
    files = folder(PC1="GIMP VLC", PC2="GIMP", PC3="VLC Paie")
    assert counts(run_import(files)[1]) == {"created": 8}
    assert counts(preview(files)) == {"unchanged": 8}
    kinds = [kind for kind, _ in picture()]
    assert (kinds.count("application"), kinds.count("installation")) == (3, 5)
    undo_import(1)
    assert picture() == []


@pytest.mark.usefixtures("town")
def test_what_bundles_no_longer_list_is_removed_once_and_confirmed_as_shown(folder, tmp_path):
    run_import(folder(PC1="GIMP VLC", PC2="GIMP VLC"))
    batch, parts = run_import(folder(PC1="GIMP", PC2="VLC Paie"))
    assert counts(parts) == {"unchanged": 4, "created": 1, "removed": 2}
    assert counts(preview(folder())) == {"unchanged": 5}
    undo_import(batch.number)
    assert [kind for kind, _ in picture()].count("installation") == 4
