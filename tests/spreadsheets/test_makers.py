"""Several things in one cell, as people who keep a list by hand write them."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.makers import parted
from inventaire.spreadsheets.screens import category
from tests.spreadsheets.builders import reading_of, values_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ordinateur portable HP 250 G8", DeviceCategory.LAPTOP),
        ("Vidéoprojecteur Epson EB-X49", DeviceCategory.PROJECTOR),
        ("Smartphone Samsung", DeviceCategory.SMARTPHONE),
        ('Portable 15"', DeviceCategory.LAPTOP),
        ("Écran 24", DeviceCategory.MONITOR_22_24),
        ("Écran Dell 27 pouces", DeviceCategory.MONITOR_25_27),
        ("Imprimante multifonctions", DeviceCategory.PRINTER),
        ("Switch 24 ports", DeviceCategory.SWITCH),
        ("Mac mini", DeviceCategory.MINI_PC),
    ],
)
def test_a_kind_of_hardware_is_known_before_its_maker_or_its_size(cell, expected):
    assert category(cell) is expected


@pytest.mark.parametrize("cell", ["PC portatif", "Écran de projection", "Dell 5490", "Machine à café Philips", "PC 12"])
def test_what_does_not_name_a_kind_is_still_refused(cell):
    with pytest.raises(ValueError, match="n’est pas compris"):
        category(cell)


def test_a_maker_is_a_word_of_its_own():
    assert parted("Ultrabook Lenovo X1") == ("Ultrabook", "Lenovo", "X1")
    assert parted("Alphand") is None
    assert parted("Grandell 12") is None


def test_maker_and_model_written_with_the_kind_find_their_place():
    rows = [["Désignation", "Service"], ["Ordinateur portable HP 250 G8", "Finances"], ["Clavier", "RH"]]
    assert values_of(rows) == [
        {"category": DeviceCategory.LAPTOP.value, "manufacturer": "HP", "model": "250 G8", "department": "Finances"},
        {"category": DeviceCategory.OTHER.value, "model": "Clavier", "department": "RH"},
    ]


def test_a_column_of_makers_and_models_is_parted():
    rows = [["Poste", "Type", "Marque/Modèle"], ["PC-1", "UC", "Dell OptiPlex 3080"], ["PC-2", "UC", "monté maison"]]
    first, second = values_of(rows)
    assert (first["manufacturer"], first["model"]) == ("Dell", "OptiPlex 3080")
    assert second["model"] == "monté maison"
    assert "manufacturer" not in second


def test_what_has_a_column_of_its_own_is_left_as_it_is():
    rows = [["Type", "Marque", "Modèle"], ['Écran Dell 24"', "Iiyama", "HP 24"]]
    assert values_of(rows) == [
        {"category": DeviceCategory.MONITOR_22_24.value, "manufacturer": "Iiyama", "model": "HP 24"},
    ]


def test_in_our_own_sheets_nothing_is_parted():
    (row,) = reading_of([["Catégorie", "Modèle"], ["Ordinateur fixe", "Dell OptiPlex"]]).rows
    assert row.values["model"] == "Dell OptiPlex"
    assert "manufacturer" not in row.values


def test_a_model_after_its_maker_leaves_the_column_of_makers():
    rows = [["Type", "Marque"], ["UC", "DELL 3020"], ["UC", "Dell Inc."], ["Copieur", "Konica Minolta C258"]]
    found = [(row["manufacturer"], row.get("model")) for row in values_of(rows)]
    assert found == [("DELL", "3020"), ("Dell Inc.", None), ("Konica Minolta", "C258")]


def test_what_is_found_in_a_long_cell_never_outgrows_its_column():
    long = f"Portable HP {'x' * 300}"
    (row,) = reading_of([["Désignation", "Service"], [long, "RH"]]).rows
    assert "model" not in row.values
    assert len(values_of([["Type", "Windows"], ["UC", "1" * 200]])[0]["operating_system"]) == 200
