"""The lines that an import refuses, given back with their reason, mended, and understood again."""

import re

import pytest
from sqlalchemy import select

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.imports import Outcome
from inventaire.domain.person import ERASED, words_of
from inventaire.models import Device, ImportRow, db
from inventaire.services.database import writing
from inventaire.services.imports.batch import confirm_import, run_import
from inventaire.services.imports.preview import preview
from inventaire.services.organisation import current_organisation
from inventaire.services.person import find_person
from inventaire.services.person_erasure import erase_person
from inventaire.services.refusals import refused_sheets
from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.ignored import ADDED, ANNOTATION
from inventaire.spreadsheets.sheets import plain
from inventaire.spreadsheets.writing import write_table
from tests.conftest import FILES
from tests.services.inventories import prepare_import

HEAD = "Nom;Catégorie;N° de série;Date d’achat;Mission;Contact"
GOOD = "PC-1;Ordinateur portable;ABC123;12/03/2021;Accueil;Mme Durand"
BAD = "PC-2;Portabl;XYZ789;31/02/2021;=Paie;M. Zorglub"
WORKBOOKS = ("inventaire-municipal.ods", "inventaire-municipal.xlsx")
MENDED = {"Catégorie": "Écran 24 pouces", "Date d’achat": "28/02/2021"}
FORMATS = ("ods", "xlsx", "csv")


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@pytest.fixture
def a_csv(tmp_path):
    def write(*lines, name="parc.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path, name

    return write


def laid(sheet):
    """Give the rows of a sheet by heading."""
    return [dict(zip(sheet.headings, map(plain, row), strict=True)) for row in sheet.rows]


def refused(*files, form="ods"):
    return refused_sheets(prepare_import(list(files)).number, form)


def again(tmp_path, form, sheets, mend=lambda row: row):
    """Write sheets to a file as somebody who mended their rows would send it back; give its parts."""
    path = tmp_path / f"corrige.{form}"
    sheets = list(sheets)
    for rank, sheet in enumerate(sheets):
        rows = [list(mend(row).values()) for row in laid(sheet)]
        sheets[rank] = type(sheet)(sheet.name, sheet.headings, rows)
    write_table(path, form, sheets)
    return path, path.name


def test_a_refused_line_keeps_its_cells_and_gains_three_columns(a_csv):
    (sheet,) = refused(a_csv(HEAD, GOOD, BAD))
    (row,) = laid(sheet)
    assert list(row) == [*HEAD.split(";"), *ADDED]
    assert list(row.values())[:6] == BAD.split(";")
    assert (row["Ligne"], row["Colonne"]) == (3, "Catégorie, Date d’achat")
    assert "«\u00a0Portabl\u00a0» n’est pas compris" in row["Motif"]
    assert "Ce jour n’existe pas" in row["Motif"]


def test_a_line_to_be_settled_is_given_back_too(a_csv):
    twice = [f"PC-{number};Ordinateur portable;ABC123;;;" for number in (1, 2)]
    (sheet,) = refused(a_csv(HEAD, *twice))
    assert [row["Nom"] for row in laid(sheet)] == ["PC-2"]
    assert all(row["Motif"] for row in laid(sheet))


def test_what_the_file_said_elsewhere_and_what_it_left_out_have_columns(a_csv):
    lines = ["Nom;Marque;N° de série;Prix HT (€)", "École Jean-Moulin;;;", "PC-1;Dell;ABC123;12"]
    (row,) = laid(*refused(a_csv(*lines)))
    assert (row["Site"], row["Catégorie"], row["Colonne"]) == ("École Jean-Moulin", None, "Catégorie")


@pytest.mark.parametrize("form", FORMATS)
def test_a_line_mended_is_taken_in_and_finds_the_machine_it_speaks_of(a_csv, tmp_path, form):
    number = prepare_import([a_csv(HEAD, GOOD, BAD)]).number
    confirm_import(number)
    file = again(tmp_path, form, refused_sheets(number, form), lambda row: row | MENDED)
    (part,) = preview([file])
    (record,) = part.records
    assert (record.outcome, record.reason) == (Outcome.CREATED, None)
    assert (record.values["serial"], record.values["purchased_on"]) == ("XYZ789", "2021-02-28")
    assert sum(ANNOTATION in note for note in part.notes) == len(ADDED)
    run_import([file])
    (part,) = preview([file])
    assert [record.outcome for record in part.records] == [Outcome.UNCHANGED]


@pytest.mark.parametrize("name", [*WORKBOOKS, "glpi-10-ordinateurs.csv", "glpi-11-ordinateurs.csv"])
@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_lines_sent_back_as_they_are_are_refused_for_the_same_reasons(tmp_path, form, name):
    first = prepare_import([(FILES / name, name)])
    before = [
        row for row in db.session.scalars(select(ImportRow).order_by(ImportRow.id)) if row.outcome is Outcome.REFUSED
    ]
    assert before
    parts = preview([again(tmp_path, form, refused_sheets(first.number, form))])
    after = [record for part in parts for record in part.records]
    assert [(record.outcome, record.reason, record.values) for record in after] == [
        (row.outcome, row.reason, row.values) for row in before
    ]
    assert [part.layout for part in parts] == [
        part["layout"] for part in first.files if part["refused"] or part["asked"]
    ]


def test_lines_refused_twice_bear_one_set_of_annotations(a_csv, tmp_path):
    file = again(tmp_path, "ods", refused(a_csv(HEAD, BAD)))
    (sheet,) = refused(file)
    assert list(sheet.headings) == [*HEAD.split(";"), *ADDED]


def test_several_sheets_do_not_hold_in_a_csv(a_csv):
    number = prepare_import([a_csv(HEAD, BAD), a_csv(HEAD, BAD, name="ecoles.csv")]).number
    assert [sheet.name for sheet in refused_sheets(number, "ods")] == ["parc", "ecoles"]
    with pytest.raises(Refusal, match="demandez un"):
        refused_sheets(number, "csv")


@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_files_of_any_name_make_sheets_that_open(a_csv, tmp_path, form):
    names = ["parc [2026] : l’été?.csv", "a" * 60 + ".csv", "a" * 60 + "b.csv", "'.csv"]
    number = prepare_import([a_csv(HEAD, BAD, name=name) for name in names]).number
    path = tmp_path / f"refus.{form}"
    write_table(path, form, refused_sheets(number, form))
    found = [sheet["name"] for sheet in parse(path, path.name)["sheets"]]
    assert len(set(found)) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in found)


