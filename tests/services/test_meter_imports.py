"""Readings from a file: shown, written, taken back; what goes out comes back unchanged."""

from datetime import date

import pytest

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.services import meter_imports
from inventaire.services.meter_imports import lots, preview, readings_sheet, take_back, take_in
from inventaire.services.meter_reading import readings_of
from inventaire.spreadsheets.meter_lines import read_meter_lines
from inventaire.spreadsheets.writing import write_table
from tests.services.test_meter import a_meter, read

TODAY = date(2027, 1, 15)
HEAD = "Compteur;Date du relevé;Valeur;Unité\n"


@pytest.fixture
def room(town):
    return a_meter()


@pytest.fixture
def file(tmp_path):
    def write(*rows, head=HEAD):
        path = tmp_path / "releves.csv"
        path.write_text(head + "\n".join(rows), encoding="utf-8")
        return path

    return write


def fates(path):
    return [(each.line.line, each.outcome.value, each.reason) for each in preview(path, path.name, TODAY)]


def taken(path, *, sure=False):
    return take_in(read_meter_lines(path, path.name), TODAY, sure=sure)


def test_a_preview_says_what_becomes_of_each_line_and_writes_nothing(room, file):
    read(room, "2025-12-31", 1_000)
    path = file(
        "SALLE SERVEUR;31/01/2026;1 600;kWh",
        "Salle serveur;31/12/2025;1000;kWh",
        "Salle serveur;31/12/2025;1001;kWh",
        "Salle serveur;28/02/2026;900;",
        "Cave;31/01/2026;12;",
        "Salle serveur;31/03/2026;12;MWh",
        "Salle serveur;31/03/2099;12000;kWh",
    )
    found = fates(path)
    assert [outcome for _, outcome, _ in found] == ["created", "unchanged", *["refused"] * 5]
    for (_, _, reason), word in zip(
        found[2:], ("déjà cette date", "plus petit", "Cave", "MWh", "pas encore"), strict=True
    ):
        assert word in reason
    assert len(readings_of(room)) == 1


def test_lines_of_one_file_are_judged_together_in_the_order_of_time(room, file):
    path = file("Salle serveur;31/03/2026;1500;", "Salle serveur;31/01/2026;1000;", "Salle serveur;28/02/2026;1700;")
    assert [outcome for _, outcome, _ in fates(path)] == ["refused", "created", "created"]


def test_an_unusual_value_waits_for_somebody_to_be_sure(room, file):
    for day, value in (("2026-01-31", 0), ("2026-02-28", 280)):
        read(room, day, value)
    path = file("Salle serveur;31/03/2026;9000;kWh")
    assert [outcome for _, outcome, _ in fates(path)] == ["asked"]
    assert taken(path) == 0
    assert taken(path, sure=True) == 1


def test_a_file_is_taken_back_whole_and_only_once(room, file):
    read(room, "2025-12-31", 1_000)
    assert taken(file("Salle serveur;31/01/2026;1600;", "Salle serveur;28/02/2026;2200;")) == 2
    (lot,) = lots()
    assert lot.count == 2
    assert take_back(lot.at) == 2
    assert [each.value for each in readings_of(room)] == [1_000]
    assert list(lots()) == []
    with pytest.raises(NotFound):
        take_back(lot.at)


def test_a_file_that_what_follows_rests_on_is_not_taken_back(room, file):
    read(room, "2025-12-31", 1_000)
    head = HEAD.replace("Unité", "Compteur remplacé")
    assert taken(file("Salle serveur;31/01/2026;0;oui", head=head)) == 1
    read(room, "2026-02-28", 500)
    with pytest.raises(Refusal, match="plus petit"):
        take_back(lots()[0].at)
    assert len(readings_of(room)) == 3


@pytest.mark.parametrize("form", ["ods", "xlsx", "csv"])
def test_what_goes_out_comes_back_unchanged(room, tmp_path, form):
    bills = a_meter(name="=Factures", reads=ReadingKind.PERIOD, measures=MeterKind.BUILDING)
    read(bills, "2026-01-31", 310.25, begins="2026-01-01")
    read(room, "2025-12-31", 1_000)
    read(room, "2026-06-30", 5, replaced=True)
    path = tmp_path / f"releves.{form}"
    write_table(path, form, [readings_sheet()])
    found = preview(path, path.name, TODAY)
    assert [each.outcome.value for each in found] == ["unchanged"] * 3
    assert meter_imports.HEADINGS["meter"] == "Compteur"
