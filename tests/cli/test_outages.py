"""Commands on a disk that takes no more: one sentence, nothing half-written, and on again once there is room."""

import sqlite3

import pytest

from tests.cli.commands import FILES, command

WORKBOOK = FILES / "inventaire-municipal.ods"


def cramp(size):
    """Words before a command: no file may grow past size bytes, and what measures the tests writes none there."""
    return ("env", "-u", "COVERAGE_PROCESS_CONFIG", "prlimit", f"--fsize={size}")


def test_a_backup_that_does_not_fit_leaves_nothing(database, run, tmp_path):
    cramped = command(database.environment(tmp_path / "instance"), before=cramp(2_000))
    run("importer", WORKBOOK, "--appliquer", status=1)
    assert "plein" in cramped("sauvegarder", "-o", tmp_path / "s.zip", status=1).err
    assert not [path.name for path in tmp_path.iterdir() if "s.zip" in path.name]
    run("sauvegarder", "-o", tmp_path / "s.zip")


@pytest.mark.sqlite
def test_an_import_or_a_restoration_that_does_not_fit_writes_nothing(run, tmp_path):
    cramped = command({"INVENTAIRE_INSTANCE": str(tmp_path / "instance")}, before=cramp(20_000))
    before = run("verifier", "--json").json
    assert "plein" in cramped("importer", WORKBOOK, "--appliquer", status=1).err
    assert run("verifier", "--json").json == before
    run("importer", WORKBOOK, "--appliquer", status=1)
    run("sauvegarder", "-o", tmp_path / "s.zip")
    since = run("verifier", "--json").json
    assert "plein" in cramped("restaurer", tmp_path / "s.zip", "--force", status=1).err
    assert run("verifier", "--json").json == since
    run("restaurer", tmp_path / "s.zip", "--force")


@pytest.mark.sqlite
def test_a_database_held_too_long_is_said(run, tmp_path):
    holder = sqlite3.connect(tmp_path / "instance/inventaire.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "occupée" in run("importer", WORKBOOK, "--appliquer", status=1).err
    holder.close()
    run("importer", WORKBOOK, "--appliquer", status=1)
