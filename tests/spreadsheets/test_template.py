import re
import zipfile

import pytest

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.examples import EXAMPLES
from inventaire.spreadsheets.reading import read_spreadsheet
from inventaire.spreadsheets.readings import Layout
from inventaire.spreadsheets.sheets import sheet_of
from inventaire.spreadsheets.template import write_template
from inventaire.spreadsheets.writing import write_table
from tests.spreadsheets.builders import plainly


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_template_is_recognised_and_every_column_of_it_read(tmp_path, form):
    write_template(tmp_path / f"modele.{form}", form)
    devices, software, purchases, contracts, *examples, legend, lists = read_spreadsheet(
        tmp_path / f"modele.{form}", f"modele.{form}", people=True
    )
    for sheet, target in zip((devices, software, purchases, contracts), Target, strict=True):
        assert (sheet.target, sheet.layout, sheet.rows) == (target, Layout.TEMPLATE, ())
        assert [field for _, field in sheet.read] == [column.field for column in TABLES[target]]
    assert len(examples) == len(Target)
    assert all("explications" in sheet.left_out for sheet in (*examples, legend))
    assert "masquée" in lists.left_out


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_examples_say_nothing_that_is_refused(tmp_path, form):
    for rank, (target, rows) in enumerate(EXAMPLES.items()):
        write_table(tmp_path / f"{rank}.{form}", form, [sheet_of(target, rows)])
        (sheet,) = read_spreadsheet(tmp_path / f"{rank}.{form}", f"{rank}.{form}")
        assert [dict(row.values) for row in sheet.rows] == [plainly(row) for row in rows]
        assert not any(row.faults for row in sheet.rows)


def test_the_template_as_csv_is_the_sheet_for_hardware(tmp_path):
    write_template(tmp_path / "modele.csv", "csv")
    (sheet,) = read_spreadsheet(tmp_path / "modele.csv", "modele.csv")
    assert (sheet.target, sheet.layout) == (Target.DEVICES, Layout.TEMPLATE)


def test_the_lists_of_choices_point_at_their_words(tmp_path):
    from openpyxl import load_workbook

    write_template(tmp_path / "modele.xlsx", "xlsx")
    book = load_workbook(tmp_path / "modele.xlsx")
    rule = next(rule for rule in book["Matériels"].data_validations.dataValidation if "B2:" in str(rule.sqref))
    column, last = re.fullmatch(r"Listes!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)", rule.formula1).groups()
    offered = [book["Listes"][f"{column}{line}"].value for line in range(2, int(last) + 1)]
    assert offered == [category.label for category in DeviceCategory]


def test_the_ods_template_offers_the_same_lists(tmp_path):
    write_template(tmp_path / "modele.ods", "ods")
    with zipfile.ZipFile(tmp_path / "modele.ods") as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        content = archive.read("content.xml").decode()
    lists = sum(column.kind.choices is not None for table in TABLES.values() for column in table)
    assert content.count("<table:content-validation ") == lists
