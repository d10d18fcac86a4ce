"""Lists of people: nothing of them is read nor kept."""

import pytest

from inventaire.spreadsheets.persons import STAFF, forget_persons
from tests.spreadsheets.builders import reading_of

STAFF_LIST = ["Nom", "Prénom", "Service", "Téléphone"]


def test_a_list_of_people_is_no_list_of_software():
    reading = reading_of([["Annuaire de la mairie"], [], STAFF_LIST, ["DUPONT", "Claire", "Compta", "0102030405"]])
    assert (reading.rows, reading.top, reading.left_out) == ((), (), STAFF)


def test_no_name_of_a_list_of_people_leaves_the_child():
    rows = [STAFF_LIST, ["DUPONT", "Claire", "Compta", ""]]
    forget_persons(rows)
    assert "DUPONT" not in str(rows)


@pytest.mark.parametrize("heading", ["N° de série", "Type", "Modèle", "Licences"])
def test_a_list_of_what_people_use_is_read(heading):
    reading = reading_of([["Nom", "Prénom", heading], ["DUPONT", "Claire", "x"]])
    assert reading.left_out is None
