"""importer and annuler-import, as a person or a script calls them."""

import shutil

import pytest

from tests.cli.commands import FILES

FILE_KEYS = {
    "file",
    "format",
    "target",
    "sheet",
    "header_row",
    "encoding",
    "delimiter",
    "rows",
    "created",
    "updated",
    "unchanged",
    "refused",
    "asked",
    "ignored",
    "records",
    "refusals",
}
WORKBOOK = FILES / "inventaire-municipal.xlsx"


def test_a_preview_as_json_has_the_promised_shape_and_nothing_beside(run):
    found = run("importer", WORKBOOK, "--json", status=1).json
    assert found.keys() == {"files", "import", "applied"}
    assert (found["import"], found["applied"]) == (None, False)
    assert [each["target"] for each in found["files"]] == ["devices", "devices", "applications"]
    first = found["files"][0]
    assert first.keys() >= FILE_KEYS
    assert (first["file"], first["format"], first["sheet"], first["header_row"]) == (
        WORKBOOK.name,
        "xlsx",
        "Mairie et services",
        4,
    )
    assert (first["rows"], first["created"], first["refused"], first["ignored"]) == (29, 26, 3, 13)
    assert all(record.keys() >= {"line", "outcome", "values", "changes", "reason"} for record in first["records"])
    assert all(fault.keys() >= {"line", "column", "value", "reason"} for fault in first["refusals"])
    assert [(fault["line"], fault["column"], fault["value"]) for fault in first["refusals"]] == [
        (19, "En service", "non"),
        (24, "Acquis le", "31/02/2021"),
        (34, "Catégorie", ""),
    ]


def test_a_csv_says_its_encoding_and_its_delimiter(run):
    (found,) = run("importer", FILES / "glpi-10-ordinateurs.csv", "--json", status=1).json["files"]
    assert (found["encoding"], found["delimiter"], found["header_row"]) == ("utf-8-sig", ";", 2)


def test_an_import_is_written_then_changes_nothing_then_is_taken_back(run):
    files = [WORKBOOK, FILES / "glpi-agent.json"]
    written = run("importer", *files, "--appliquer", "--json", status=1).json
    assert (written["import"], written["applied"]) == (1, True)
    again = run("importer", *files, "--json", status=1).json
    assert sum(each["created"] + each["updated"] for each in again["files"]) == 0
    assert sum(each["unchanged"] for each in again["files"]) == sum(each["created"] for each in written["files"])
    assert run("annuler-import", "1", "--json").json == {"import": 1, "state": "undone"}
    after = run("importer", *files, "--json", status=1).json
    assert [each["created"] for each in after["files"]] == [each["created"] for each in written["files"]]


def test_a_change_is_told_before_and_after(run, tmp_path):
    for model in ("5490", "5500"):
        (tmp_path / "parc.csv").write_text(
            f"Nom;Catégorie;Modèle\nPC-1;Ordinateur portable;{model}\n", encoding="utf-8"
        )
        answer = run("importer", tmp_path / "parc.csv", "--appliquer", "--json").json
    (record,) = answer["files"][0]["records"]
    assert (record["line"], record["outcome"]) == (2, "updated")
    assert record["changes"] == {"model": {"before": "5490", "after": "5500"}}
    assert record["values"] == {"name": "PC-1", "category": "laptop", "model": "5500"}


def test_refused_lines_end_with_status_1_and_the_others_are_written_all_the_same(run, tmp_path):
    (tmp_path / "parc.csv").write_text("Nom;Catégorie\nPC-1;Serveur\nPC-2;Portabl\n", encoding="utf-8")
    written = run("importer", tmp_path / "parc.csv", "--appliquer", "--json", status=1).json
    assert (written["import"], written["applied"]) == (1, True)
    (tmp_path / "parc.csv").write_text("Nom;Catégorie\nPC-1;Serveur\n", encoding="utf-8")
    (again,) = run("importer", tmp_path / "parc.csv", "--json").json["files"]
    assert (again["unchanged"], again["refused"]) == (1, 0)


def test_without_json_people_read_counts_refusals_and_what_to_do_next(run):
    answer = run("importer", WORKBOOK, status=1)
    assert "créé 26" in answer.out
    assert "ligne 24, « Acquis le » : " in answer.err
    assert "Ajoutez --appliquer pour écrire." in answer.err
    assert "Pour le reprendre" in run("importer", WORKBOOK, "--appliquer", status=1).out
    assert "L’import n° 1 est annulé." in run("annuler-import", "1").out


def test_undoing_what_is_not_there_or_twice_is_a_french_fault(run):
    assert "Il n’y a pas d’import n° 7." in run("annuler-import", "7", status=1).err
    run("importer", FILES / "glpi-11-ordinateurs.csv", "--appliquer", status=1)
    run("annuler-import", "1")
    assert "n’est pas appliqué" in run("annuler-import", "1", status=1).err


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "vide"), (b"PK\x03\x04rien", ""), (b"\x00\x01\x02\x03" * 50, ""), (b"%PDF-1.7 rien", "")],
)
def test_an_unreadable_file_is_a_french_sentence_and_writes_nothing(run, tmp_path, content, word):
    (tmp_path / "mauvais.xlsx").write_bytes(content)
    answer = run("importer", tmp_path / "mauvais.xlsx", "--appliquer", "--json", status=1)
    assert answer.out == ""
    assert word in answer.err
    assert answer.err.strip().endswith(".")
    assert "Il n’y a pas d’import n° 1." in run("annuler-import", "1", status=1).err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["importer"], "Il manque un renseignement\u00a0: FICHIERS."),
        (["importer", "absent.xlsx"], "«\u00a0absent.xlsx\u00a0» n’existe pas"),
        (["restaurer", "."], "«\u00a0.\u00a0» est un dossier"),
        (["importer", "--force", "x"], "Option inconnue\u00a0: --force."),
        (["annuler-import", "deux"], "«\u00a0deux\u00a0» n’est pas un nombre entier."),
        (["annuler-import", "1", "2"], "Mot de trop\u00a0: 2."),
    ],
)
def test_a_wrong_call_is_told_in_french_with_status_2(run, words, told):
    answer = run(*words, status=2)
    assert told in answer.err
    assert answer.out == ""


def test_a_folder_of_agents_is_one_import_and_a_bad_file_is_named(run, tmp_path):
    folder = tmp_path / "parc"
    folder.mkdir()
    shutil.copy(FILES / "glpi-agent.json", folder)
    shutil.copy(FILES / "ocsinventory.ocs", folder)
    (folder / "note.txt").write_text("bonjour")
    found = run("importer", folder, "--json", status=1).json["files"]
    assert [(each["file"], each["format"], each["target"]) for each in found] == [
        ("parc", "agent_files", "devices"),
        ("parc", "agent_files", "applications"),
    ]
    assert {record["source"] for record in found[0]["records"]} == {"glpi-agent.json", "ocsinventory.ocs", "note.txt"}
    assert "note.txt" in run("importer", folder, "--appliquer", status=1).err
