"""Backups taken while others write are each one whole moment, and come back sound."""

import threading
import time

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import db
from inventaire.services.backup import back_up, restore
from inventaire.services.device import create_device
from inventaire.services.integrity import database_faults
from tests.databases import Sqlite
from tests.services.installations import beside, enter_first_town, everything, trace_faults

ROWS_PER_SECOND = 50
SHORT, LONG = 3, 60  # seconds


@pytest.fixture
def written(app):
    """Write machines at a steady pace beside the test; give the ids of those that are in."""
    ids, stop = [], threading.Event()

    def write():
        turn = time.monotonic()
        while not stop.wait(max(0, turn - time.monotonic())):
            turn += 1 / ROWS_PER_SECOND
            with app.app_context():
                enter_first_town()
                ids.append(create_device({"category": DeviceCategory.LAPTOP, "name": "PC"}).id)

    thread = threading.Thread(target=write)  # a fault in it fails the test: warnings are errors
    thread.start()
    yield ids
    stop.set()
    thread.join()


def machines_and_their_lines():
    held = everything()
    columns, machines = held["device", 1]
    names, lines = held["audit_line", 1]
    subject, number, action = (names.index(name) for name in ("subject", "subject_id", "action"))
    made = {line[number] for line in lines if (line[subject], line[action]) == ("device", "created")}
    return {row[columns.index("id")] for row in machines}, made


def test_backups_under_load_come_back_sound(database, town, written, tmp_path, long):
    saved, end = [], time.monotonic() + (LONG if long else SHORT)
    while time.monotonic() < end:
        path = tmp_path / f"{len(saved)}.zip"
        before = len(written)
        back_up(path)
        saved.append((path, before, len(written)))
        time.sleep(0.2)
    db.session.remove()
    print(f"{len(saved)} backups while {len(written)} rows were written")
    path, before, after = saved[-1]
    assert 0 < before < after
    for number, kind in enumerate({database.name: database, "sqlite": Sqlite()}.values()):
        with beside(kind, tmp_path / f"ailleurs-{number}"):
            restore(path)
            machines, made = machines_and_their_lines()
            assert machines == made
            assert before <= len(machines) <= after + 1
            assert (trace_faults(), database_faults()) == ([], [])
