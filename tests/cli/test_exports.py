import pytest
import yaml
from click.testing import CliRunner

from inventaire.cli import inventaire
from inventaire.spreadsheets.child import parse

ENDINGS = {
    "materiels": ("ods", "xlsx", "csv"),
    "logiciels": ("ods", "xlsx", "csv"),
    "achats": ("ods", "xlsx", "csv"),
    "plan": ("ods", "xlsx", "csv"),
    "trace": ("ods", "xlsx", "csv"),
    "dictionnaire": ("ods", "xlsx", "csv"),
    "tout": ("ods", "xlsx", "zip"),
    "donnees-ouvertes": ("zip",),
    "g4it": ("zip",),
    "modele": ("ods", "xlsx"),
}


@pytest.fixture
def export(app, tmp_path):
    """Run `inventaire exporter`; give its result and the path asked for."""

    def run(what, name, *more):
        path = tmp_path / name
        with app.app_context():
            return CliRunner().invoke(inventaire, ["exporter", what, "-o", str(path), *more]), path

    return run


@pytest.mark.parametrize(("what", "form"), [(what, form) for what, forms in ENDINGS.items() for form in forms])
def test_each_thing_is_written_in_each_of_its_formats(export, what, form):
    result, path = export(what, f"sortie.{form.upper()}")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "est écrit" in result.stderr
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" if form == "csv" else b"PK")


def test_the_dictionary_is_also_written_as_entries_of_the_catalogue(export):
    result, path = export("dictionnaire", "noms.yaml")
    assert result.exit_code == 0, result.output
    assert yaml.safe_load(path.read_text("utf-8")) == {"tools": [], "alternatives": [], "components": [], "missing": []}


@pytest.mark.parametrize("what", ["tout", "modele"])
def test_a_csv_of_several_sheets_is_refused_with_the_reason(export, what):
    result, path = export(what, "sortie.csv")
    assert result.exit_code == 2
    assert "Un CSV ne tient qu’une feuille" in result.stderr
    assert ".ods ou .xlsx" in result.stderr
    assert not path.exists()


@pytest.mark.parametrize("name", ["sortie.pdf", "sortie", "sortie.zip"])
def test_an_ending_that_says_no_format_is_refused(export, name):
    result, path = export("materiels", name)
    assert result.exit_code == 2
    assert "terminez le nom du fichier par .ods" in result.stderr
    assert not path.exists()


def test_a_folder_that_is_not_there_is_refused_in_words(export):
    result, _ = export("plan", "absent/plan.ods")
    assert result.exit_code == 2
    assert "n’existe pas" in result.stderr


def test_something_that_cannot_be_exported_is_a_wrong_call(export):
    assert export("secrets", "sortie.ods")[0].exit_code == 2


def test_refused_lines_are_asked_with_the_number_of_their_import(export, app, tmp_path):
    (tmp_path / "parc.csv").write_text("Nom;Catégorie\nPC-1;Portabl\n")
    with app.app_context():
        CliRunner().invoke(inventaire, ["importer", str(tmp_path / "parc.csv"), "--appliquer"])
    result, path = export("refus", "refus.csv", "--import", "1")
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith("PC-1;Portabl;2;Catégorie;")
    assert export("refus", "autre.csv", "--import", "2")[0].exit_code == 1
    for words in (("refus",), ("materiels", "--import", "1")):
        result, _ = export(words[0], "autre.ods", *words[1:])
        assert (result.exit_code, "--import N" in result.stderr) == (2, True)


@pytest.mark.sqlite
def test_the_template_needs_no_database(export, app):
    with app.app_context():
        from inventaire.models import db

        db.drop_all()
    result, path = export("modele", "modele.ods")
    assert result.exit_code == 0
    names = [sheet["name"] for sheet in parse(path, path.name)["sheets"]]
    assert names[:2] == ["Matériels", "Logiciels"]
    assert export("materiels", "materiels.ods")[0].exit_code == 1
