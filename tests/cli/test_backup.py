"""sauvegarder, restaurer, verifier: from one installation to another."""

import sqlite3

import pytest

from tests.cli.commands import FILES, typed
from tests.databases import Sqlite

WORKBOOK = FILES / "inventaire-municipal.ods"


@pytest.fixture
def filled(run_anywhere):
    """Run a command on an installation made by the commands alone, with its own keys."""
    run_anywhere("initialiser", "--nom", "Valbrume")
    run_anywhere("importer", WORKBOOK, "--appliquer", status=1)
    return run_anywhere


@pytest.fixture
def run_beside(database, tmp_path):
    """Run a command on a second installation, where nothing was made yet."""
    database.make(tmp_path / "seconde")
    yield typed(database.environment(tmp_path / "seconde"))
    database.drop(tmp_path / "seconde")


def test_from_one_installation_to_another(filled, run_beside, tmp_path):
    told = filled("sauvegarder", "-o", tmp_path / "s.zip").err
    assert "1 collectivité(s)" in told
    assert "Gardez ce fichier comme la base" in told
    counts = filled("verifier", "--json").json["counts"]
    assert counts["valbrume"]["device"] > 10
    assert filled("verifier", "--archive", tmp_path / "s.zip", "--json").json["counts"] == counts
    assert "Valbrume (code valbrume)" in run_beside("restaurer", tmp_path / "s.zip").err
    restored = run_beside("verifier", "--json").json
    assert (restored["faults"], restored["counts"]) == ([], counts)
    assert restored["organisations"] == filled("verifier", "--json").json["organisations"]
    for key in ("secret-key", "trace-key"):
        kept = tmp_path / "seconde" / key
        assert kept.read_text() == (tmp_path / "neuve" / key).read_text()
        assert kept.stat().st_mode & 0o777 == 0o600


def test_data_is_replaced_only_when_told_and_kept_beside(filled, tmp_path):
    filled("sauvegarder", "-o", tmp_path / "s.zip")
    assert "rien n’a été changé" in filled("restaurer", tmp_path / "s.zip", status=1).err
    assert "avant-restauration-" in filled("restaurer", tmp_path / "s.zip", "--force").err
    (kept,) = (tmp_path / "neuve").glob("avant-restauration-*.zip")
    assert "saine" in filled("verifier", "--archive", kept).err


def test_a_wrong_call_says_what_to_write(filled, tmp_path):
    assert ".zip" in filled("sauvegarder", "-o", tmp_path / "s.tar", status=2).err
    assert "n’existe pas" in filled("sauvegarder", "-o", tmp_path / "absent/s.zip", status=2).err
    assert "pas une sauvegarde" in filled("verifier", "--archive", WORKBOOK, status=1).err
    assert "pas une sauvegarde" in filled("restaurer", WORKBOOK, "--force", status=1).err


def test_a_key_that_the_environment_gives_otherwise_is_not_overruled(database, filled, run_beside, tmp_path):
    filled("sauvegarder", "-o", tmp_path / "s.zip")
    other = typed(database.environment(tmp_path / "seconde") | {"TRACE_KEY": "u" * 40})
    assert "La variable TRACE_KEY donne une autre clé" in other("restaurer", tmp_path / "s.zip", status=1).err
    assert "initialiser" in run_beside("verifier", status=1).err


@pytest.mark.sqlite
@pytest.mark.parametrize("damage", ["no database at all", "cut short"])
def test_a_database_that_cannot_be_read_is_set_aside_and_restored(filled, tmp_path, damage):
    filled("sauvegarder", "-o", tmp_path / "s.zip")
    base = tmp_path / "neuve/inventaire.sqlite"
    content = base.read_bytes()
    base.write_bytes(b"pas une base" * 500 if damage == "no database at all" else content[: len(content) // 3])
    assert "abîmé" in filled("verifier", status=1).err
    assert "--force" in filled("restaurer", tmp_path / "s.zip", status=1).err
    assert "avant-restauration-" in filled("restaurer", tmp_path / "s.zip", "--force").err
    assert "saine" in filled("verifier").err
    assert list((tmp_path / "neuve").glob("avant-restauration-*"))


@pytest.mark.sqlite
def test_a_reference_that_leads_nowhere_is_found(filled, tmp_path):
    base = sqlite3.connect(tmp_path / "neuve/inventaire.sqlite", isolation_level=None)
    base.execute("UPDATE device SET site_id = 999 WHERE id IN (1, 2)")
    base.close()
    found = filled("verifier", "--json", status=1)
    assert "device" in found.err
    assert "2 ligne(s)" in found.json["faults"][0]


@pytest.mark.postgresql
def test_from_sqlite_to_postgresql_and_back(run_beside, tmp_path):
    first, last = (typed(Sqlite().environment(tmp_path / name)) for name in ("premiere", "derniere"))
    first("initialiser", "--demonstration")
    first("sauvegarder", "-o", tmp_path / "s.zip")
    run_beside("restaurer", tmp_path / "s.zip")
    run_beside("sauvegarder", "-o", tmp_path / "t.zip")
    last("restaurer", tmp_path / "t.zip")
    counts = [each("verifier", "--json").json["counts"] for each in (first, run_beside, last)]
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.sqlite
def test_a_trace_that_was_touched_before_it_was_saved_is_told_once_restored(filled, run_beside, tmp_path):
    with sqlite3.connect(tmp_path / "neuve/inventaire.sqlite") as base:
        base.execute("UPDATE audit_head SET sequence = 2")
    base.close()
    filled("sauvegarder", "-o", tmp_path / "s.zip")
    told = run_beside("restaurer", tmp_path / "s.zip", status=1).err
    assert "Restauré" in told
    assert "La trace va jusqu’à la ligne" in told
