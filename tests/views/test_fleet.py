"""The indicators of the fleet on a day, beside the years before."""

from datetime import date

import pytest

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory, DeviceStatus
from inventaire.services.ages import Split, age_table
from inventaire.services.device import create_device
from inventaire.services.figures import summary
from inventaire.services.fleet_years import fleet_years, years_sheet
from inventaire.services.support_calendar import support_calendar

PAGE = "/materiels/indicateurs"


def value(page, code):
    (row,) = [row for row in page.select("[aria-label='Indicateurs du parc'] tbody tr") if row.td.text == code]
    return [cell.text for cell in row.select("td.num")]


@pytest.fixture
def fleet(town):
    for year in (2019, 2022, 2024):
        create_device({"category": DeviceCategory.LAPTOP, "quantity": 1, "in_service_on": PartialDate(year)})


def test_a_day_stands_beside_the_two_years_before(visit, fleet):
    page = visit(f"{PAGE}?date=2024-12-31")
    assert value(page, "P1") == ["3", "2", "2"]
    assert value(page, "P4")[0] == "moyenne 2,8, médiane 2,5"
    assert "Parc reconstitué au 31/12/2022" in page.main.text


def test_each_indicator_opens_to_its_formula_and_to_what_it_covers(visit, fleet):
    opened = visit(PAGE).select("[aria-label='Indicateurs du parc'] details")
    assert len(opened) == 8
    assert "Calculé sur 3 matériels sur 3" in opened[3].text


def test_a_day_to_come_or_unreadable_is_today(visit, fleet):
    for asked in ("2999-01-01", "hier"):
        assert visit(f"{PAGE}?date={asked}").select_one("#date")["value"] == str(date.today())  # noqa: DTZ011


def test_a_leap_day_has_a_year_before(fleet):
    assert fleet_years(date(2024, 2, 29)).days == (date(2024, 2, 29), date(2023, 2, 28), date(2022, 2, 28))


def test_nobody_there_says_what_to_do(visit, town):
    assert "choisissez un jour plus récent" in visit(PAGE).main.text


def test_today_gives_the_figures_of_every_other_page(demonstration, town):
    on = date.today()  # noqa: DTZ011
    found, whole = summary(on), age_table(Split.CATEGORY, on).whole.ages
    lines = {line.code: line.days[0].value for line in fleet_years(on).lines}
    assert lines["P1"] == str(found.count) == str(whole.known + whole.unknown)
    assert lines["P6"].startswith(f"{found.systems_over}\u00a0") or lines["P6"].startswith(f"{found.systems_over} ")
    assert found.systems_over == support_calendar(on).over


def test_the_export_has_every_indicator_then_the_categories(fleet):
    sheet = years_sheet(date(2024, 12, 31))
    rows = list(sheet.rows)
    assert [row[0] for row in rows] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P1"]
    assert rows[-1][1:5] == ("Ordinateur portable", 3, 2, 2)
    assert sheet.headings[2:5] == ("Au 31/12/2024", "Au 31/12/2023", "Au 31/12/2022")


def test_the_ages_of_a_past_day_are_those_of_its_fleet(visit, fleet):
    page = visit("/materiels/ages?date=2023-12-31")
    assert "pour 2\u00a0matériels" in page.select_one(".lede").text
    assert page.select_one("#date")["value"] == "2023-12-31"


def listed(visit, address):
    return [row.text for row in visit(address).select("[aria-label=Matériels] tbody th")]


def links(page, label):
    return page.select(f"[aria-label='{label}'] tbody td a")


def test_each_count_of_ages_opens_the_list_of_its_machines(visit, town):
    for name, began in (("un", PartialDate(2019)), ("deux", PartialDate(2024, 3, 4)), ("sans date", None)):
        facts = {"category": DeviceCategory.LAPTOP, "quantity": 1, "name": name, "in_service_on": began}
        create_device(facts)
    create_device({"category": DeviceCategory.LAPTOP, "name": "sorti", "status": DeviceStatus.RETIRED})
    page = visit("/materiels/ages?date=2024-12-31&part=laptop")
    assert page.figcaption.text == "Âge des matériels en service\u00a0: Ordinateur portable"
    found = [listed(visit, link["href"]) for link in links(page, "Âges par catégorie")[:4]]
    assert [sorted(names) for names in found] == [["deux", "sans date", "un"], ["deux"], ["un"], ["sans date"]]


def test_each_quarter_opens_the_machines_whose_system_ends_in_it(visit, town):
    for name, system in (("a", "Windows 10 Pro"), ("b", "Debian GNU/Linux 12 (bookworm)")):
        facts = {"category": DeviceCategory.LAPTOP, "quantity": 1, "name": name}
        create_device(facts | {"operating_system": system, "operating_system_version": "22H2" if name == "a" else None})
    page = visit("/materiels/fins-de-suivi")
    found = links(page, "Fins de suivi par trimestre")
    assert [listed(visit, link["href"]) for link in found] == [["a"], ["b"]]
    (over, *_) = page.select("[aria-label='Fins de suivi par trimestre'] tbody tr")
    assert [cell.text.strip() for cell in over.select("td")] == ["1", "1"]


def test_a_period_that_is_not_in_the_calendar_keeps_nothing(visit, fleet):
    assert listed(visit, "/materiels?fin=jamais") == []
