import io
import zipfile

import pytest

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets import members
from inventaire.spreadsheets.container import check_upload
from inventaire.spreadsheets.reading import read_spreadsheet
from tests.spreadsheets.builders import FILES, a_real_xlsx, a_zip

PARC = "Nom;Catégorie\nPC-1;Ordinateur portable\n"


def test_the_tables_of_a_zip_are_read_one_after_the_other(tmp_path):
    book = a_real_xlsx(tmp_path / "b.xlsx", [["Nom", "Catégorie"], ["PC-2", "Serveur rack"]])
    content = {
        "dossier/parc.csv": PARC,
        "classeur.xlsx": book.read_bytes(),
        "__MACOSX/dossier/._parc.csv": "x",
        "photo.png": b"\x89PNG\r\n\x1a\n",
    }
    readings = read_spreadsheet(a_zip(tmp_path / "z", content), "tout.zip")
    assert [(one.sheet, one.format, len(one.rows)) for one in readings] == [
        ("parc", "csv", 1),
        ("classeur.xlsx, Sheet", "xlsx", 1),
        ("photo.png", "zip", 0),
    ]
    assert "pas un tableur" in readings[2].left_out


def test_the_only_table_of_a_zip_is_read_as_intune_gives_it(tmp_path):
    text = "Device ID,Device name,Serial number,Manufacturer,Model,OS,OS version,Ownership,Compliance\n"
    path = a_zip(tmp_path / "z", {"Devices_1.csv": text + "1,PC-1,7XK,Dell,Latitude,Windows,10,Corporate,Compliant\n"})
    (reading,) = read_spreadsheet(path, "DevicesWithInventory.zip")
    assert reading.layout.value == "intune_devices"


def test_a_zip_in_a_zip_is_refused_by_its_name_or_by_its_content(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("parc.csv", PARC)
    with pytest.raises(UnreadableFile, match="en contient un autre"):
        check_upload(a_zip(tmp_path / "a", {"b.zip": inner.getvalue(), "parc.csv": PARC}), "a.zip")
    _, disguised = read_spreadsheet(a_zip(tmp_path / "b", {"parc.csv": PARC, "c.csv": inner.getvalue()}), "b.zip")
    assert "celui d’un .zip" in disguised.left_out


@pytest.mark.parametrize("content", [{"a.png": "x"}, {"mimetype": "x", "a.csv": PARC}, {}])
def test_a_zip_without_tables_is_refused(content, tmp_path):
    with pytest.raises(UnreadableFile, match="pas un tableur"):
        check_upload(a_zip(tmp_path / "z", content), "z.zip")


def test_the_rows_of_all_members_are_held_to_one_limit(tmp_path):
    half = "a;b\n" * 25_100
    with pytest.raises(TooLarge, match="lignes"):
        read_spreadsheet(a_zip(tmp_path / "z", {"a.csv": half, "b.csv": half}), "z.zip")


@pytest.mark.parametrize(("count", "taken"), [(50, True), (51, False)])
def test_members_are_held_to_their_limit(count, taken, tmp_path):
    path = a_zip(tmp_path / "z", {f"{n}.csv": PARC for n in range(count)})
    if taken:
        assert len(read_spreadsheet(path, "z.zip")) == count
    else:
        with pytest.raises(TooLarge, match="50 fichiers"):
            read_spreadsheet(path, "z.zip")


def test_what_really_comes_out_of_a_member_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "FILE_BYTES", 2_000)
    path = a_zip(tmp_path / "z", {"a.csv": "a;b\n" * 501})
    (workbook,) = members.read_members(path, lambda *_: {})
    assert "Mio" in workbook["sheets"][0]["left_out"]


def test_a_table_keeps_its_name_when_the_zip_does_not(tmp_path):
    path = FILES / "glpi-10-ordinateurs.csv"
    with pytest.raises(UnreadableFile, match=r"« \.zip »|zip"):
        check_upload(path, "glpi.zip")


@pytest.mark.parametrize("name", ["parc.txt", "parc.tsv", "parc.lst", "parc"])
def test_a_text_may_have_another_ending(name):
    assert check_upload(FILES / "glpi-10-ordinateurs.csv", name) == "csv"
