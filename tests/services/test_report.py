"""The yearly report: one list of blocks, the same figures on the page and in the ODT."""

import re
import subprocess
from datetime import UTC, date, datetime

import pytest

from inventaire.domain.blocks import Figure, Heading, Paragraph, Table
from inventaire.domain.device_life import Act
from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, SiteKind
from inventaire.models import Site
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.device_life import record_act
from inventaire.services.report.yearly import write_report, yearly_report
from tests.services.inventories import contracts, software, take_in

TODAY = date(2026, 11, 22)
COMPUTED = (
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "P7",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "R7",
    "R8",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "L1",
    "L2",
    "L6",
    "L7",
    "L9",
    "S1",
    "S3",
    "S7",
)
UNKNOWN = ("P8", "L3", "L4", "L5", "L8", "L10", "H1", "H2", "H3", "H4", "H5")


def indicators(document):
    tables = [block for block in document.blocks if isinstance(block, Table) and block.headings[0] == "Code"]
    return [row for table in tables for row in table.rows]


def pages_of(today, folder):
    """Give the text of each page of the report, as LibreOffice lays it out."""
    write_report(today.year, today, folder / "rapport.odt")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "rapport.odt"]
    subprocess.run(convert, check=True, capture_output=True)
    return pages_of_pdf(folder / "rapport.pdf")


def pages_of_pdf(file):
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True).stdout.decode().split("\f")


@pytest.fixture
def report(demonstration, town):
    return yearly_report(2026, TODAY)


def test_the_report_opens_with_its_figures_and_ends_with_its_annexes(report):
    titles = [block.text.split(".")[0] for block in report.blocks if isinstance(block, Heading)]
    first, frame, *sections, trace = titles
    assert (first, frame, trace) == ("Chiffres à débattre", "Cadre", "Trace des modifications")
    annexes = ["Annexes", "Annexe B", "Annexe C", "Annexe D", "Annexe H"]
    assert sections == ["2", "3", "4", "5", "6", "8", "11", *annexes]


def test_the_figures_to_debate_are_those_of_their_sections(report):
    table = report.blocks[1]
    assert [row[0].split(".")[0] for row in table.rows] == ["P3", "A1", "R1", "L2", "H1"]
    values = {row[0]: row[2] for row in indicators(report)}
    assert all(row[1] == values[row[0].split(".")[0]] for row in table.rows)


@pytest.mark.libreoffice
def test_the_body_of_the_odt_holds_on_fourteen_pages(demonstration, town, tmp_path):
    pages = pages_of(TODAY, tmp_path)
    (annexes,) = [place for place, text in enumerate(pages) if re.search(r"^Annexes$", text, re.MULTILINE)]
    assert annexes <= 14
    assert pages[annexes].startswith("Annexes")


def test_every_category_and_every_step_stands_in_the_annexes(report):
    tables = {block.caption: block for block in report.blocks if isinstance(block, Table)}
    counts = tables["P1. Matériels en service par catégorie"].rows
    (total,) = [row[2] for row in indicators(report) if row[0] == "P1"]
    assert sum(int(row[1]) for row in counts) == int(total)
    for year, count, _ in tables["Étapes par année"].rows:
        assert f"Étapes de {year} ({count})" in tables


@pytest.mark.parametrize("code", COMPUTED)
def test_what_can_be_computed_now_has_a_value(report, code):
    values = [row[2] for row in indicators(report) if row[0] == code]
    assert values
    assert all(re.search(r"\d", value) for value in values), values


@pytest.mark.parametrize("code", UNKNOWN)
def test_what_cannot_be_computed_yet_stands_there_with_its_reason(report, code):
    (row,) = [row for row in indicators(report) if row[0] == code]
    assert row[2] == "non renseigné"
    assert len(row[4]) > 20


def test_the_reuse_rate_stands_against_the_target_of_its_year(report):
    texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    (told,) = [text for text in texts if "Taux réglementaire" in text]
    assert told.startswith("Taux réglementaire de 2026\u00a0: 66,7\u00a0%, pour une cible de 50\u00a0%")


def test_a_year_without_a_target_says_so(town):
    told = [block.text for block in yearly_report(2021, TODAY).blocks if isinstance(block, Paragraph)]
    assert any("pas de cible de réemploi pour 2021" in text for text in told)


def test_every_chart_has_its_table_and_every_section_its_source(report):
    figures = [block for block in report.blocks if isinstance(block, Figure)]
    assert len(figures) == 4
    (factors,) = [block for block in report.blocks if isinstance(block, Table) and block.caption == "Facteurs utilisés"]
    assert any("Base Empreinte" in row[1] for row in factors.rows)


def test_a_small_commune_reads_that_nothing_obliges_it(report):
    (frame,) = [place for place, block in enumerate(report.blocks) if getattr(block, "anchor", "") == "cadre"]
    assert "à titre volontaire" in report.blocks[frame + 1].text


def test_an_empty_inventory_makes_a_report_without_a_single_invented_figure(town):
    found = {row[0]: row[2] for row in indicators(yearly_report(2026, TODAY))}
    assert found["P1"] == "0"
    assert found["P4"] == "non renseigné"
    assert found["P6"] == "non renseigné"
    assert found["E2"] == "non estimé"
    assert found["L2"] == "non renseigné"


