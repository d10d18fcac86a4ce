import csv
import io
import subprocess
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventaire.domain.imports import Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import is_empty
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.columns import TABLES
from inventaire.spreadsheets.escaping import guard, unguard
from inventaire.spreadsheets.kinds import DAY
from inventaire.spreadsheets.sheets import Sheet, sheet_of
from inventaire.spreadsheets.understanding import understand
from inventaire.spreadsheets.writing import write_table
from tests.spreadsheets.builders import plainly

FORMATS = ("xlsx", "ods", "csv")
PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "#N/A", "'=1", "=cmd|'/c calc'!A1"]


def back(tmp_path, form, target, records):
    path = tmp_path / f"export.{form}"
    write_table(path, form, [sheet_of(target, records)])
    (reading,) = understand(parse(path, path.name), people=True)
    assert [fault for row in reading.rows for fault in row.faults] == []
    return [dict(row.values) for row in reading.rows]


def says_something(text):
    return not is_empty(text) and text.strip().casefold() not in ("idem", '"', "''", "〃")


letters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\u2028\u2029")
texts = st.text(letters, min_size=1, max_size=20).map(str.strip).filter(says_something)
years = st.integers(1990, 2079)
dates = st.one_of(
    st.dates(date(1990, 1, 1), date(2079, 12, 31)).map(PartialDate.of),
    years.map(PartialDate),
    st.builds(PartialDate, years, st.integers(1, 12)),
)
amounts = st.floats(1, 24, allow_nan=False).map(lambda value: round(value, 4))


def value_of(column):
    if column.kind.choices:
        return st.sampled_from(list(column.kind.choices))
    if column.kind is DAY:
        return dates
    if column.field in ("quantity", "seats", "notice_months"):
        return st.integers(1, 9_000)
    if column.kind.told.startswith("nombre"):
        return amounts.map(lambda value: min(value, 10.0))
    return texts.map(lambda text: text[:20])


def records_of(target):
    required = {column.field: value_of(column) for column in TABLES[target] if column.required}
    optional = {column.field: value_of(column) for column in TABLES[target] if not column.required}
    return st.lists(st.fixed_dictionaries(required, optional=optional), min_size=1, max_size=4)


def no_total(text):
    """Leave out what the recognition of tables rightly takes for something else than a row."""
    return not any(word in text.casefold() for word in ("tot", "nb", "nombre", "somme"))


@pytest.mark.parametrize("form", FORMATS)
@given(records_of(Target.DEVICES))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_exported_devices_import_back_the_same(tmp_path, form, records):
    assert back(tmp_path, form, Target.DEVICES, records) == list(map(plainly, records))


@pytest.mark.parametrize("form", FORMATS)
@given(records_of(Target.APPLICATIONS).filter(lambda records: all(no_total(one["raw_name"]) for one in records)))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_exported_applications_import_back_the_same(tmp_path, form, records):
    assert back(tmp_path, form, Target.APPLICATIONS, records) == list(map(plainly, records))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_would_be_a_formula_comes_back_as_text(tmp_path, form, payload):
    records = [{"category": DeviceCategory.LAPTOP, "comment": payload, "model": payload}]
    wanted = [] if is_empty(payload) else ["comment", "model"]
    (values,) = back(tmp_path, form, Target.DEVICES, records)
    assert [values.get(field) for field in wanted] == [payload for _ in wanted]


def test_no_cell_starts_a_formula_in_xlsx(tmp_path):
    from openpyxl import load_workbook

    write_table(tmp_path / "e.xlsx", "xlsx", [Sheet("Feuille", ["=titre"], [[payload] for payload in PAYLOADS])])
    cells = [row[0] for row in load_workbook(tmp_path / "e.xlsx").active.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == ["=titre", *PAYLOADS]


def test_no_cell_starts_a_formula_in_csv():
    target = io.BytesIO()
    write_table(target, "csv", [Sheet("Feuille", ["=titre"], [[payload] for payload in PAYLOADS])])
    cells = [row[0] for row in csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig")), delimiter=";")]
    assert [cell[0] for cell in cells if cell != "#N/A"] == ["'"] * len(PAYLOADS)


@given(st.text())
def test_the_guarding_apostrophe_comes_off_exactly(text):
    assert unguard(guard(text)) == text


def test_csv_is_written_as_french_spreadsheets_open_it():
    target = io.BytesIO()
    row = [
        DeviceCategory.LAPTOP,
        1234.5,
        3,
        True,
        PartialDate(2019, 3, 12),
        PartialDate(2019, 3),
        PartialDate(2019),
        None,
        1e-5,
    ]
    write_table(target, "csv", [Sheet("Feuille", ["Été"], [row])])
    assert target.getvalue().startswith(b"\xef\xbb\xbf")
    assert target.getvalue().decode("utf-8-sig").splitlines() == [
        "Été",
        "Ordinateur portable;1234,5;3;oui;12/03/2019;03/2019;2019;;0,00001",
    ]


def test_whole_dates_are_dates_and_numbers_are_numbers(tmp_path):
    for form in ("xlsx", "ods"):
        path = tmp_path / f"e.{form}"
        write_table(
            path,
            form,
            [Sheet("Feuille", ["a", "b", "c"], [[PartialDate(2019, 3, 12), PartialDate(2019), 1.5]])],
        )
        assert parse(path, path.name)["sheets"][0]["rows"][1] == [{"date": "2019-03-12"}, "2019", 1.5]


def test_characters_that_no_xml_holds_do_not_spoil_the_file(tmp_path):
    for form in FORMATS:
        path = tmp_path / f"e.{form}"
        write_table(path, form, [Sheet("Feuille", ["a", "b"], [["x\0\x0b\ud800\uffffy\tz", "b"]])])
        assert parse(path, path.name)["sheets"][0]["rows"][1] == ["xy z", "b"]


@pytest.mark.libreoffice
def test_libreoffice_opens_our_ods(tmp_path):
    rows = [
        [PartialDate(2019, 3, 12), 1234.5, "deux  espaces & <b>", "=1+1"],
        ["été", None, "deux\nlignes", "fin"],
    ]
    write_table(tmp_path / "e.ods", "ods", [Sheet("Feuille", ["Date", "Prix", "Texte", "Formule"], rows)])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to"]
    command += [
        "csv:Text - txt - csv (StarCalc):59,34,76",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "e.ods"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [
            ["Date", "Prix", "Texte", "Formule"],
            ["12/03/2019", "1234.5", "deux  espaces & <b>", "=1+1"],
            ["été", "", "deux\nlignes", "fin"],
        ]


@pytest.mark.parametrize("amount", [1.125, 12.5, 999.999, 1.23, 1234.567])
def test_a_price_of_three_decimals_comes_back_from_a_csv(tmp_path, amount):
    records = [{"raw_name": "Paie", "yearly_cost_excl_eur": amount}]
    assert back(tmp_path, "csv", Target.APPLICATIONS, records) == list(map(plainly, records))
