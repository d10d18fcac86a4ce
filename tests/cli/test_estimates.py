"""estimer, planifier and rapport."""

from datetime import date

import pytest
import yaml

from inventaire.app import create_app
from inventaire.domain.estimate import Quality
from inventaire.domain.factors import Bounds, OwnFigure, OwnValue
from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceCategory, EnergySource
from inventaire.services.database import enter
from inventaire.services.factors import prefer_factor
from inventaire.spreadsheets.columns import TABLES
from tests.cli.commands import FILES, ROOT
from tests.conftest import close
from tests.databases import settings_of

FIGURES = {
    "count",
    "embodied_kgco2e",
    "embodied_kgco2e_per_year",
    "energy_kwh_per_year",
    "use_kgco2e_per_year",
    "not_estimable",
}


EXAMPLES = [case for case in yaml.safe_load((ROOT / "tests/cases/impact.yaml").read_text("utf-8")) if "device" in case]


@pytest.fixture
def a_fleet(tmp_path):
    def write(*lines):
        path = tmp_path / "parc.csv"
        path.write_text("\n".join(["Nom;Catégorie;Quantité", *lines]), encoding="utf-8")
        return path

    return write


def test_the_figures_of_a_file_have_the_promised_shape(run_anywhere, a_fleet):
    path = a_fleet("A;Ordinateur portable;10", "B;Scanner;1")
    found = run_anywhere("estimer", "--fichier", path, "--date", "2026-01-01", "--detail", "--json").json
    assert found.keys() >= {"date", "territory", "electricity", "total", "by_category", "rows"}
    assert (found["date"], found["territory"], found["electricity"]["unit"]) == ("2026-01-01", "FR", "gCO2e/kWh")
    assert found["electricity"].keys() >= {"value", "unit", "source"}
    assert all(each.keys() >= FIGURES for each in [found["total"], *found["by_category"].values(), *found["rows"]])
    assert [row["count"] for row in found["rows"]] == [10, 1]
    assert found["rows"][0]["embodied_kgco2e"].keys() == {"low", "central", "high", "quality"}
    assert "rows" not in run_anywhere("estimer", "--fichier", path, "--json").json


def written(field, value):
    kind = {"category": DeviceCategory, "energy_source": EnergySource}.get(field)
    return kind(value).label if kind else str(value).replace(".", ",")


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["says"])
def test_the_worked_examples_come_out_of_the_command(run_anywhere, tmp_path, case):
    headings = {column.field: column.heading for column in TABLES[Target.DEVICES]}
    lines = [[headings[field] for field in case["device"]], [written(*each) for each in case["device"].items()]]
    path = tmp_path / "exemple.csv"
    path.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    words = ("--date", case["today"], "--territoire", case["territory"])
    total = run_anywhere("estimer", "--fichier", path, *words, "--json").json["total"]
    for figure, expected in case["gives"].items():
        for bound, text in expected.items():
            digits = len(text.partition(".")[2])
            assert f"{total[figure][bound]:.{digits}f}" == text, (figure, bound)


def test_what_has_no_factor_is_not_estimated_and_never_zero(run_anywhere, a_fleet):
    found = run_anywhere("estimer", "--fichier", a_fleet("B;Scanner;3"), "--json").json["total"]
    missing = {each["figure"]: (each["reason"], each["count"]) for each in found["not_estimable"]}
    assert missing
    for figure, (reason, count) in missing.items():
        assert found[figure] is None
        assert (bool(reason), count) == (True, 3)


def test_a_territory_or_an_imposed_factor_changes_the_use_alone(run_anywhere, a_fleet):
    path = a_fleet("A;Ordinateur portable;10")

    def figures(*more):
        return run_anywhere("estimer", "--fichier", path, "--date", "2026-01-01", "--json", *more).json

    france, island, forced = figures(), figures("--territoire", "GP"), figures("--facteur-electricite", "500")
    assert island["territory"] == "GP"
    assert island["electricity"]["value"] > france["electricity"]["value"]
    assert island["total"]["use_kgco2e_per_year"]["central"] > france["total"]["use_kgco2e_per_year"]["central"]
    assert island["total"]["embodied_kgco2e"] == france["total"]["embodied_kgco2e"]
    energy = forced["total"]["energy_kwh_per_year"]["central"]
    assert forced["electricity"]["value"] == 500
    assert forced["total"]["use_kgco2e_per_year"]["central"] == pytest.approx(energy * 0.5)


