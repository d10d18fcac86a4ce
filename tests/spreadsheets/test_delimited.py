import pytest

from inventaire.domain.errors import UnreadableFile
from inventaire.spreadsheets.delimited import decode, read_delimited

TEXT = "Nom;Catégorie;Prix\r\nPC-1;Écran;1 234,50 €\r\nPC-2;Écran;12,00\r\n"


def read(_tmp_path, content):
    encoding, text = decode(content)
    delimiter, rows, _ = read_delimited(text)
    return encoding, delimiter, rows


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
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


FRENCH = "Nom;Lieu\nPC-1;École élémentaire « Les Œillets », à l’étage – 3e salle, très près de la forêt\n"


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [FRENCH, FRENCH.upper(), "Ville;Prix\nOrléans;12 €\n", "a;n° 12\n", "à;b\n"])
def test_the_two_old_encodings_are_told_apart(codec, text):
    assert decode(text.encode(codec)) == (codec, text)


def test_a_quote_too_many_costs_its_own_line_nothing_more_and_is_told():
    text = 'Nom;Modèle;Lieu\nPC-1;"Dell;Mairie\nPC-2;"HP";École\n"PC-3";"Écran 24" large";Crèche\n'
    text += 'PC-4;"deux\nlignes";Stade\n'
    delimiter, rows, notes = read_delimited(text)
    assert delimiter == ";"
    assert rows[1:] == [
        ["PC-1", "Dell", "Mairie"],
        ["PC-2", "HP", "École"],
        ["PC-3", 'Écran 24" large', "Crèche"],
        ["PC-4", "deux\nlignes", "Stade"],
    ]
    assert [note.split("\u00a0")[0] for note in notes] == ["Ligne 2", "Ligne 4"]


def test_a_last_quote_never_closed_loses_no_line():
    _, rows, notes = read_delimited('a;b\n"c;d\ne;f')
    assert rows == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert len(notes) == 1


def test_quotes_that_mean_something_else_are_left_to_themselves():
    _, rows, notes = read_delimited("".join(f'PC-{n};"24" large;x\n' for n in range(30)))
    assert (len(rows), notes) == (30, [])
