"""Several machines on one line of a list kept by hand: counted where a word says it, refused otherwise."""

import pytest

from tests.spreadsheets.builders import reading_of, values_of

HEADINGS = ["Nom", "Type", "Marque", "Modèle", "N° de série"]


def faults_of(**cells):
    row = ["", "UC", "", "", ""]
    for place, name in enumerate(("name", "category", "maker", "model", "serial")):
        row[place] = cells.get(name, row[place])
    (reading,) = reading_of([HEADINGS, row]).rows
    return [fault.column for fault in reading.faults]


@pytest.mark.parametrize(
    ("cell", "category", "quantity"),
    [
        ("3 PC portables Lenovo V15", "laptop", 3),
        ('2 écrans 22"', "monitor_22_24", 2),
        ("PC port. x2", "laptop", 2),
        ("Tablettes (lot de 8)", "tablet", 8),
        ("Port.", "laptop", None),
        ("2 en 1", "laptop", None),
        ("Switch 24 ports", "switch", None),
        ("Écran 24", "monitor_22_24", None),
    ],
)
def test_the_number_written_with_the_kind_is_the_quantity(cell, category, quantity):
    (values,) = values_of([["Type", "Lieu"], [cell, "Mairie"]])
    assert (values["category"], values.get("quantity")) == (category, quantity)


def test_a_column_of_quantities_says_more_than_the_words():
    (values,) = values_of([["Type", "Qté"], ["2 écrans", 5]])
    assert values["quantity"] == 5


def test_a_lot_told_beside_the_model_is_counted():
    (values,) = values_of([["Type", "Modèle"], ["Tablettes", "Samsung Tab A (lot de 8)"]])
    assert (values["quantity"], values["model"]) == (8, "Tab A (lot de 8)")


@pytest.mark.parametrize("serial", ["PF1AAAA1 / PF1AAAA2", "CZC8123AB/CZC8123AC", "S1234;S1235", "PF1A23 et PF1A24"])
def test_two_serial_numbers_in_a_cell_are_no_serial_number(serial):
    assert faults_of(serial=serial) == ["N° de série"]


@pytest.mark.parametrize("serial", ["CZC8123ABD", "123/45678", "5CD-1234-X", "PF1 AAAA", "M1-22 - 2019"])
def test_a_serial_number_of_an_odd_look_is_one(serial):
    assert faults_of(serial=serial) == []


@pytest.mark.parametrize("name", ["PC-12 / PC-13", "WIFI-1 à WIFI-3", "PC-STOCK1 ; PC-STOCK2"])
def test_two_names_in_a_cell_are_two_machines_unless_a_lot_is_told(name):
    assert faults_of(name=name) == ["Nom"]
    (row,) = reading_of([["Nom", "Type", "Qté"], [name, "UC", 2]]).rows
    assert not row.faults


@pytest.mark.parametrize("name", ["SALLE-1/2", "PC 12 - 2019", "Bureau 1, 2e étage", "Accueil et RDC"])
def test_a_name_of_an_odd_look_is_one(name):
    assert faults_of(name=name) == []


@pytest.mark.parametrize("cell", ['PC fixe HP ProDesk 600 + écran 22"', "UC et écran", "UC avec 2 écrans Dell"])
def test_another_machine_behind_the_first_is_not_lost(cell):
    assert faults_of(category=cell)[:1] == ["Type"]


def test_another_machine_behind_the_model_is_not_lost():
    assert faults_of(maker="Dell", model="Latitude 5490 + dock") == ["Modèle"]


@pytest.mark.parametrize("model", ["Galaxy S10+", "Pixma avec wifi", "EB-X41 + support", "250 (avec souris)"])
def test_what_comes_with_a_machine_is_no_other(model):
    assert faults_of(model=model) == []


def test_the_brackets_of_a_model_stay_in_pairs():
    (values,) = values_of([["Type"], ["Imprimante HP Laserjet (couloir)"]])
    assert values["model"] == "Laserjet (couloir)"
