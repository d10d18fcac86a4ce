"""reconnaitre and catalogue verifier."""

import pytest

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
