"""dependance: the three risks of each program."""

import json

import pytest
from click.testing import CliRunner

from inventaire.cli import inventaire
from inventaire.models import db
from inventaire.models.scope import set_scope
from tests.services.inventories import software, take_in


@pytest.fixture
def run(app):
    """Run `inventaire dependance` on a town that has two programs; give its result."""

    def run(*words, status=0):
        with app.app_context():
            answer = CliRunner().invoke(inventaire, ["dependance", *words])
        assert answer.exit_code == status, answer.output
        return answer

    with app.app_context():
        set_scope(db.session(), 1)
        take_in(software({"raw_name": "Microsoft Office 2016"}, {"raw_name": "Outil maison"}))
    return run


def test_each_program_is_told_in_words(run):
    told = run().stdout.splitlines()
    assert len(told) == 2
    assert told[0].startswith("Microsoft Office 2016 : juridiction, ")
    assert told[0].endswith("continuité, risque très fort (4 sur 4)")
    assert "continuité, non évalué" in told[1]


def test_the_json_keeps_the_three_risks_apart(run):
    (found,) = json.loads(run("office", "--json").stdout)
    assert found["risks"].keys() == {"jurisdiction", "lock_in", "continuity"}
    risk = found["risks"]["continuity"]
    assert (risk["level"], risk["ceiling"], risk["weakest"]) == (4, 4, ["support-end"])
    assert risk["score_low"] < risk["score_high"]
    assert set(risk["missing"]).isdisjoint(risk["answers"])


def test_a_name_that_nobody_bears_is_a_fault(run):
    assert "Aucun logiciel ne porte ce nom" in run("introuvable", status=1).stderr
