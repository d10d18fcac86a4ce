import zipfile
from datetime import date, datetime

import pytest

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets import archive
from inventaire.spreadsheets.cells import read_cells
from inventaire.spreadsheets.child import parse
from tests.spreadsheets.builders import FILES, a_real_xlsx, a_zip, an_xlsx


def a_csv(tmp_path, text):
    path = tmp_path / "parc.csv"
    path.write_text(text)
    return path


def rows_of(path):
    return parse(path, path.name)["sheets"][0]["rows"]


def test_cells_are_given_as_they_are(tmp_path):
    moment = datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001 - a spreadsheet knows no zone
    path = a_real_xlsx(tmp_path / "p.xlsx", [["été", 1.5, True, date(2020, 1, 2), moment], [], [None, "  ", "x", " "]])
    assert rows_of(path) == [
        ["été", 1.5, True, {"date": "2020-01-02"}, {"date": "2020-01-02T03:04:00"}],
        [],
        ["", "", "x"],
    ]


def test_the_child_reads_the_real_files_in_its_cage():
    path = FILES / "inventaire-municipal.ods"
    read = read_cells(path, path.name)
    assert read["format"] == "ods"
    assert [(sheet["name"], sheet["hidden"]) for sheet in read["sheets"]] == [
        ("Mairie et services", False),
        ("Écoles", False),
        ("Logiciels", False),
        ("Param", True),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_merged_areas_are_filled_down_and_across_the_titles_never_with_numbers(ending):
    path = FILES / f"inventaire-municipal.{ending}"
    schools = parse(path, path.name)["sheets"][1]
    assert schools["rows"][0] == ["ÉCOLES DE VALBRUME"] * 8
    assert [row[0] for row in schools["rows"][4:9]] == ["École Jean-Jaurès"] * 5
    assert schools["merged_lines"] == [1, 2]


def test_a_number_merged_over_several_rows_is_counted_once(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active["B2"], book.active["A2"], book.active["A3"] = 1500, "a", "b"
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "p.xlsx")
    assert rows_of(tmp_path / "p.xlsx") == [[], ["a", 1500], ["b"]]


def test_a_far_cell_is_refused_and_nothing_else_suffers(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Nom", "loin"
    book.save(tmp_path / "p.xlsx")
    with pytest.raises(TooLarge, match="trop lourd"):
        read_cells(tmp_path / "p.xlsx", "p.xlsx")


def test_rows_are_held_to_their_limit(tmp_path):
    assert len(rows_of(a_csv(tmp_path, "a;b\n" * 50_020))) == 50_020
    with pytest.raises(TooLarge, match="50\u202f000 lignes"):
        parse(a_csv(tmp_path, "a;b\n" * 50_021), "parc.csv")


def test_columns_are_held_to_their_limit(tmp_path):
    assert len(rows_of(a_csv(tmp_path, ";".join("a" * 200)))[0]) == 200
    with pytest.raises(TooLarge, match="200 colonnes"):
        parse(a_csv(tmp_path, ";".join("a" * 201)), "parc.csv")


def test_characters_of_a_cell_are_held_to_their_limit(tmp_path):
    assert rows_of(a_csv(tmp_path, "a;" + "b" * 4_000))
    with pytest.raises(TooLarge, match="ligne 2"):
        parse(a_csv(tmp_path, "a;b\na;" + "b" * 4_001), "parc.csv")


@pytest.mark.parametrize(("count", "taken"), [(50, True), (51, False)])
def test_sheets_are_held_to_their_limit(tmp_path, count, taken):
    from openpyxl import Workbook

    book = Workbook()
    for _ in range(count - 1):
        book.create_sheet()
    book.save(tmp_path / "p.xlsx")
    if taken:
        assert len(parse(tmp_path / "p.xlsx", "p.xlsx")["sheets"]) == count
    else:
        with pytest.raises(TooLarge, match="50 feuilles"):
            parse(tmp_path / "p.xlsx", "p.xlsx")


def test_the_reading_stops_after_a_thousand_blank_rows_and_says_so(tmp_path):
    near = parse(a_csv(tmp_path, "a;b\n" + "\n" * 999 + "c;d\n"), "parc.csv")["sheets"][0]
    far = parse(a_csv(tmp_path, "a;b\n" + "\n" * 1_000 + "c;d\n"), "parc.csv")["sheets"][0]
    assert (len(near["rows"]), near["notes"]) == (1_001, [])
    assert len(far["rows"]) == 1
    assert far["notes"] == ["Lecture arrêtée à la ligne 1001\u00a0: 1\u202f000 lignes vides de suite."]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_whatever_its_encoding(tmp_path, codec):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(codec)
    with pytest.raises(UnreadableFile, match="anormale"):
        parse(an_xlsx(tmp_path / "p.xlsx", **{"xl/a.xml": bomb}), "p.xlsx")


def test_what_unfolds_is_counted_even_when_the_directory_lies(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "UNFOLDED_BYTES", 2_000)
    archive.read_through(a_zip(tmp_path / "a", {"a": "x" * 2_000}))
    with pytest.raises(TooLarge, match="décompressé"):
        archive.read_through(a_zip(tmp_path / "b", {"a": "x" * 2_001}))


def test_a_damaged_member_is_refused(tmp_path):
    path = an_xlsx(tmp_path / "p.xlsx", **{"xl/a.xml": "abcdefgh" * 9})
    content = path.read_bytes()
    place = content.index(b"xl/a.xml") + len("xl/a.xml") + 3
    path.write_bytes(content[:place] + b"\xff\xff" + content[place + 2 :])
    with pytest.raises(UnreadableFile, match="abîmé"):
        parse(path, "p.xlsx")


def test_a_container_without_sheets_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="abîmé"):
        parse(an_xlsx(tmp_path / "p.xlsx"), "p.xlsx")


def test_a_workbook_of_1904_says_so(tmp_path):
    path = a_real_xlsx(tmp_path / "p.xlsx", [["Nom"]])
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')
    assert parse(a_zip(tmp_path / "q.xlsx", members), "q.xlsx")["date1904"] is True
    assert parse(path, "p.xlsx")["date1904"] is False
