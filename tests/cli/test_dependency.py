"""dependance: the three risks of each program."""

import pytest

from inventaire.models import db
from inventaire.models.scope import set_scope
from tests.services.inventories import software, take_in


@pytest.fixture(autouse=True)
def _inventory(app):
    with app.app_context():
        set_scope(db.session(), 1)
        take_in(software({"raw_name": "Microsoft Office 2016"}, {"raw_name": "Outil maison"}))


def test_each_program_is_told_in_words(run):
    told = run("dependance").out.splitlines()
    assert len(told) == 2
    assert told[0].startswith("Microsoft Office 2016 : juridiction, ")
    assert told[0].endswith("continuité, risque très fort (4 sur 4)")
    assert "continuité, non évalué" in told[1]


def test_the_json_keeps_the_three_risks_apart(run):
    (found,) = run("dependance", "office", "--json").json
    assert found["risks"].keys() == {"jurisdiction", "lock_in", "continuity"}
    risk = found["risks"]["continuity"]
    assert (risk["level"], risk["ceiling"], risk["weakest"]) == (4, 4, ["support-end"])
    assert risk["score_low"] < risk["score_high"]
    assert set(risk["missing"]).isdisjoint(risk["answers"])


def test_a_name_that_nobody_bears_is_a_fault(run):
    assert "Aucun logiciel ne porte ce nom" in run("dependance", "introuvable", status=1).err
