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
def a_command(folder, *words):
    """Run a command without waiting for it."""
    environment = KEYS | {"INVENTAIRE_INSTANCE": str(folder), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-m", "inventaire", *map(str, words)], env=environment, **quiet) as process:
        yield process


def ends_of_killed(database, source, tmp_path, times, *words):
    """Run a command to its end once, then kill it at random moments; give what each left, the whole one first."""
    whole = tmp_path / "whole"
    database.copy(source, whole)
    start = time.monotonic()
    with a_command(whole, *words) as process:
        assert process.wait() == 0
    duration, chance, ends = time.monotonic() - start, random.Random(8200), [state_of(database, whole)]
    for number in range(times):
        folder = tmp_path / f"killed-{number}"
        database.copy(source, folder)
        with a_command(folder, *words) as process:
            time.sleep(chance.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
        ends.append(state_of(database, folder))
        if number < SHORT:
            command(database.environment(folder) | KEYS)("verifier")
    return ends


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
    before, times = state_of(database, empty_town), LONG if long else SHORT
    after, *ends = ends_of_killed(database, empty_town, tmp_path, times, "importer", workbook, "--appliquer")
    assert (after["device"], after["import_row"]) == (ROWS, ROWS)
    assert before in ends
    assert all(end in (before, after) for end in ends)
    print(f"{ends.count(before)} absent, {ends.count(after)} whole")


@pytest.mark.sqlite
def test_a_restoration_killed_at_any_moment_is_whole_or_absent(
    database, empty_town, demonstration_town, tmp_path, long
):
    archive, times = tmp_path / "s.zip", LONG // 5 if long else SHORT // 2
    command(database.environment(demonstration_town) | KEYS)("sauvegarder", "-o", archive)
    before, wanted = state_of(database, empty_town), state_of(database, demonstration_town)
    after, *ends = ends_of_killed(database, empty_town, tmp_path, times, "restaurer", archive, "--force")
    assert after == wanted
    assert all(end in (before, after) for end in ends)
    print(f"{ends.count(before)} as before, {ends.count(after)} whole")