def test_a_bad_line_is_told_and_left_out(run_anywhere, a_fleet):
    answer = run_anywhere("estimer", "--fichier", a_fleet("A;Ordinateur portable;2", "B;;1"), "--json")
    assert answer.json["total"]["count"] == 2
    assert "ligne 3" in answer.err


def test_the_inventory_itself_is_estimated(run):
    run("importer", FILES / "inventaire-municipal.ods", "--appliquer", status=1)
    found = run("estimer", "--json", "--detail").json
    assert found["territory"] == "FR"
    assert found["total"]["count"] == sum(row["count"] for row in found["rows"])
    assert sum(each["count"] for each in found["by_category"].values()) == found["total"]["count"]
    laptops = found["by_category"]["laptop"]["embodied_kgco2e"]
    assert laptops["low"] < laptops["central"] < laptops["high"]


def test_people_read_the_figures_without_json(run_anywhere, a_fleet):
    told = run_anywhere("estimer", "--fichier", a_fleet("A;Ordinateur portable;2", "B;Scanner;1")).out
    assert "3 matériel(s)" in told
    assert "Non estimé" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--date", "2026-02-31"], "--date\u00a0: «\u00a02026-02-31\u00a0» n’est pas une date"),
        (["--date", "hier"], "écrivez AAAA-MM-JJ"),
        (["--territoire", "ZZ"], "aucun facteur n’est publié pour «\u00a0ZZ\u00a0»"),
        (["--facteur-electricite", "-3"], "hors des limites"),
        (["--facteur-electricite", "nan"], "donnez un nombre"),
        (["--facteur-electricite", "peu"], "n’est pas un nombre"),
        (["--fichier", "absent.ods"], "n’existe pas"),
    ],
)
def test_a_wrong_call_is_told_in_french(run, words, told):
    answer = run("estimer", *words, "--json", status=2)
    assert told in answer.err
    assert answer.out == ""


def test_the_plan_has_the_promised_shape(run):
    run("importer", FILES / "inventaire-municipal.ods", FILES / "glpi-agent.json", "--appliquer", status=1)
    plan = run("planifier", "--json").json
    assert plan.keys() >= {"scenario", "status", "objective", "bound", "gap", "steps", "years", "unplaced"}
    assert (plan["objective"], plan["bound"], plan["gap"]) == (None, None, None)
    step = {"id", "tool", "function", "alternative", "year", "one_off_eur", "yearly_before_eur", "yearly_after_eur"}
    assert plan["steps"]
    assert all(each.keys() >= step | {"training_days", "it_days", "requires", "because"} for each in plan["steps"])
    ids = {each["id"] for each in plan["steps"]}
    assert all(set(each["requires"]) <= ids for each in plan["steps"])
    assert all(each.keys() >= {"id", "reason"} for each in plan["unplaced"])
    assert "inconnu" in run("planifier", "--scenario", "autre", status=1).err


@pytest.mark.parametrize(("ending", "head"), [("html", b"<!doctype html>"), ("odt", b"PK\x03\x04")])
def test_a_report_is_written_in_the_format_of_its_ending(run, tmp_path, ending, head):
    path = tmp_path / f"rapport.{ending}"
    run("importer", FILES / "inventaire-municipal.ods", "--appliquer", status=1)
    answer = run("rapport", "2026", "-o", path)
    assert path.read_bytes().lower().startswith(head.lower())
    assert (answer.out, f"rapport.{ending}" in answer.err) == ("", True)


@pytest.mark.parametrize("place", ["rapport.docx", "rapport", "absent/rapport.odt"])
def test_a_report_that_cannot_be_written_is_a_french_fault(run, tmp_path, place):
    answer = run("rapport", "2026", "-o", tmp_path / place, status=1)
    assert answer.err.strip().endswith(".")
    assert not (tmp_path / place).exists()


def test_a_file_is_estimated_by_the_organisation_s_own_factors_and_says_so(run, a_fleet, database, tmp_path):
    path = a_fleet("A;Ordinateur portable;10")
    assert run("estimer", "--fichier", path, "--json").json["own_factors"] == []
    app = create_app(settings_of(database, tmp_path / "instance"))
    with app.app_context():
        enter(None, "test")
        bounds, since = Bounds(100, 150, 300), date(2020, 1, 1)
        prefer_factor(DeviceCategory.LAPTOP, OwnValue(OwnFigure.EMBODIED, bounds, since, "Étude", "Achats", Quality.B))
    close(app)
    found = run("estimer", "--fichier", path, "--json").json
    assert found["total"]["embodied_kgco2e"]["central"] == 1_500
    assert [(each["category"], each["figure"]) for each in found["own_factors"]] == [("laptop", "embodied")]
