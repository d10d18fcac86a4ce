import zipfile

import pytest

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets.container import OLE, check_upload
from inventaire.spreadsheets.limits import FILE_BYTES, MEBIBYTE, MEMBERS
from tests.spreadsheets.builders import FILES, a_zip, an_ods, an_xlsx


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("inventaire-municipal.xlsx", "xlsx"),
        ("inventaire-municipal.ods", "ods"),
        ("glpi-10-ordinateurs.csv", "csv"),
    ],
)
def test_a_real_file_is_known_by_its_content(name, form):
    assert check_upload(FILES / name, name.upper()) == form


def refused(path, name, words, error=UnreadableFile):
    with pytest.raises(error) as refusal:
        check_upload(path, name)
    assert words in str(refusal.value)


def written(path, content):
    path.write_bytes(content)
    return path


def test_an_empty_file_is_refused(tmp_path):
    refused(written(tmp_path / "f", b""), "parc.xlsx", "est vide")


def test_a_truncated_zip_is_refused(tmp_path):
    whole = (FILES / "inventaire-municipal.xlsx").read_bytes()
    refused(written(tmp_path / "f", whole[: len(whole) // 2]), "parc.xlsx", "incomplet")


@pytest.mark.parametrize(("name", "told"), [("parc.csv", "celui d’un .xlsx"), ("parc.ods", "celui d’un .xlsx")])
def test_a_disguised_file_is_refused(name, told):
    refused(FILES / "inventaire-municipal.xlsx", name, told)


def test_a_text_named_as_a_workbook_is_refused(tmp_path):
    refused(written(tmp_path / "f", b"<html><table></table></html>"), "parc.xls", "du texte")


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08", b"\x01\x02\x03\x04abc"])
def test_what_is_no_spreadsheet_is_refused(tmp_path, head):
    refused(written(tmp_path / "f", head), "parc.csv", "pas un tableur")


def test_a_document_and_an_unknown_ending_are_refused(tmp_path):
    letter = a_zip(tmp_path / "f", {"[Content_Types].xml": "", "word/document.xml": ""})
    refused(letter, "parc.xlsx", "pas un tableur")
    refused(FILES / "glpi-10-ordinateurs.csv", "parc.json", "pas un tableur")


def test_macros_are_refused_wherever_they_hide(tmp_path):
    refused(an_xlsx(tmp_path / "a"), "parc.xlsm", "macros")
    refused(an_xlsx(tmp_path / "b", **{"xl/vbaProject.bin": "x"}), "parc.xlsx", "macros")
    refused(an_xlsx(tmp_path / "c", **{"[Content_Types].xml": "sheet.macroEnabled.main"}), "parc.xlsx", "macros")
    refused(an_ods(tmp_path / "d", **{"Basic/Standard/Module1.xml": "x"}), "parc.ods", "macros")
    refused(written(tmp_path / "e", OLE + "_VBA_PROJECT_CUR".encode("utf-16-le")), "parc.xls", "macros")


def test_a_password_is_refused_in_each_format(tmp_path):
    refused(an_ods(tmp_path / "a", **{"META-INF/manifest.xml": "<encryption-data/>"}), "parc.ods", "mot de passe")
    refused(written(tmp_path / "b", OLE + "EncryptedPackage".encode("utf-16-le")), "parc.xlsx", "mot de passe")
    refused(an_ods(tmp_path / "c", **{"encrypted-package": "x"}), "parc.ods", "mot de passe")


def test_the_size_is_held_to_its_limit(tmp_path):
    path = written(tmp_path / "f", b"a" * FILE_BYTES)
    assert check_upload(path, "parc.csv") == "csv"
    with path.open("ab") as file:
        file.write(b"a")
    refused(path, "parc.csv", "32 Mio", TooLarge)


def test_the_members_are_held_to_their_limit(tmp_path):
    room = MEMBERS - 2
    assert check_upload(an_xlsx(tmp_path / "a", **{f"m{n}": "" for n in range(room)}), "a.xlsx") == "xlsx"
    refused(an_xlsx(tmp_path / "b", **{f"m{n}": "" for n in range(room + 1)}), "b.xlsx", "1000 éléments", TooLarge)


def test_a_bomb_is_refused_before_it_unfolds(tmp_path):
    refused(an_xlsx(tmp_path / "a", **{"xl/b.xml": b"\0" * (20 * MEBIBYTE)}), "a.xlsx", "anormale", TooLarge)
    refused(an_xlsx(tmp_path / "b", **{"xl/b.xml": b"\0" * (301 * MEBIBYTE)}), "b.xlsx", "300 Mio", TooLarge)


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "C:x", "..\\x"])
def test_names_that_leave_the_archive_are_refused(tmp_path, name):
    refused(an_xlsx(tmp_path / "f", **{name: "x"}), "parc.xlsx", "anormale")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_used_twice_is_refused(tmp_path):
    path = an_xlsx(tmp_path / "f")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/workbook.xml", "<other/>")
    refused(path, "parc.xlsx", "anormale")


def test_members_that_share_bytes_are_refused(tmp_path):
    path = an_xlsx(tmp_path / "f", **{"xl/a.xml": "x" * 50, "xl/b.xml": "y" * 50})
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        offsets = {member.filename: member.header_offset for member in archive.infolist()}
    place = content.rindex(b"xl/b.xml") - 4  # the offset, last field of the directory entry before its name
    moved = content[:place] + (offsets["xl/a.xml"]).to_bytes(4, "little") + content[place + 4 :]
    refused(written(path, moved), "parc.xlsx", "anormale")
