"""A process killed in the middle of an import leaves nothing half-written, and nothing to mend."""

import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from inventaire.app import create_app
from inventaire.domain.imports import Target
from inventaire.services.integrity import database_faults, row_counts
from inventaire.spreadsheets.columns import TABLES
from tests.cli.commands import ROOT, command
from tests.conftest import close
from tests.databases import settings_of
from tests.services.installations import trace_faults

ROWS = 5_000
SHORT, LONG = 4, 100  # kills
KEYS = {"SECRET_KEY": "k" * 40, "TRACE_KEY": "t" * 40}
FIELDS = ("category", "name", "serial", "site", "model")


@pytest.fixture
def workbook(tmp_path):
    headings = {column.field: column.heading for column in TABLES[Target.DEVICES]}
    lines = [f"Ordinateur portable;PC-{rank};SN{rank:06};Site {rank % 40};Modèle {rank % 90}" for rank in range(ROWS)]
    path = tmp_path / "parc.csv"
    path.write_text("\n".join([";".join(headings[field] for field in FIELDS), *lines]), encoding="utf-8")
    return path


@contextmanager
def an_import(folder, workbook):
    words = [sys.executable, "-m", "inventaire", "importer", str(workbook), "--appliquer"]
    environment = KEYS | {"INVENTAIRE_INSTANCE": str(folder), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process


def state_of(database, folder):
    """Give the counts of an installation once nothing is found wrong with it."""
    app = create_app(settings_of(database, folder))
    with app.app_context():
        assert (database_faults(), trace_faults()) == ([], [])
        counts = row_counts()["valbrume"]
    close(app)
    return {name: counts.get(name, 0) for name in ("device", "import", "import_row", "site", "audit_line")}


@pytest.mark.sqlite
def test_an_import_killed_at_any_moment_is_whole_or_absent(database, empty_town, workbook, tmp_path, long):
    before = state_of(database, empty_town)
    whole = tmp_path / "whole"
    database.copy(empty_town, whole)
    start = time.monotonic()
    with an_import(whole, workbook) as process:
        assert process.wait() == 0
    duration, after = time.monotonic() - start, state_of(database, whole)
    assert (after["device"], after["import_row"]) == (ROWS, ROWS)
    chance, ends = random.Random(8200), []
    for number in range(LONG if long else SHORT):
        folder = tmp_path / f"killed-{number}"
        database.copy(empty_town, folder)
        with an_import(folder, workbook) as process:
            time.sleep(chance.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
        ends.append(state_of(database, folder))
        assert ends[-1] in (before, after)
        if number < SHORT:
            command(database.environment(folder) | KEYS)("verifier")
    print(f"{ends.count(before)} absent, {ends.count(after)} whole, over {duration:.1f} s")
    assert before in ends
