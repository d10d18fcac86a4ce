"""Habits of the lists that towns keep by hand, each met in a column of its own."""

import pytest

from inventaire.spreadsheets.corrections import Corrections, SheetCorrection
from inventaire.spreadsheets.ignored import KEPT_OUT, is_secret
from inventaire.spreadsheets.understanding import understand
from tests.spreadsheets.builders import a_workbook, reading_of, values_of


def test_how_a_machine_is_refuses_no_line_and_is_kept_as_a_comment():
    rows = [
        ["Nom", "Type", "État", "Observations"],
        ["PC-1", "UC", "Bon", "Accueil"],
        ["PC-2", "UC", "À remplacer", ""],
        ["PC-3", "UC", "En stock", ""],
    ]
    reading = reading_of(rows)
    assert not any(row.faults for row in reading.rows)
    good, worn, stocked = (row.values for row in reading.rows)
    assert "status" not in good | worn
    assert (good["comment"], worn["comment"]) == ("Accueil\nÉtat\u00a0: Bon.", "État\u00a0: À remplacer.")
    assert (stocked["status"], "comment" in stocked) == ("in_stock", False)


def test_a_broken_machine_is_still_asked_about():
    (row,) = reading_of([["Nom", "Type", "État"], ["PC-1", "UC", "HS"]]).rows
    assert [fault.column for fault in row.faults] == ["État"]


@pytest.mark.parametrize(
    ("heading", "secret"),
    [("Mot de passe", True), ("MDP session", True), ("Code PIN", True), ("Password", True), ("Passerelle", False)],
)
def test_a_heading_that_announces_a_secret_is_known(heading, secret):
    assert is_secret(heading) is secret


def test_a_secret_is_neither_read_nor_given_back_with_the_refused_lines():
    rows = [["Nom", "Type", "Mot de passe admin"], ["PC-1", "Portabl", "Soleil2019!"]]
    reading = reading_of(rows)
    assert ("Mot de passe admin", KEPT_OUT) in reading.ignored
    assert reading.original.cells(2) == ["PC-1", "Portabl"]


@pytest.mark.parametrize(
    ("heading", "field", "cell"),
    [
        ("Nom du PC", "name", "PC-1"),
        ("Nature du matériel", "category", "UC"),
        ("Implantation", "site", "Mairie"),
        ("Direction / Service", "department", "Finances"),
        ("Année d’acquisition", "purchased_on", "2019"),
        ("Capacité disque", "storage_gb", "512 Go"),
    ],
)
def test_headings_of_town_lists_are_known(heading, field, cell):
    (values,) = values_of([["Marque", heading], ["Dell", cell]])
    assert field in values


@pytest.mark.parametrize(
    ("cell", "system"),
    [
        ("10 Pro", "Windows 10 Pro"),
        ("W11", "Windows 11"),
        ("Windows 7", "Windows 7"),
        ("XP", "Windows XP"),
        ("Linux Mint", "Linux Mint"),
    ],
)
def test_a_column_of_windows_says_which_windows(cell, system):
    (values,) = values_of([["Type", "Version Windows"], ["UC", cell]])
    assert values["operating_system"] == system


def test_the_kind_of_a_memory_or_a_disk_may_stand_beside_its_size():
    (values,) = values_of([["Type", "RAM", "Disque"], ["UC", "8 Go DDR4", "NVMe 256"]])
    assert (values["memory_gb"], values["storage_gb"], values["storage_kind"]) == (8, 256, "ssd")


def test_a_comment_that_is_full_stays_as_it_is():
    (values,) = values_of([["Type", "État", "Observations"], ["UC", "Bon", "x" * 3999]])
    assert values["comment"] == "x" * 3999


@pytest.mark.parametrize("heading", ["Clé Office", "Clé de licence", "Clé BitLocker", "Clé produit"])
def test_the_key_of_a_licence_is_a_secret(heading):
    assert is_secret(heading)


def test_idem_takes_the_value_above_when_a_person_asks_for_it():
    rows = [["Type", "Lieu", "Acheté le"], ["UC", "Mairie", "2019"], ["Écran", "idem", '"'], [], ["UC", "Idem", ""]]
    assert [len(row.faults) for row in reading_of(rows).rows] == [0, 2, 1]
    (reading,) = understand(a_workbook(rows), corrections=Corrections(sheets={0: SheetCorrection(ditto=True)}))
    assert not any(row.faults for row in reading.rows)
    assert [row.values["site"] for row in reading.rows] == ["Mairie"] * 3
    assert [str(row.values.get("purchased_on")) for row in reading.rows] == ["2019", "2019", "None"]


def test_idem_with_nothing_above_is_still_refused():
    said = Corrections(sheets={0: SheetCorrection(ditto=True)})
    (reading,) = understand(a_workbook([["Type", "Lieu"], ["UC", ""], ["UC", "idem"]]), corrections=said)
    assert [len(row.faults) for row in reading.rows] == [0, 1]


def test_what_is_said_of_idem_is_kept_with_the_other_corrections():
    said = SheetCorrection(ditto=True)
    assert SheetCorrection.of(said.kept()) == said


@pytest.mark.parametrize(
    ("kind", "model", "category"),
    [
        ("Téléphone", "iPhone 12", "smartphone"),
        ("Téléphone", "Mitel 6863", "ip_phone"),
        ("Vidéoproj.", "X", "projector"),
    ],
)
def test_a_telephone_is_what_its_model_says(kind, model, category):
    (values,) = values_of([["Type", "Modèle"], [kind, model]])
    assert values["category"] == category
