"""Several tables in one sheet, and what the titles above each say."""

import pytest

from inventaire.domain.imports import Target
from inventaire.spreadsheets.corrections import Corrections, SheetCorrection
from inventaire.spreadsheets.header import find_header
from inventaire.spreadsheets.sections import is_place
from inventaire.spreadsheets.tables import tables_of
from inventaire.spreadsheets.understanding import understand
from tests.spreadsheets.builders import a_workbook, values_of

MACHINES = [["Type", "Marque", "Modèle", "N° de série"], ["UC", "HP", "ProDesk 400", "CZC8123ABD"]]
SCREENS = [["ÉCRANS"], ["Marque", "Taille", "Nombre", "Lieu"], ["Dell", '24"', 3, "Mairie"]]
SOFTWARE = [["Logiciels"], ["Nom", "Éditeur", "Échéance"], ["Cosoluce", "Cosoluce", "31/12/2026"]]


def tables_read(rows, **changes):
    return understand(a_workbook(rows, **changes))


@pytest.mark.parametrize("blank", [[], [[]]], ids=["glued", "apart"])
def test_two_tables_of_one_sheet_are_read_each_under_its_own_headings(blank):
    first, second = tables_read([*MACHINES, *blank, *SCREENS])
    assert [row.values["model"] for row in first.rows] == ["ProDesk 400"]
    ((line, values),) = [(row.line, row.values) for row in second.rows]
    assert line == len(MACHINES) + len(blank) + len(SCREENS)
    assert (values["quantity"], values["category"], values["site"]) == (3, "monitor_22_24", "Mairie")
    assert second.header_row == line - 1
    assert f"ligne {line - 1}" in second.notes[0]


def test_a_table_of_software_below_the_machines_makes_no_machine():
    machines, software = tables_read([*MACHINES, [], *SOFTWARE])
    assert (machines.target, len(machines.rows)) == (Target.DEVICES, 1)
    assert (software.target, [row.values["raw_name"] for row in software.rows]) == (Target.APPLICATIONS, ["Cosoluce"])


def test_a_first_table_with_fewer_headings_than_the_next_is_not_taken_for_a_title():
    wide = [
        ["Type", "Marque", "Modèle", "N° de série", "Lieu", "Acheté le"],
        ["UC", "HP", "400", "S2", "Mairie", "2020"],
    ]
    first, second = tables_read([["Type", "Marque", "Modèle"], ["Copieur", "Ricoh", "MP C3004"], [], *wide])
    assert [row.values["manufacturer"] for row in (*first.rows, *second.rows)] == ["Ricoh", "HP"]


def test_the_lines_of_every_table_are_told_once():
    rows = [["Parc de la commune"], [], *MACHINES, [], *SCREENS, [], *SOFTWARE]
    readings = tables_read(rows)
    told = [row.line for reading in readings for row in reading.rows]
    told += [line for reading in readings for line, _ in reading.skipped]
    filled = {line for line, row in enumerate(rows, start=1) if row} - {reading.header_row for reading in readings}
    assert len(told) == len(set(told))
    assert filled <= set(told)


def test_a_row_of_data_below_a_title_begins_no_table():
    rows = [*MACHINES, [], ["École Jules-Ferry"], ["PC", "bureau", "salle"], ["Serveur", "HP", "Poste"]]
    (reading,) = tables_read(rows)
    assert [row.values.get("site") for row in reading.rows] == [None, "École Jules-Ferry", "École Jules-Ferry"]


def test_our_own_sheet_is_one_table_whatever_its_rows_say():
    rows = [["Nom", "Catégorie", "Site"], ["PC-1", "Serveur", ""], [], ["Nom", "Type", "Fabricant"]]
    (reading,) = tables_read(rows)
    assert len(reading.rows) == 2


def test_a_table_that_only_counts_the_machines_above_is_left_out_with_its_reason():
    first, counts = tables_read([*MACHINES, [], ["Récapitulatif"], ["Type", "Nombre"], ["UC", 1]])
    assert (len(first.rows), counts.target, counts.rows) == (1, None, ())
    assert "deux fois" in counts.left_out


