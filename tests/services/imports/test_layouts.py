"""The lists of known products go into the inventory, once, and come out of it whole."""

import json

import pytest
from sqlalchemy import select

from inventaire.models import Application, Contract, ContractApplication, Department, Device, Installation, db
from inventaire.services.imports.batch import confirm_import, run_import
from inventaire.services.imports.preview import preview
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import counts, moved, picture, prepare_import, software, take_in
from tests.spreadsheets.layouts.test_layouts import CASES

PACKAGES = "bash\t5.2.15-2\nfirefox-esr\t128.5.0esr-1\nlibc6:amd64\t2.36-9\n"
CONTRACTS = (
    "Nom;Type;Numéro;Date de début;Durée;Préavis;Coût - Coût total\n"
    "E.MAGNUS;Maintenance;C-1;15-01-2024;36 mois;3 mois;12 000.00\n"
    "Pare-feu;Maintenance;C-2;15-02-2024;12 mois;3 mois;900.00\n"
)


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def given(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return [(path, name)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_second_import_of_a_list_changes_nothing_and_both_come_out_whole(case, tmp_path):
    files = given(tmp_path, case["file"], case["text"])
    batch, parts = run_import(files)
    assert counts(parts).get("created") or case["layout"] == "intune_apps"
    assert batch.files[0]["layout_key"] == case["layout"]
    once = picture()
    again = counts(run_import(files)[1])
    assert not moved(again)
    assert picture() == once
    undo_import(2)
    undo_import(1)
    assert picture() == []


def test_a_contract_of_glpi_covers_the_one_application_of_its_name(tmp_path):
    take_in(software({"raw_name": "e.magnus", "publisher": "Berger-Levrault"}))
    batch = prepare_import(given(tmp_path, "glpi.csv", CONTRACTS))
    assert batch.files[0]["created"] == 2
    confirm_import(batch.number)
    (magnus, firewall) = db.session.scalars(select(Contract).order_by(Contract.number))
    assert (magnus.number, str(magnus.ends_on), magnus.notice_months) == ("C-1", "2027-01-14", 3)
    (covered,) = db.session.scalars(select(ContractApplication))
    assert (covered.contract_id, covered.application_id) == (magnus.id, 1)
    (found,) = db.session.scalars(select(Application))
    assert (found.contract_ends_on, found.yearly_cost_excl_eur) == (None, None)
    assert firewall.title == "Pare-feu"


def test_two_applications_of_one_name_leave_the_contract_without_any(tmp_path):
    take_in(software({"raw_name": "e.magnus", "publisher": "A"}, {"raw_name": "e.magnus", "publisher": "B"}))
    run_import(given(tmp_path, "glpi.csv", CONTRACTS))
    assert db.session.scalars(select(ContractApplication)).all() == []


def test_packages_go_to_the_machine_that_the_file_is_named_after(tmp_path):
    from tests.services.inventories import a_part

    take_in(a_part({"name": "PC-042", "serial": "7XK"}))
    (part,) = preview(given(tmp_path, "dpkg-PC-042.txt", PACKAGES))
    assert any("porte le nom" in note for note in part.notes)
    run_import(given(tmp_path, "dpkg-PC-042.txt", PACKAGES))
    (found,) = db.session.scalars(select(Installation))
    assert (found.application.raw_name, found.device.name, found.raw_version) == ("firefox-esr", "PC-042", "128.5.0esr")


def test_packages_of_an_unknown_machine_are_kept_without_one_and_it_is_told(tmp_path):
    batch, (part,) = run_import(given(tmp_path, "liste.txt", PACKAGES))
    assert counts([part]) == {"created": 1, "ignored": 2}
    assert any("sans machine" in note for note in batch.files[0]["notes"])
    assert db.session.scalars(select(Installation)).all() == []


def test_a_winget_export_of_json_is_no_agents_file(tmp_path):
    export = {"Sources": [{"Packages": [{"PackageIdentifier": "Mozilla.Firefox", "Version": "133.0"}]}]}
    _, (part,) = run_import(given(tmp_path, "PC-1.json", json.dumps(export)))
    assert (part.format, part.layout_key, part.confidence) == ("json", "winget_export", "certain")
    (found,) = db.session.scalars(select(Application))
    assert (found.raw_name, found.outcome) == ("Firefox", "free")


def test_what_is_unsettled_or_supposed_is_kept_with_the_import(tmp_path):
    case = next(case for case in CASES if case["layout"] == "ocs_console")
    batch = prepare_import(given(tmp_path, "ocs.csv", case["text"]))
    heading = batch.files[0]
    assert (heading["supposed"], heading["confidence"], heading["unsettled_dates"]) == (True, "likely", [])


def test_the_directory_never_writes_over_a_surer_category_nor_deletes(tmp_path):
    from tests.services.inventories import a_part

    case = next(case for case in CASES if case["name"] == "Active Directory, PowerShell 5")
    take_in(a_part({"name": "PC-2", "category": "laptop", "department": "Urbanisme"}, {"name": "PC-9"}))
    run_import(given(tmp_path, "ad.csv", case["text"]))
    found = {device.name: device.category.value for device in db.session.scalars(select(Device))}
    assert found == {"PC-1": "laptop", "PC-2": "laptop", "PC-3": "computer", "PC-9": "laptop"}
    assert {one.name for one in db.session.scalars(select(Department))} == {"Finances", "Urbanisme"}
