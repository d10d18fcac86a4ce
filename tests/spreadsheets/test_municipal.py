import subprocess

import pytest

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.reading import read_spreadsheet
from inventaire.spreadsheets.readings import Layout
from tests.spreadsheets.builders import FILES


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def sheets(request):
    path = FILES / f"inventaire-municipal.{request.param}"
    return read_spreadsheet(path, path.name)


def test_three_sheets_are_read_and_the_hidden_one_is_told(sheets):
    assert [(sheet.target, sheet.header_row, len(sheet.rows)) for sheet in sheets] == [
        (Target.DEVICES, 4, 29),
        (Target.DEVICES, 4, 12),
        (Target.APPLICATIONS, 3, 15),
        (None, None, 0),
    ]
    assert {sheet.layout for sheet in sheets[:3]} == {Layout.MUNICIPAL}
    assert "masquée" in sheets[3].left_out


def test_three_rows_are_refused_with_line_column_and_reason(sheets):
    faults = [fault for sheet in sheets for row in sheet.rows for fault in row.faults]
    assert [(fault.line, fault.column, fault.value) for fault in faults] == [
        (19, "En service", "non"),
        (24, "Acquis le", "31/02/2021"),
        (34, "Catégorie", ""),
    ]
    assert all(fault.reason for fault in faults)


def test_amounts_and_dates_are_read_however_they_were_typed(sheets):
    by_number = {row.values["inventory_number"]: row.values for row in sheets[0].rows}
    assert by_number["2021-006"]["purchase_price_incl_eur"] == 1234.5
    assert by_number["2022-007"]["purchase_price_incl_eur"] == 989
    assert [str(by_number[number]["purchased_on"]) for number in ("2019-001", "2020-004", "2017-008", "2018-011")] == [
        "2019-03-12",
        "2020-09-14",
        "2017-03",
        "2018",
    ]
    assert "purchased_on" not in by_number["2015-023"]
    assert "serial" not in by_number["2014-029"]


def test_sites_come_from_sections_and_merged_cells(sheets):
    assert {row.values["site"] for row in sheets[0].rows} == {
        "HÔTEL DE VILLE",
        "MÉDIATHÈQUE",
        "CENTRE TECHNIQUE MUNICIPAL",
    }
    assert [row.values["site"] for row in sheets[1].rows].count("École Jean-Jaurès") == 5


def test_lots_keep_their_quantity_and_screens_their_size(sheets):
    lot = next(row.values for row in sheets[1].rows if row.values["model"].startswith("19 pouces"))
    assert (lot["quantity"], lot["category"]) == (8, DeviceCategory.MONITOR_LT_22.value)


def test_totals_titles_and_notes_are_told_and_not_imported(sheets):
    whys = [why for sheet in sheets for _, why in sheet.skipped]
    assert whys.count("Ligne de total.") == 3
    assert "Titre de section ou note\u00a0: «\u00a0En rouge : à remplacer en priorité\u00a0»." in whys
    assert not any("total" in str(row.values.get("raw_name", "")).casefold() for row in sheets[2].rows)


def test_software_keeps_the_names_as_they_were_written(sheets):
    names = [row.values["raw_name"] for row in sheets[2].rows]
    assert names[0] == "Microsoft Office Professionnel Plus 2016"
    assert {"Adobe Acrobat Pro", "Zoom Pro", "LibreOffice", "Planning des salles de Valbrume"} <= set(names)


@pytest.mark.libreoffice
def test_an_old_xls_says_the_same(tmp_path, sheets):
    source = FILES / "inventaire-municipal.ods"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--headless",
        "--convert-to",
        "xls",
    ]
    subprocess.run([*command, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)
    old = read_spreadsheet(tmp_path / "inventaire-municipal.xls", "inventaire-municipal.xls")
    assert [sheet.rows for sheet in old] == [sheet.rows for sheet in sheets]
