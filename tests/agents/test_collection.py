"""Thousands of agents' files read in one child: a bad one is one line, a trap is refused whole."""

import json
import zipfile

import pytest

from inventaire.agents import collection
from inventaire.agents.reading import TablesInside, read_agent_files
from inventaire.confinement import Limits
from inventaire.domain.errors import TooLarge, UnreadableFile


def inventory(name):
    return json.dumps({"deviceid": name, "content": {"hardware": {"name": name}}}).encode()


def a_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def a_folder(path, members):
    for name, content in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def names(path, **more):
    answers = list(read_agent_files(path, path.name, **more))
    assert [total for total, _ in answers] == [len(answers)] * len(answers)
    return {
        answer["file"]: answer["inventory"]["device"]["name"] if "inventory" in answer else answer["refused"]
        for _, answer in answers
    }


MEMBERS = {
    "b/pc-2.json": inventory("pc-2"),
    "pc-1.json": inventory("pc-1"),
    "notes.txt": b"bonjour",
    "coupe.json": inventory("pc-3")[:-4],
    "__MACOSX/pc-1.json": b"x",
    ".DS_Store": b"x",
}


@pytest.mark.parametrize("make", [a_zip, a_folder])
def test_each_file_is_read_or_refused_with_its_reason(make, tmp_path):
    found = names(make(tmp_path / "parc", MEMBERS))
    assert found.keys() == {"b/pc-2.json", "pc-1.json", "notes.txt", "coupe.json"}
    assert (found["pc-1.json"], found["b/pc-2.json"]) == ("pc-1", "pc-2")
    assert "n’est pas un inventaire d’agent" in found["notes.txt"]
    assert "s’arrête avant la fin" in found["coupe.json"]


def test_an_archive_within_an_archive_is_one_refused_file(tmp_path):
    inner = a_zip(tmp_path / "dedans.zip", {"pc-1.json": inventory("pc-1")}).read_bytes()
    found = names(a_zip(tmp_path / "parc.zip", {"dedans.zip": inner, "pc-2.json": inventory("pc-2")}))
    assert "archive dans l’archive" in found["dedans.zip"]
    assert found["pc-2.json"] == "pc-2"


def test_a_file_beyond_32_mib_is_one_refused_file(tmp_path):
    heavy = inventory("pc-1") + bytes(range(32, 127)) * ((32 << 20) // 90)
    found = names(a_folder(tmp_path / "parc", {"lourd.json": heavy, "pc-2.json": inventory("pc-2")}))
    assert "32\u00a0Mio" in found["lourd.json"]
    assert found["pc-2.json"] == "pc-2"


def test_a_file_that_fills_the_memory_of_the_child_is_one_refused_file(tmp_path):
    heavy = b'{"deviceid": "x", "content": {"chairs": [' + b"{}," * 2_000_000 + b"{}]}}"
    path = a_folder(tmp_path / "parc", {"lourd.json": heavy, "pc-2.json": inventory("pc-2")})
    found = names(path, limits=Limits(memory=100 << 20))
    assert found["lourd.json"] != "pc-1"
    assert found["pc-2.json"] == "pc-2"


def test_a_member_that_lies_about_its_bytes_is_one_refused_file(tmp_path):
    path = a_zip(tmp_path / "parc.zip", {"pc-1.json": inventory("pc-1"), "pc-2.json": inventory("pc-2")})
    whole = bytearray(path.read_bytes())
    place = whole.index(b"pc-1.json") + len("pc-1.json")
    whole[place : place + 10] = bytes(10)
    path.write_bytes(whole)
    found = names(path)
    assert "abîmé" in found["pc-1.json"]
    assert found["pc-2.json"] == "pc-2"


def refusal(path):
    with pytest.raises(UnreadableFile) as refused:
        list(read_agent_files(path, path.name))
    return str(refused.value)


@pytest.mark.parametrize("name", ["../pc.json", "/etc/pc.json", "a/../../pc.json", "C:\\pc.json"])
def test_a_name_that_leaves_the_archive_refuses_it_whole(tmp_path, name):
    assert "anormale" in refusal(a_zip(tmp_path / "parc.zip", {"pc-1.json": inventory("pc-1"), name: b"x"}))


def test_a_bomb_is_refused_before_it_is_unfolded(tmp_path):
    assert "anormale" in refusal(a_zip(tmp_path / "parc.zip", {f"{n}.json": bytes(20 << 20) for n in range(2)}))


def test_a_workbook_named_zip_is_told(tmp_path):
    assert "tableur" in refusal(a_zip(tmp_path / "parc.zip", {"[Content_Types].xml": b"<x/>"}))


def test_an_archive_of_tables_is_not_for_this_door(tmp_path):
    with pytest.raises(TablesInside):
        list(read_agent_files(a_zip(tmp_path / "parc.zip", {"parc.csv": b"a;b"}), "parc.zip"))
    both = a_zip(tmp_path / "deux.zip", {"parc.csv": b"a;b", "pc-1.json": inventory("pc-1")})
    assert names(both)["pc-1.json"] == "pc-1"


def test_a_password_is_told(tmp_path):
    path = a_zip(tmp_path / "parc.zip", {"pc-1.json": inventory("pc-1")})
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(whole)
    assert "mot de passe" in refusal(path)


def test_a_damaged_archive_is_told(tmp_path):
    (tmp_path / "parc.zip").write_bytes(b"PK\3\4rien")
    assert "abîmé" in refusal(tmp_path / "parc.zip")


@pytest.mark.parametrize("make", [a_zip, a_folder])
def test_an_empty_place_is_told(make, tmp_path):
    assert "aucun fichier" in refusal(make(tmp_path / "parc", {".cache": b""}))


def test_more_files_than_the_limit_are_refused_and_the_limit_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(collection, "MOST_FILES", 3)
    path = a_folder(tmp_path / "parc", {f"{n}.json": inventory("x") for n in range(3)})
    assert len(list(collection.parse_collection(path, "parc"))) == 4
    (path / "4.json").write_bytes(b"")
    with pytest.raises(TooLarge, match="5\u202f000"):
        next(collection.parse_collection(path, "parc"))


def test_an_archive_beyond_256_mib_is_refused(tmp_path):
    path = tmp_path / "parc.zip"
    with path.open("wb") as file:
        file.truncate((256 << 20) + 1)
    assert "256\u00a0Mio" in refusal(path)


def test_a_file_that_keeps_the_processor_is_one_refused_file(tmp_path, monkeypatch):
    monkeypatch.setattr(collection, "SECONDS", 0.2)
    monkeypatch.setattr(collection, "parse_inventory", lambda _received: [None for _ in iter(int, 1)])
    path = a_folder(tmp_path / "parc", {"lent.json": inventory("x")})
    assert "60\u00a0s" in list(collection.parse_collection(path, "parc"))[1]["refused"]


def test_what_was_read_is_handed_over_as_it_comes(tmp_path):
    path = a_folder(tmp_path / "parc", {f"{n}.json": inventory(f"pc-{n}") for n in range(20)})
    answers = read_agent_files(path, "parc")
    assert next(answers)[0] == 20
    answers.close()
