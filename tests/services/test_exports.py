import csv
import io
import zipfile
from collections import Counter
from datetime import date

import pytest

from inventaire.domain.errors import UnreadableFile
from inventaire.domain.imports import Outcome, Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.models import Application, Device, Installation, db
from inventaire.models.scope import set_scope
from inventaire.services import exports
from inventaire.services.application import ApplicationQuery
from inventaire.services.database import writing
from inventaire.services.device import DeviceQuery, create_device
from inventaire.services.imports.batch import run_import
from inventaire.services.imports.preview import preview
from inventaire.spreadsheets.child import parse
from inventaire.spreadsheets.writing import write_table
from tests.conftest import FILES

FORMATS = ("ods", "xlsx", "csv")
TODAY = date(2026, 11, 22)


@pytest.fixture
def valbrume(demonstration):
    with demonstration.app_context():
        set_scope(db.session(), 1)
        yield demonstration


def written(tmp_path, form, sheet):
    path = tmp_path / f"export.{form}"
    write_table(path, form, [sheet])
    return path


def cells(sheet):
    target = io.BytesIO()
    write_table(target, "csv", [sheet])
    return list(csv.DictReader(io.StringIO(target.getvalue().decode("utf-8-sig")), delimiter=";"))


def outcomes(path):
    return Counter(record.outcome for part in preview([(path, path.name)]) for record in part.records)


def an_application(name="LibreOffice", **values):
    with writing() as session:
        row = Application(raw_name=name, outcome="free", **values)
        session.add(row)
    return row.id


def installed(application, device, version=None):
    with writing() as session:
        session.add(Installation(application_id=application, device_id=device, raw_version=version))


@pytest.mark.parametrize("form", FORMATS)
def test_the_devices_of_a_town_import_back_unchanged(valbrume, tmp_path, form):
    found = outcomes(written(tmp_path, form, exports.devices_sheet()))
    assert found == {Outcome.UNCHANGED: db.session.query(Device).count()}


@pytest.mark.parametrize("form", FORMATS)
def test_machines_without_name_nor_number_and_lots_import_back_unchanged(town, tmp_path, form):
    screen = {"category": DeviceCategory.MONITOR, "manufacturer": "Dell", "comment": "État\u00a0: Bon.\nà l’étage"}
    odd = {"category": DeviceCategory.PRINTER, "serial": "TH0", "purchase_price_incl_eur": 149.9}
    lot = {"name": "Classe mobile", "category": DeviceCategory.TABLET, "quantity": 8, "purchased_on": PartialDate(2021)}
    for machine in (screen, screen, screen | {"manufacturer": "HP"}, odd, lot, lot | {"quantity": 7}):
        create_device(machine)
    path = written(tmp_path, form, exports.devices_sheet())
    assert outcomes(path) == {Outcome.UNCHANGED: 6}
    run_import([(path, path.name)])
    assert db.session.query(Device).count() == 6


def test_one_more_of_machines_that_nothing_tells_apart_is_one_more(town, tmp_path):
    create_device({"category": DeviceCategory.MONITOR, "manufacturer": "Dell"})
    path = tmp_path / "parc.csv"
    path.write_text("Catégorie;Fabricant\nÉcran;Dell\nÉcran;Dell\nÉcran;HP\n", encoding="utf-8")
    assert outcomes(path) == {Outcome.UNCHANGED: 1, Outcome.CREATED: 2}


@pytest.mark.parametrize("form", FORMATS)
def test_the_software_of_a_town_imports_back_unchanged(valbrume, tmp_path, form):
    found = outcomes(written(tmp_path, form, exports.applications_sheet()))
    alone = db.session.query(Application).outerjoin(Installation).filter(Installation.id.is_(None)).count()
    assert alone > 0
    assert found == {Outcome.UNCHANGED: db.session.query(Installation).count() + alone}


def test_everything_imports_back_unchanged_and_the_plan_is_left_aside(valbrume, tmp_path):
    exports.write_all(tmp_path / "tout.ods", "ods", TODAY)
    parts = preview([(tmp_path / "tout.ods", "tout.ods")])
    assert {part.target for part in parts} == set(Target)
    assert {record.outcome for part in parts for record in part.records} == {Outcome.UNCHANGED}
    assert any("«\u00a0Plan\u00a0»" in note for note in parts[0].notes)


def test_an_export_taken_into_an_empty_town_gives_the_same_export(town, tmp_path):
    run_import([(FILES / name, name) for name in ("inventaire-municipal.ods", "glpi-agent.json")])
    exports.write_all(tmp_path / "avant.ods", "ods", TODAY)
    with writing() as session:
        for model in (Installation, Application, Device):
            session.query(model).delete()
    run_import([(tmp_path / "avant.ods", "avant.ods")])
    exports.write_all(tmp_path / "apres.ods", "ods", TODAY)
    before, after = (parse(tmp_path / name, name)["sheets"] for name in ("avant.ods", "apres.ods"))
    assert [sorted(map(str, sheet["rows"])) for sheet in before] == [sorted(map(str, sheet["rows"])) for sheet in after]


def test_only_what_the_filters_keep_goes_out_in_their_order(town):
    for name, category in (("B", "laptop"), ("A", "laptop"), ("C", "switch")):
        create_device({"name": name, "category": DeviceCategory(category)})
    query = DeviceQuery(category=DeviceCategory.LAPTOP, sort="name", descending=True)
    assert [row["Nom"] for row in cells(exports.devices_sheet(query))] == ["B", "A"]


