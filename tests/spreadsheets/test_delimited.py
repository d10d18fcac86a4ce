import pytest

from inventaire.domain.errors import UnreadableFile
from inventaire.spreadsheets.delimited import read_delimited

TEXT = "Nom;Catégorie;Prix\r\nPC-1;Écran;1 234,50 €\r\nPC-2;Écran;12,00\r\n"


def read(tmp_path, content):
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    return read_delimited(path)


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_each_encoding_is_recognised(tmp_path, codec, said):
    encoding, delimiter, rows = read(tmp_path, TEXT.encode(codec))
    assert (encoding, delimiter) == (said, ";")
    assert rows[1] == ["PC-1", "Écran", "1 234,50 €"]


@pytest.mark.parametrize(("content", "named"), [(TEXT.encode("utf-32"), "UTF-32"), (b"Nom;\x81\x8d\xff", "UTF-8")])
def test_another_encoding_is_refused_with_what_to_do(tmp_path, content, named):
    with pytest.raises(UnreadableFile, match=named):
        read(tmp_path, content)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_separator_is_found_under_a_title_with_commas(tmp_path, delimiter):
    lines = ["Parc, matériels, écrans, et divers", "", *(delimiter.join(("a", "b", "c")) for _ in range(5))]
    _, found, rows = read(tmp_path, "\n".join(lines).encode())
    assert found == delimiter
    assert rows[2] == ["a", "b", "c"]


def test_decimal_commas_are_not_separators(tmp_path):
    assert read(tmp_path, b"Nom;Prix\n" + b"a;1,5\n" * 50)[1] == ";"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_end_of_line_is_taken(tmp_path, end):
    assert read(tmp_path, end.join(("a;b", "c;d")).encode())[2] == [["a", "b"], ["c", "d"]]


def test_the_line_sep_says_the_separator_and_keeps_its_place(tmp_path):
    assert read(tmp_path, b"sep=,\na;b,c\n") == ("utf-8", ",", [[], ["a;b", "c"]])


def test_a_quote_never_closed_is_refused_with_its_line(tmp_path):
    with pytest.raises(UnreadableFile, match="guillemet"):
        read(tmp_path, b'a;b\n"' + b"x" * 200_000)
