"""Several people confirm the same import at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from inventaire.domain.errors import Conflict
from inventaire.domain.imports import ImportState
from inventaire.models import db
from inventaire.services.database import enter
from inventaire.services.imports.batch import confirm_import
from tests.conftest import FILES
from tests.services.inventories import prepare_import

PEOPLE = 4


def test_of_several_who_confirm_at_once_one_writes_and_the_others_are_told(database, app):
    path = FILES / "ocsinventory.ocs"
    with app.app_context():
        enter(None, "test")
        number = prepare_import([(path, path.name)]).number

    def confirm():
        with app.app_context():
            assert db.engine.dialect.name == database.name
            enter(None, "test")
            gate.wait()
            try:
                return confirm_import(number).state
            except Conflict as conflict:
                return str(conflict)

    gate = threading.Barrier(PEOPLE)
    with ThreadPoolExecutor(PEOPLE) as people:
        told = [future.result() for future in [people.submit(confirm) for _ in range(PEOPLE)]]
    assert told.count(ImportState.APPLIED) == 1
    assert told.count("Cet import a déjà été appliqué.") == PEOPLE - 1
