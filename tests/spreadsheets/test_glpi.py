from collections import Counter

import pytest

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.spreadsheets.reading import read_spreadsheet
from inventaire.spreadsheets.readings import Layout
from tests.spreadsheets.builders import FILES, reading_of

HEADINGS = ["Nom", "Statut", "Type", "Système d'exploitation - Nom", "Dernière modification", "Date d'achat"]


def read(version):
    path = FILES / f"glpi-{version}-ordinateurs.csv"
    (reading,) = read_spreadsheet(path, path.name)
    assert (reading.target, reading.layout, reading.delimiter) == (Target.DEVICES, Layout.GLPI_COMPUTERS, ";")
    return reading


def test_the_list_of_glpi_10_is_read_through_its_defects():
    reading = read(10)
    assert (reading.encoding, reading.header_row, len(reading.rows)) == ("utf-8-sig", 2, 12)
    by_name = {row.values["name"]: row.values for row in reading.rows}
    assert str(by_name["MAIRIE-PC-042"]["purchased_on"]) == "2018-11-05"
    assert by_name["MEDIA-AIO-01"]["model"] == 'ProOne 440 24" G9'
    assert by_name["CTM-PC-01"]["site"] == "Centre technique > Bureau"
    assert by_name["SRV-VALBRUME"]["processor"].count(", ") == 1
    assert by_name["ECOLE-PC-03"]["status"] is DeviceStatus.DECOMMISSIONED.value
    assert [(row.line, row.faults[0].column) for row in reading.rows if row.faults] == [(13, "Type")]
    assert by_name["PC-A-IDENTIFIER"]["category"] is DeviceCategory.COMPUTER.value


def test_the_list_of_glpi_11_is_read_through_its_defects():
    reading = read(11)
    assert (reading.encoding, reading.header_row, len(reading.rows)) == ("utf-8", 1, 12)
    by_name = {row.values["name"]: row.values for row in reading.rows}
    assert by_name["MEDIA-PC-02"]["site"] == 'Médiathèque > Salle "Jeunesse"'
    assert "\n" not in by_name["SRV-VALBRUME"]["processor"]
    assert by_name["ECOLE-PC-12"]["status"] is DeviceStatus.IN_SERVICE.value
    assert str(by_name["ECOLE-TAB-01"]["purchased_on"]) == "2021-09-01"
    assert Counter(row.values.get("category") for row in reading.rows)[DeviceCategory.LAPTOP.value] == 6
    assert [row.line for row in reading.rows if row.faults] == [13]


def test_people_and_technical_columns_are_left_aside_with_a_reason():
    ignored = dict(read(10).ignored)
    assert ignored["Usager"].startswith("Données personnelles")
    assert ignored["Entité"].startswith("Renseignement technique")
    assert ignored["Informations financières et administratives - Valeur"].startswith("Hors taxes")
    assert "" not in ignored


def a_list(*dates, changed="01-02-2026 10:00"):
    rows = [["PC", "En service", "Laptop", "Debian", changed, when] for when in dates]
    return reading_of([HEADINGS, *rows], form="csv")


@pytest.mark.parametrize(
    ("dates", "changed", "read"),
    [
        (("05-11-2018", "25-11-2018"), "01-02-2026 10:00", "2018-11-05"),
        (("05-11-2018",), "28-02-2026 10:00", "2018-11-05"),
        (("11-05-2018",), "02-28-2026 10:00", "2018-11-05"),
        (("2018-11-05",), "2026-02-01 10:00", "2018-11-05"),
    ],
)
def test_the_order_of_dates_is_settled_by_the_whole_file(dates, changed, read):
    assert str(a_list(*dates, changed=changed).rows[0].values["purchased_on"]) == read


@pytest.mark.parametrize("dates", [("05-11-2018",), ("25-11-2018", "11-25-2018")])
def test_dates_whose_order_nothing_settles_are_never_guessed(dates):
    reading = a_list(*dates)
    assert "purchased_on" not in reading.rows[0].values
    assert "AAAA-MM-JJ" in dict(reading.ignored)["Date d'achat"]


def test_english_headings_are_understood():
    headings = [
        "Name",
        "Status",
        "Manufacturer",
        "Serial number",
        "Type",
        "Model",
        "Operating System - Name",
        "Location",
    ]
    reading = reading_of([headings, ["PC", "In use", "Dell", "A1", "Laptop", "5490", "Debian", "Hall"]], form="csv")
    assert reading.layout is Layout.GLPI_COMPUTERS
    assert len(reading.rows[0].values) == len(headings)
