"""reconnaitre and catalogue verifier."""

import json

import pytest
from click.testing import CliRunner

from inventaire.cli import inventaire
from inventaire.models import Application, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.bulk import change_all
from inventaire.models.scope import set_scope
from inventaire.services.database import writing
from tests.services.inventories import software, take_in

KEYS = {"name", "publisher", "version", "outcome", "tool", "candidates", "rule"}


def test_a_known_name_gives_its_tool_and_the_rule(run_anywhere):
    found = run_anywhere("reconnaitre", "Microsoft Office Professionnel Plus 2016", "--json").json
    assert found.keys() >= KEYS
    assert (found["outcome"], found["tool"]) == ("match", "microsoft-office-perpetuel")
    assert found["rule"]


def test_an_unknown_name_is_a_normal_answer(run_anywhere):
    found = run_anywhere("reconnaitre", "Planning des salles de Valbrume", "--editeur", "Nous", "--json").json
    assert (found["outcome"], found["tool"], found["candidates"], found["publisher"]) == ("unknown", None, [], "Nous")


def test_a_csv_gives_one_result_per_row_in_order(run_anywhere, tmp_path):
    names = ["LibreOffice 7.5", "Rien de connu", "LibreOffice 7.5", ""]
    rows = [f'"{name}","The Document Foundation",7.5' for name in names]
    (tmp_path / "noms.csv").write_text("\n".join(["name,publisher,version", *rows]), encoding="utf-8")
    found = run_anywhere("reconnaitre", "--fichier", tmp_path / "noms.csv", "--json").json
    assert [each["name"] for each in found] == names
    assert [each["outcome"] for each in found] == ["free", "unknown", "free", "unknown"]


def test_a_csv_in_another_alphabet_is_a_french_fault(run_anywhere, tmp_path):
    (tmp_path / "noms.csv").write_bytes("name\nTéléphonie".encode("latin-1"))
    assert "UTF-8" in run_anywhere("reconnaitre", "--fichier", tmp_path / "noms.csv", status=1).err


def test_a_csv_without_names_is_a_french_fault(run_anywhere, tmp_path):
    (tmp_path / "noms.csv").write_text("nom;éditeur\nLibreOffice;\n", encoding="utf-8")
    assert "name,publisher,version" in run_anywhere("reconnaitre", "--fichier", tmp_path / "noms.csv", status=1).err


@pytest.mark.parametrize("words", [[], ["LibreOffice", "--fichier", __file__]])
def test_a_name_or_a_file_is_asked_for_and_not_both(run_anywhere, words):
    assert "Donnez un NOM, ou --fichier" in run_anywhere("reconnaitre", *words, status=2).err


def test_the_catalogue_has_no_fault(run_anywhere):
    answer = run_anywhere("catalogue", "verifier", "--json")
    assert (answer.json, answer.err.strip()) == ([], "Catalogue sans faute.")


def test_a_catalogue_that_is_followed_changes_nothing_and_has_nothing_to_take_back(run):
    assert run("catalogue", "changements", "--json").json == []
    assert "suit déjà ce catalogue" in run("catalogue", "changements", "--appliquer", status=1).err
    assert "ne peut être repris" in run("catalogue", "changements", "--reprendre", status=1).err
    assert "sens contraires" in run("catalogue", "changements", "--appliquer", "--reprendre", status=2).err


def test_what_a_new_catalogue_changes_is_told_applied_and_taken_back(app):
    def run(*words):
        with app.app_context():
            result = CliRunner().invoke(inventaire, ["catalogue", "changements", *words])
            assert result.exit_code == 0, result.output
            return result

    with app.app_context():
        set_scope(db.session(), 1)
        db.session().info[ACTOR] = Actor("test")
        take_in(software({"raw_name": "Zoom Workplace"}))
        former = {"outcome": "unknown", "tool": None, "rule": None, "catalog_version": "2020-01-01+0"}
        with writing() as session:
            change_all(session, Application, [1], former)
    (change,) = json.loads(run("--json").stdout)
    assert (change["name"], change["kind"], change["machines"]) == ("Zoom Workplace", "found", 0)
    assert (change["before"]["outcome"], change["after"]["tool"]) == ("unknown", "zoom")
    assert "Zoom Workplace (0) : inconnu -> outil propriétaire (zoom)" in run().stdout
    assert "appliqué à 1 logiciel" in run("--appliquer").stderr
    assert json.loads(run("--json").stdout) == []
    assert "rendu à 1 logiciel" in run("--reprendre").stderr
    assert len(json.loads(run("--json").stdout)) == 1
