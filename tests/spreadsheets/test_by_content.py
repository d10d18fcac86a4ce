"""Columns told by what they hold, where their heading does not say it."""

from inventaire.spreadsheets.readings import Confidence
from tests.spreadsheets.builders import reading_of, values_of

HEADINGS = ["Bidule", "Marque", "Modèle", "N° de série"]


def test_a_column_that_names_kinds_of_hardware_is_the_category_whatever_its_heading():
    reading = reading_of([HEADINGS, ["UC", "HP", "400", "A1"], ['Écran 24"', "HP", "E24", ""], ["à voir", "", "x", ""]])
    assert ("Bidule", "category") in reading.read
    assert [len(row.faults) for row in reading.rows] == [0, 0, 1]
    assert reading.confidence is Confidence.LIKELY


def test_a_heading_that_says_the_category_is_not_gainsaid_by_another_column():
    reading = reading_of([["Type", "Bidule", "Marque"], ["UC", "Serveur", "HP"], ["UC", "NAS", "HP"]])
    assert dict(reading.read)["Type"] == "category"
    assert "Bidule" not in dict(reading.read)


def test_one_word_in_many_does_not_make_a_category():
    reading = reading_of([HEADINGS, ["UC", "HP", "400", "A1"], ["bleu", "HP", "400", "A2"], ["vert", "HP", "4", "A3"]])
    assert "Bidule" not in dict(reading.read)


def test_a_heading_on_two_rows_is_known_in_either_order():
    rows = [["Matériel", "", "Achat", "Achat"], ["Type", "Modèle", "Date", "Prix TTC"], ["UC", "HP 400", "2020", 800]]
    (values,) = values_of(rows)
    assert (str(values["purchased_on"]), values["purchase_price_incl_eur"]) == ("2020", 800)


def test_a_room_does_not_hide_the_place_that_the_sheet_names():
    (values,) = values_of([["Type", "Classe"], ["UC", "CE2"]], sheet="École Jaurès")
    assert (values["site"], values["comment"]) == ("École Jaurès", "Classe\u00a0: CE2.")
    rows = [["Matériel", "Matériel"], ["Type", "Classe / pièce"], ["UC", "CE2"]]
    assert values_of(rows, sheet="École Jaurès")[0]["site"] == "École Jaurès"
    (values,) = values_of([["Type", "Salle"], ["UC", "Salle du conseil"]])
    assert values["site"] == "Salle du conseil"