def test_components_go_out_only_when_nothing_is_filtered(town):
    an_application("Office")
    an_application("Microsoft Visual C++ Redistributable")
    with writing() as session:
        session.query(Application).filter_by(raw_name="Microsoft Visual C++ Redistributable").one().outcome = "ignored"
    assert [row["Nom"] for row in cells(exports.applications_sheet(ApplicationQuery()))] == ["Office"]
    assert len(cells(exports.applications_sheet())) == 2


def test_an_application_gives_a_row_for_each_machine_with_the_version_found_there_after_its_own(town):
    application = an_application(raw_version="7")
    for name, version in (("PC-1", "24.2"), ("PC-2", None)):
        installed(application, create_device({"name": name, "category": DeviceCategory.LAPTOP}).id, version)
    rows = [(row["Installé sur"], row["Version"]) for row in cells(exports.applications_sheet())]
    assert rows == [("", "7"), ("PC-1", "24.2"), ("PC-2", "")]


def test_an_application_on_no_machine_gives_one_row_with_its_own_version(town):
    an_application(raw_version="7")
    (row,) = cells(exports.applications_sheet())
    assert (row["Version"], row["Installé sur"], row["Éditeur"]) == ("7", "", "")


@pytest.mark.parametrize(
    ("machine", "others", "reference"),
    [
        ({"name": "PC-1", "serial": "VB7XK201"}, [], "VB7XK201"),
        ({"name": "PC-1", "serial": "VB7XK201"}, [{"name": "VB7XK201"}], "PC-1"),
        ({"name": "PC-1", "serial": None}, [{"name": "pc-1"}], "PC-1"),
        ({"name": "PC-1", "inventory_number": "2019-001"}, [{"name": "PC-1"}], "2019-001"),
        ({"comment": "sans nom"}, [], "n° 1"),
    ],
)
def test_a_machine_is_named_as_the_import_finds_it(town, machine, others, reference):
    first, *_ = [create_device({"category": DeviceCategory.LAPTOP} | facts) for facts in (machine, *others)]
    installed(an_application(), first.id)
    (row,) = cells(exports.applications_sheet())
    assert row["Installé sur"] == reference


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+33", "-1", "=cmd|'/c calc'!A1", "#N/A x"])
def test_no_name_starts_a_formula_and_each_comes_back_as_it_was(town, tmp_path, form, name):
    create_device({"name": name, "category": DeviceCategory.LAPTOP, "serial": "VB7XK201"})
    an_application(name)
    assert outcomes(written(tmp_path, form, exports.devices_sheet())) == {Outcome.UNCHANGED: 1}
    assert outcomes(written(tmp_path, form, exports.applications_sheet())) == {Outcome.UNCHANGED: 1}
    content = parse(tmp_path / f"export.{form}", f"export.{form}")["sheets"][0]["rows"]
    assert content[1][0] == (f"'{name}" if form == "csv" and name[0] in "=@+-" else name)


def test_no_cell_of_a_workbook_is_a_formula(town, tmp_path):
    from openpyxl import load_workbook

    create_device({"name": "=1+1", "category": DeviceCategory.LAPTOP, "comment": "@SUM(A1)"})
    exports.write_all(tmp_path / "tout.xlsx", "xlsx", TODAY)
    exports.write_all(tmp_path / "tout.ods", "ods", TODAY)
    book = load_workbook(tmp_path / "tout.xlsx")
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(tmp_path / "tout.ods") as archive:
        assert b"table:formula" not in archive.read("content.xml")


def test_every_field_of_a_device_goes_out_as_it_is_read(town):
    facts = {
        "name": "PC-1",
        "category": DeviceCategory.LAPTOP,
        "quantity": 2,
        "status": DeviceStatus.IN_STOCK,
        "in_service_on": PartialDate(2019, 3),
        "purchase_price_excl_eur": 1234.5,
    }
    create_device(facts)
    (row,) = cells(exports.devices_sheet())
    known = {heading: value for heading, value in row.items() if value}
    assert known == {
        "Nom": "PC-1",
        "Catégorie": "Ordinateur portable",
        "Quantité": "2",
        "État": "En stock",
        "Date de mise en service": "03/2019",
        "Prix d’achat HT (€)": "1234,5",
    }


def test_the_plan_goes_out_step_by_step_with_what_has_no_year_last(valbrume):
    rows = cells(exports.plan_sheet(TODAY))
    years = [row["Année prévue"] for row in rows]
    placed = [year for year in years if year]
    assert placed == sorted(placed)
    assert years == placed + [""] * (len(years) - len(placed))
    assert all(row["Fonction remplie"] or row["Alternative retenue"] for row in rows)
    assert all(row["Pourquoi à cette place"] for row in rows)


def test_a_plan_is_never_taken_for_an_inventory(valbrume, tmp_path):
    path = written(tmp_path, "ods", exports.plan_sheet(TODAY))
    with pytest.raises(UnreadableFile, match="Aucun titre de colonne reconnu"):
        preview([(path, path.name)])


def test_everything_as_a_zip_holds_one_csv_for_each_sheet(valbrume, tmp_path):
    exports.write_all(tmp_path / "tout.zip", "zip", TODAY)
    with zipfile.ZipFile(tmp_path / "tout.zip") as archive:
        assert archive.namelist() == ["materiels.csv", "logiciels.csv", "contrats.csv", "achats.csv", "plan.csv"]
        devices = archive.read("materiels.csv").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(devices), delimiter=";"))) == 1 + db.session.query(Device).count()


def test_another_town_s_rows_never_go_out(valbrume):
    set_scope(db.session(), 2)
    assert cells(exports.devices_sheet()) == []
    assert cells(exports.applications_sheet()) == []