def test_the_contracts_to_decide_upon_are_counted_and_listed_by_their_last_day(town):
    take_in(
        contracts(
            {"title": "Télécoms", "ends_on": "2026-12-31", "notice_months": 3, "yearly_amount_excl_eur": 1200.0},
            {"title": "Maintenance", "ends_on": "2027-12-31", "notice_months": 6},
            {"title": "Lointain", "ends_on": "2030"},
            {"title": "Fini", "ends_on": "2025"},
            {"title": "Sans fin"},
        )
    )
    document = yearly_report(2026, TODAY)
    (row,) = [row for row in indicators(document) if row[0] == "L7"]
    assert row[2] == "2"
    assert "1 sans échéance connue" in row[4]
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.caption.startswith("L7")]
    assert [line[0] for line in table.rows] == ["Télécoms", "Maintenance"]
    assert "préavis dépassé" in table.rows[0][2]


def test_the_share_that_can_be_left_counts_the_hosted_software_whose_clause_is_known(town):
    online = [{"raw_name": name, "delivery": "saas"} for name in ("Un", "Deux", "Trois", "Quatre")]
    take_in(software(*online, {"raw_name": "Sur poste", "delivery": "installed"}))
    clauses = {"Un": "yes", "Deux": "no", "Trois": "yes", "Sur poste": "yes"}
    take_in(
        contracts(
            *({"title": name, "covered_application": name, "reversibility": said} for name, said in clauses.items())
        )
    )
    (row,) = [row for row in indicators(yearly_report(2026, TODAY)) if row[0] == "L8"]
    assert row[2] == "50\u00a0%"
    assert "clause connue pour 3 sur 4" in row[4]
    assert "données incomplètes" in row[4]


@pytest.mark.parametrize("year", [1999, 2027])
def test_a_year_out_of_range_is_refused(town, year):
    with pytest.raises(NotFound, match="choisissez une année"):
        yearly_report(year, TODAY)


def test_an_unknown_ending_is_refused(town, tmp_path):
    with pytest.raises(Refusal, match=r"\.odt ou \.html"):
        write_report(2026, TODAY, tmp_path / "rapport.doc")


def test_the_same_inventory_gives_the_same_file(demonstration, town, tmp_path):
    first, second = tmp_path / "un.odt", tmp_path / "deux.odt"
    write_report(2026, TODAY, first)
    write_report(2026, TODAY, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.libreoffice
def test_libreoffice_reads_in_the_odt_every_figure_that_the_page_shows(demonstration, town, visit, tmp_path):
    today = datetime.now(UTC).date()
    printed = "".join("".join(pages_of(today, tmp_path)).split())
    cells = [cell.get_text() for cell in visit(f"/rapports/{today.year}").select(".document td")]
    figures = {"".join(cell.split()) for cell in cells if re.search(r"\d", cell) and len(cell) < 40}
    assert len(figures) > 50
    assert [figure for figure in sorted(figures) if figure not in printed] == []


def test_the_report_of_a_past_year_is_that_of_its_own_fleet(town):
    laptop = {"category": DeviceCategory.LAPTOP, "quantity": 2}
    create_device(laptop | {"in_service_on": PartialDate(2020)})
    create_device(laptop | {"in_service_on": PartialDate(2025)})
    past, present = (indicators(yearly_report(year, TODAY)) for year in (2024, 2026))
    assert [[row[2] for row in rows if row[0] == "P1"] for rows in (past, present)] == [["2"], ["4"]]
    assert [row[2] for row in past if row[0] == "P4"] == ["moyenne 4,5, médiane 4,5"]
    told = [block.text for block in yearly_report(2024, TODAY).blocks if isinstance(block, Paragraph)]
    assert any("Parc reconstitué au 31/12/2024" in text for text in told)


def test_losses_stand_apart_from_the_lives_of_the_year(town):
    device = create_device({"category": DeviceCategory.TABLET, "quantity": 1, "in_service_on": PartialDate(2020)})
    said = {"happened_on": PartialDate(2024, 6), "proof": "Plainte 4", "note": None, "cost_eur": None}
    record_act(device.id, 1, Act.LOSE, said)
    (row,) = [row for row in indicators(yearly_report(2024, TODAY)) if row[0] == "P3"]
    assert row[2] == "non renseigné"
    assert "à part\u00a0: 1, après 4,0 ans en moyenne" in row[4]


def test_the_schools_are_told_one_by_one_and_a_nursery_without_wifi(town):
    with writing() as session:
        session.add(Site(id=1, name="Crèche", kind=SiteKind.NURSERY, pupils=20))
    create_device({"category": DeviceCategory.WIFI_AP, "quantity": 2, "site_id": 1})
    document = yearly_report(2026, TODAY)
    found = {row[0]: row for row in indicators(document)}
    assert (found["S1"][2], found["S3"][2]) == ("non renseigné", "2")
    assert "Crèche 2" in found["S3"][4]
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.caption == "Écoles et crèches"]
    assert table.rows == (("Crèche", "20", "0", "0", "0", "2", "0,00"),)
    assert any("aucune n’y est attendue" in block.text for block in document.blocks if isinstance(block, Paragraph))
