"""The files people really have: what is shown, what is written, and nothing more the second time."""

import pytest
from sqlalchemy import func, select

from inventaire.models import Application, AuditLine, Device, Installation, Site, db
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import a_file, counts, import_file, moved, picture, preview_file

SHOWN = {
    "inventaire-municipal.xlsx": {"created": 53, "refused": 3, "ignored": 20},
    "inventaire-municipal.ods": {"created": 53, "refused": 3, "ignored": 20},
    "glpi-10-ordinateurs.csv": {"created": 11, "refused": 1},
    "glpi-11-ordinateurs.csv": {"created": 11, "refused": 1},
    "glpi-agent.json": {"created": 45},
    "fusioninventory.xml": {"created": 6, "ignored": 275},
    "ocsinventory.ocs": {"created": 6, "ignored": 275},
}


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@pytest.mark.parametrize(("name", "shown"), SHOWN.items())
def test_a_preview_counts_what_would_happen_and_writes_nothing(name, shown):
    before = db.session.scalar(select(func.max(AuditLine.id)))
    assert counts(preview_file(name)) == shown
    assert picture() == []
    assert db.session.scalar(select(func.max(AuditLine.id))) == before


@pytest.mark.parametrize(("name", "shown"), SHOWN.items())
def test_a_second_import_changes_nothing_and_undoing_the_first_leaves_nothing(name, shown):
    assert import_file(name) == shown
    once = picture()
    again = import_file(name)
    assert not moved(again)
    assert again["unchanged"] == shown["created"]
    assert again.get("refused") == shown.get("refused")
    assert picture() == once
    undo_import(2)
    undo_import(1)
    assert picture() == []


def test_the_refused_lines_of_the_workbook_say_their_column_their_value_and_why():
    parts = preview_file("inventaire-municipal.xlsx")
    faults = [fault for part in parts for record in part.records for fault in record.faults]
    assert [(fault["line"], fault["column"], fault["value"]) for fault in faults] == [
        (19, "En service", "non"),
        (24, "Acquis le", "31/02/2021"),
        (34, "Catégorie", ""),
    ]
    assert all(fault["reason"].endswith(".") for fault in faults)


@pytest.mark.parametrize(("first", "second"), [("xlsx", "ods"), ("ods", "xlsx")])
def test_the_same_workbook_saved_in_another_format_changes_nothing(first, second):
    import_file(f"inventaire-municipal.{first}")
    once = picture()
    assert not moved(import_file(f"inventaire-municipal.{second}"))
    assert picture() == once


def test_the_workbook_and_an_agents_file_go_in_together():
    files = [a_file("inventaire-municipal.ods"), a_file("glpi-agent.json")]
    first = counts(run_import(files)[1])
    assert first["created"] >= 53
    assert not moved(counts(run_import(files)[1]))


def test_two_agents_describing_two_machines_bring_the_software_of_both(tmp_path):
    other = tmp_path / "autre.json"
    text = a_file("glpi-agent.json")[0].read_text("utf-8")
    import json

    content = json.loads(text)
    content["content"]["hardware"] |= {"name": "AUTRE-POSTE", "uuid": "4c4c4544-0031-3010-8052-b4c04f4a4b31"}
    content["content"]["bios"] |= {"ssn": "7ABC123", "assettag": ""}
    content["deviceid"] = "AUTRE-POSTE-2026-01-01-00-00-00"
    other.write_text(json.dumps(content), encoding="utf-8")
    files = [a_file("glpi-agent.json"), (other, "autre.json")]
    run_import(files)
    per_device = db.session.execute(
        select(func.count()).select_from(Installation).group_by(Installation.device_id)
    ).scalars()
    assert list(per_device) == [42, 42]
    assert db.session.scalar(select(func.count()).select_from(Device)) == 4  # and two screens
    assert db.session.scalar(select(func.count()).select_from(Application)) == 42
    assert not moved(counts(run_import(files)[1]))


def test_the_sites_of_the_workbook_are_made_once():
    import_file("inventaire-municipal.xlsx")
    names = list(db.session.scalars(select(Site.name)))
    assert len(names) == len({name.casefold() for name in names})
