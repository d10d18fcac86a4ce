"""Readings of meters in the files that people keep."""

import pytest

from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.spreadsheets import meter_lines
from inventaire.spreadsheets.meter_lines import read_meter_lines


def lines_of(tmp_path, text, name="releves.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_meter_lines(path, name)


def test_a_file_kept_by_hand_is_read_below_its_title_with_french_dates_and_numbers(tmp_path):
    text = "Relevés 2026;;\nCompteur;Date;Index;Unité\nSalle serveur;31/01/2026;1 234,5;kWh\n;;;\n"
    (line,) = lines_of(tmp_path, text, encoding="cp1252")
    assert (line.line, line.fault) == (3, None)
    assert (line.values["meter"], str(line.values["read_on"]), line.values["value"]) == (
        "Salle serveur",
        "2026-01-31",
        1234.5,
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Salle;31/02/2026;12", "n’existe pas dans le calendrier"),
        ("Salle;31/01/2026;beaucoup", "n’est pas un nombre"),
        ("Salle;31/01/2026;-3", "doit être compris"),
        (";31/01/2026;12", "Il manque «\u00a0Compteur\u00a0»"),
        ("Salle;;12", "Il manque «\u00a0Date du relevé\u00a0»"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(tmp_path, row, why):
    (line,) = lines_of(tmp_path, f"Compteur;Date du relevé;Valeur\n{row}\n")
    assert why in line.fault


def test_a_file_without_the_three_columns_says_which(tmp_path):
    with pytest.raises(UnreadableFile, match="Date du relevé"):
        lines_of(tmp_path, "Nom;Catégorie\nPC-1;Serveur\n")


def test_a_file_too_long_for_a_page_is_to_be_parted(tmp_path, monkeypatch):
    monkeypatch.setattr(meter_lines, "MOST", 2)
    with pytest.raises(TooLarge, match="plus de 2 relevés"):
        lines_of(tmp_path, "Compteur;Date;Valeur\n" + "Salle;31/01/2026;1\n" * 3)
