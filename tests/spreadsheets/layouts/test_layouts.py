"""Each list of each product: recognised by its content, read, its values right."""

import csv
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.layouts.ledger_lines import accounts_of, is_negative, quantity_in
from inventaire.spreadsheets.sheets import Sheet
from inventaire.spreadsheets.understanding import understand
from inventaire.spreadsheets.writing import write_table

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/layouts.yaml").read_text("utf-8"))


def read(tmp_path, name, text):
    path = tmp_path / "f"
    path.write_text(text, "utf-8")
    return understand(parse(path, name))


def spaced(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def shown(value):
    return getattr(value, "value", str(value) if not isinstance(value, str | int | float) else value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_list_is_recognised_and_read(case, tmp_path):
    reading, *beside = read(tmp_path, case["file"], case["text"])
    assert reading.left_out is None
    assert reading.layout.value == case["layout"]
    assert reading.confidence.value == case.get("confidence", reading.confidence.value)
    assert reading.supposed == case.get("supposed", False)
    assert reading.target.value == case.get("target", "devices")
    assert reading.header_row == case.get("header_row", 1)
    _holds(reading, case)
    assert [one.layout.value for one in beside] == [case[part]["layout"] for part in ("beside",) if part in case]
    for one in beside:
        _holds(one, case["beside"])


def _holds(reading, case):
    assert len(reading.rows) == len(case["rows"])
    for row, wanted in zip(reading.rows, case["rows"], strict=True):
        fault = wanted.pop("fault", None)
        found = {field: shown(row.values[field]) if field in row.values else None for field in wanted}
        found = {field: spaced(value) if isinstance(value, str) else value for field, value in found.items()}
        assert found == wanted
        reasons = [spaced(one.reason) for one in row.faults]
        assert [str(fault) in reason for reason in reasons] == [True] * bool(fault), reasons
    told = spaced(" ".join(reading.notes))
    assert case.get("note", "") in told
    assert ("supposé" in told) == reading.supposed
    assert case.get("skipped", "") in spaced(" ".join(why for _, why in reading.skipped))
    for heading, why in case.get("ignored", {}).items():
        assert why in spaced(dict(reading.ignored)[heading])
    assert not any(word in repr(reading) for word in case.get("never", ()))


REGISTERS = {
    "Entra": "userPrincipalName,displayName,surname,mail,givenName,objectId,userType\nc@v.fr,C D,D,c@v.fr,C,1,Member\n",
    "usage": "Report Refresh Date,User Principal Name,Last Activity Date\n2026-01-01,c@v.fr,2026-01-01\n",
    "Snipe-IT": "First Name,Last Name,Email,Username,Activated,Location\nC,D,c@v.fr,cd,1,Hall\n",
    "Microsoft 365": "Display name,Object Id,User principal name\nC D,1,c@v.fr\n",
}


@pytest.mark.parametrize("product", REGISTERS)
def test_a_register_of_people_is_recognised_and_refused(product, tmp_path):
    (reading,) = read(tmp_path, "users.csv", REGISTERS[product])
    assert "registre d’utilisateurs n’est pas un inventaire" in reading.left_out
    assert not reading.rows
    assert "c@v.fr" not in repr(reading)


def test_persons_are_forgotten_in_the_child(tmp_path):
    path = tmp_path / "f"
    text = next(case["text"] for case in CASES if case["layout"] == "microsoft_users")
    path.write_text(text)
    rows = parse(path, "users.csv")["sheets"][0]["rows"]
    assert rows[1] == ["False", "", "Finances", "", "", "", "Microsoft 365 E3+Power BI Pro"]
    assert "Dupont" not in repr(rows)


def test_dates_whose_order_nothing_settles_are_told_apart(tmp_path):
    text = (
        "Nom;Statut;Type;Système d'exploitation - Nom;Dernière modification;Date d'achat\n"
        "PC;En service;Laptop;Debian;01-02-2026 10:00;05-11-2018\n"
    )
    (reading,) = read(tmp_path, "glpi.csv", text)
    assert reading.unsettled_dates == ("Date d'achat",)
    assert "purchased_on" not in reading.rows[0].values


def test_a_ledger_is_not_seen_where_nature_says_the_kind_of_hardware(tmp_path):
    text = "Nature;Désignation;N° inventaire;Valeur d'acquisition\nEcran;P2419H;12;150\n"
    (reading,) = read(tmp_path, "parc.csv", text)
    assert reading.layout.value == "municipal"


def test_our_template_is_never_taken_for_a_product(tmp_path):
    (reading,) = read(tmp_path, "l.csv", "Nom;Version;Date de début;Préavis (mois)\nA;1;2020;3\n")
    assert (reading.layout.value, reading.confidence.value) == ("template", "certain")


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_same_list_saved_as_a_workbook_says_the_same(case, form, tmp_path):
    read_as_text = read(tmp_path, case["file"], case["text"])
    page = parse(tmp_path / "f", case["file"])["sheets"][0]
    path = tmp_path / f"liste.{form}"
    write_table(path, form, [Sheet(page["name"], page["rows"][0], page["rows"][1:])])
    as_workbook = understand(parse(path, path.name))
    assert [one.rows for one in as_workbook] == [one.rows for one in read_as_text]
    assert [one.layout for one in as_workbook] == [one.layout for one in read_as_text]


@pytest.mark.parametrize(
    ("written", "account"),
    [("2183", "2183"), ("Compte 21838", "21838"), ("2183 - Matériel", "2183"), ("c/2051", "2051"), ("D 2183", "2183")],
)
def test_an_account_is_read_however_it_is_written(written, account):
    assert accounts_of([written, ""], [[written, "x"], ["", "y"]]) == [account, account]


@pytest.mark.parametrize("written", ["Écran 24 pouces", "24", "12183", "2019", "Portable 2022"])
def test_what_is_no_account_is_not_taken_for_one(written):
    assert accounts_of([""], [[written]]) == [""]


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("Lot de 24 PC portables - marché 2022", 24),
        ("24 PC portables", 24),
        ("Écrans 24 pouces x12", 12),
        ("Tablettes (qté 8)", 8),
        ("24 pouces Dell", 1),
        ("Serveur HP 380 G10", 1),
        ("2 x imprimantes", 2),
        ("16 Go de mémoire", 1),
        ("Marché 2022 lot 3", 1),
    ],
)
def test_the_machines_of_a_line_are_counted_by_its_label(label, count):
    assert quantity_in(label) == count


@pytest.mark.parametrize("amount", ["(450,00)", "-450", "− 1 234,00", "450,00-", "( 1 234,56 € )"])
def test_an_amount_below_zero_is_seen_however_it_is_written(amount):
    assert is_negative(amount)
    assert not is_negative(amount.strip("()-− ").replace("€", "").strip())


cells = st.one_of(st.text(max_size=12), st.sampled_from(["05-11-2018", "13/25/2020", "12 mois", "2183", "-1", "1 ans"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@settings(max_examples=20)
@given(rows=st.lists(st.lists(cells, max_size=20), max_size=6))
def test_whatever_the_cells_a_known_list_is_read(case, rows):
    lines = case["text"].splitlines()
    line = case.get("header_row", 1) - 1
    headings = next(csv.reader([lines[line]], delimiter=";" if lines[line].count(";") > 2 else ","))
    sheet = {"name": "f", "hidden": False, "dated": True, "rows": [headings, *rows], "merged_lines": [], "notes": []}
    book = {"format": "csv", "encoding": "utf-8", "delimiter": ";", "date1904": False, "sheets": [sheet]}
    for reading in understand(book):
        assert all(row.line > 1 for row in reading.rows)