def test_an_import_with_nothing_to_mend_gives_no_sheet(a_csv):
    with pytest.raises(NotFound, match="aucune ligne refusée"):
        refused(a_csv(HEAD, GOOD))


def test_the_cell_to_be_mended_is_marked_in_a_workbook(a_csv, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "refus.xlsx"
    write_table(path, "xlsx", refused(a_csv(HEAD, BAD)))
    cells = load_workbook(path).active[2]
    assert [cell.value for cell in cells if cell.fill.fill_type == "solid"] == ["Portabl", "31/02/2021"]
    assert [cell.data_type for cell in cells if cell.value == "=Paie"] == ["s"]


def test_no_name_of_a_user_is_kept_among_the_cells_nor_given_back(a_csv):
    file = a_csv(f"{HEAD};Utilisateur", f"{BAD};Mme Durand")
    (sheet,) = refused(file)
    assert "Utilisateur" not in sheet.headings
    assert "Durand" not in str(db.session.scalars(select(ImportRow.cells)).all())


def test_the_cells_of_lines_that_are_written_are_not_kept(a_csv):
    prepare_import([a_csv(HEAD, GOOD, BAD)])
    assert db.session.scalars(select(ImportRow.cells).order_by(ImportRow.id)).all() == [None, BAD.split(";")]
    assert db.session.query(Device).count() == 0


def test_a_person_named_in_a_kept_cell_is_found_and_erased(a_csv):
    prepare_import([a_csv(HEAD, BAD)])
    found = find_person("Zorglub")
    assert [place.table for place in found] == ["import_row"]
    erase_person(found, words_of("Zorglub"))
    db.session.expire_all()
    (cells,) = db.session.scalars(select(ImportRow.cells)).all()
    assert cells == [*BAD.split(";")[:5], ERASED]


def test_the_user_of_a_machine_is_given_back_where_names_are_kept_and_not_once_they_are_forgotten(a_csv):
    with writing():
        current_organisation().keeps_user_names = True
    number = prepare_import([a_csv(f"{HEAD};Utilisateur", f"{BAD};Mme Durand")]).number
    (row,) = laid(*refused_sheets(number, "ods"))
    assert row["Utilisateur"] == "Mme Durand"
    assert "Durand" not in str(db.session.scalars(select(ImportRow.cells)).all())
    with writing():
        current_organisation().keeps_user_names = False
    assert "Utilisateur" not in refused_sheets(number, "ods")[0].headings
