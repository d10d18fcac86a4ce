"""verifier: what is whole, and what is not."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from inventaire.cli import inventaire
from inventaire.models import db
from inventaire.models.scope import set_scope
from tests.services.inventories import a_part, software, take_in


def test_a_sound_installation_is_told_with_its_head(run):
    told = run("verifier")
    assert "Base saine" in told.err
    assert "Trace de Valbrume (valbrume)" in told.err
    found = run("verifier", "--json").json
    (town,) = found["organisations"]
    assert (found["faults"], town["faults"], town["code"]) == ([], [], "valbrume")
    assert town["lines"] == town["sequence"] > 0
    assert town["head"] in told.err


def test_a_fault_of_the_trace_ends_with_status_one(app):
    with app.app_context():
        set_scope(db.session(), 1)
        db.session.execute(text("UPDATE audit_head SET sequence = 2"))
        db.session.commit()
        answer = CliRunner().invoke(inventaire, ["verifier"])
    assert answer.exit_code == 1
    assert "La trace va jusqu’à la ligne" in answer.stderr


@pytest.mark.sqlite
def test_a_row_without_its_parent_is_told(town):
    take_in(a_part({"name": "PC-1", "serial": "S1"}), software({"raw_name": "Zoom", "device": "S1"}))
    driver = db.session.connection().connection.driver_connection
    db.session.rollback()
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("DELETE FROM device")
    driver.execute("PRAGMA foreign_keys=ON")
    answer = CliRunner().invoke(inventaire, ["verifier"])
    assert answer.exit_code == 1
    assert "installation : 1 ligne(s) renvoient à « device » qui n’existe pas" in plain(answer.stderr)


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_purge_says_what_went_and_asks_why_more_is_kept(run):
    assert "0 ligne(s) de plus de 12 mois" in run("purger").err.replace("\u00a0", " ")
    assert "--motif" in run("purger", "--mois", "36", status=2).err
    assert "hors des limites" in run("purger", "--mois", "3", status=2).err
    run("purger", "--mois", "36", "--motif", "Contentieux en cours")