def test_the_title_above_the_headings_says_the_category_or_the_place():
    (values,) = values_of([["ORDINATEURS PORTABLES"], [], ["Poste", "Marque"], ["P1", "HP"]])
    assert values["category"] == "laptop"
    (values,) = values_of([["ÉCOLE JULES-FERRY"], ["Type", "Marque"], ["UC", "HP"]])
    assert values["site"] == "ÉCOLE JULES-FERRY"


def test_the_name_of_a_sheet_says_the_place_unless_a_column_does():
    (values,) = values_of([["Type", "Marque"], ["UC", "HP"]], sheet="Médiathèque")
    assert values["site"] == "Médiathèque"
    (values,) = values_of([["Type", "Site"], ["UC", "Mairie"]], sheet="Médiathèque")
    assert values["site"] == "Mairie"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("École Jules-Ferry", True),
        ("Salle des fêtes", True),
        ("Mairie", True),
        ("Écoles", False),
        ("Inventaire de la mairie", False),
        ("École — MAJ 12/03/2026", False),
        ("Matériel informatique", False),
    ],
)
def test_a_place_is_told_from_another_title(title, place):
    assert is_place(title) is place


def test_a_lone_kind_in_capitals_and_plural_is_a_title_and_no_machine():
    rows = [["Type", "Marque"], ["Laser", "HP"], ["TÉLÉPHONES"], ["Téléphone", "Mitel"], ["NAS", ""]]
    assert [values["category"] for values in values_of(rows)] == ["printer_laser", "ip_phone", "nas"]


def test_the_tables_of_a_sheet_cover_it_without_overlap():
    rows = [*MACHINES, [], *SCREENS, [], *SOFTWARE]
    tables = tables_of(rows, find_header(rows, "Feuil1"), "Feuil1")
    assert [table.top for table in tables[1:]] == [table.bottom for table in tables[:-1]]
    assert (tables[0].top, tables[-1].bottom) == (0, len(rows))


@pytest.mark.parametrize(("sheet", "read"), [("Récap par type", 0), ("Synthèse", 0), ("TCD 1", 0), ("École", 1)])
def test_a_sheet_that_sums_up_the_others_makes_no_lot(sheet, read):
    (reading,) = tables_read([["Type", "Nombre"], ["UC", 12]], sheet=sheet)
    assert (len(reading.rows), bool(reading.left_out)) == (read, not read)


def test_a_person_may_have_a_sheet_that_sums_up_read():
    said = Corrections(sheets={0: SheetCorrection(target=Target.DEVICES, fields={0: "category", 1: "quantity"})})
    (reading,) = understand(a_workbook([["Type", "Nombre"], ["UC", 12]], sheet="Récap"), corrections=said)
    assert reading.rows[0].values["quantity"] == 12


def test_two_tables_side_by_side_are_read_each_with_its_own_title():
    rows = [
        ["ORDINATEURS", "", "", "", "ÉCRANS"],
        ["Nom", "Marque", "N° série", "", "Nom", "Marque", "N° série"],
        ["PC1", "HP", "AZ1234", "", "E1", "Dell", "EZ1234"],
        ["PC2", "Dell", "AZ1235"],
    ]
    machines, screens = tables_read(rows)
    assert [row.values["serial"] for row in machines.rows] == ["AZ1234", "AZ1235"]
    ((values, faults),) = [(row.values, row.faults) for row in screens.rows]
    assert (values["name"], values["category"], faults) == ("E1", "monitor", ())
    assert {row.values["category"] for row in machines.rows} == {"computer"}


@pytest.mark.parametrize("more", [["Prix TTC", "Acheté le"], ["Nom", "Remarques"]])
def test_a_column_without_heading_does_not_part_one_table(more):
    (reading,) = tables_read([["Nom", "Type", "", *more], ["PC1", "UC", "x", "12", "2020"]])
    assert len(reading.rows) == 1
