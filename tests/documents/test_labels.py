"""Labels are drawn so that their code is read and their words hold."""

import re

import pytest
from bs4 import BeautifulSoup

from inventaire.documents.labels import draw_labels
from inventaire.domain.labels import SHEETS, Label
from tests.qr import text_of

ADDRESS = "https://parc.valbrume.fr/materiels/12345"


def drawn(label, sheet="63x38"):
    return BeautifulSoup(draw_labels(SHEETS[sheet], [(0, label)], "Feuille 1"), "html.parser")


def modules_of(svg):
    """Give the modules of a drawn code, from its strokes."""
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)", svg.select_one("path")["d"])]
    size = max(y for _, y, _ in runs) + 1
    modules = [[False] * size for _ in range(size)]
    for x, y, length in runs:
        modules[y][x : x + length] = [True] * length
    return modules


@pytest.mark.parametrize("text", [ADDRESS, "VB-0040", "2019001", "Écran n° 7", "http://127.0.0.1"])
def test_the_code_says_what_it_was_given(text):
    assert text_of(modules_of(drawn(Label(text, ("PC",))))) == text


def test_a_label_without_a_code_has_its_words_alone():
    page = drawn(Label("", ("PC-1", "Propriété de Valbrume")))
    assert not page.select("path")
    assert [each.text for each in page.select("text")] == ["PC-1", "Propriété de Valbrume"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_words_stay_inside_their_label(sheet):
    size = SHEETS[sheet]
    lines = ("ECOLE-JEAN-MOULIN-POSTE-ENSEIGNANT-0001", "N° 2019-001", f"Propriété de {'Saint-Machin ' * 9}")
    for text in drawn(Label(ADDRESS, lines), sheet).select("text"):
        assert float(text["y"]) <= size.height
        assert float(text["x"]) + len(text.text) * float(text["font-size"]) * 0.5 <= size.width


def test_a_hostile_name_stays_text():
    page = drawn(Label("x", ('</text><script>alert("x")</script>',)))
    assert not page.select("script")
