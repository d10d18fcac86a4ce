"""What is best done of each computer left without a followed system, weighed and laid out for the technician."""

from datetime import date

import pytest

from inventaire.domain.errors import Refusal
from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.proposals import Option
from inventaire.domain.vocabulary import DeviceCategory, StorageKind
from inventaire.models import Site
from inventaire.services import prolonging_papers
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.prices import give_price
from inventaire.services.prolonging import advised, all_lines, by_option, narrowed, page_of_lines, summed
from inventaire.services.prolonging_papers import advised_sheet, round_document
from inventaire.services.proposals import ways_of
from tests.services.inventories import software, take_in
from tests.services.test_proposals import move_to

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP


@pytest.fixture
def computer(town):
    """Record a tower that Windows 10 runs, with a few facts changed."""

    def made(name, **changes):
        facts = {
            "name": name,
            "category": DeviceCategory.DESKTOP_TOWER,
            "quantity": 1,
            "operating_system": "Windows 10 Pro",
            "operating_system_version": "22H2",
            "processor": "Intel Core i5-6500",
            "memory_gb": 8.0,
            "storage_gb": 256.0,
        }
        return create_device(facts | changes)

    return made


@pytest.fixture
def fleet(computer):
    """Record four kinds of computers, one with a program that nothing free replaces."""
    with writing() as session:
        session.add(Site(id=1, name="Mairie"))
    made = [
        computer("libre", site_id=1),
        computer("lent", storage_kind=StorageKind.HDD, quantity=3),
        computer("tenu"),
        computer("portable", category=LAPTOP, energy_kwh_per_year=12.0),
    ]
    take_in(software({"raw_name": "AutoCAD 2021", "publisher": "Autodesk", "device": "tenu"}))
    return made


def names(found):
    return [line.machine.name for line in all_lines(found)]


def test_the_list_says_of_each_machine_what_its_own_page_says(fleet):
    found = {line.machine.id: line for line in all_lines(advised(TODAY, 3, LAPTOP))}
    for machine in fleet:
        alone, listed = ways_of(machine, TODAY, 3, LAPTOP), found[machine.id]
        way = next(each for each in alone.each if each.proposal.option is alone.best)
        assert listed.kind.proposal == way.proposal
        assert listed.energy == way.energy
        assert (listed.avoided is None) is (way.avoided is None)
        if way.avoided:
            pairs = zip(listed.avoided.values(), way.avoided.values(), strict=True)
            assert all(mine == pytest.approx(its) if its else mine is its for mine, its in pairs)


def test_ways_are_counted_with_their_lots_and_narrowed(fleet):
    found = advised(TODAY, 3, None)
    assert by_option(found) == {Option.REINFORCE: 3, Option.FREE_SYSTEM: 2, Option.OTHER_USE: 1}
    assert names(narrowed(found, Option.OTHER_USE, None)) == ["tenu"]
    assert names(advised(TODAY, 3, None, site=1)) == ["libre"]


def test_the_sums_are_those_of_any_split(fleet):
    found = advised(TODAY, 3, None)
    whole = summed(found)
    parts = [summed(narrowed(found, option, None)) for option in by_option(found)]
    assert whole.avoided.estimate.low == pytest.approx(
        sum(part.avoided.estimate.low for part in parts if part.avoided.estimate)
    )
    assert whole.energy.count == sum(part.energy.count for part in parts) == 6
    assert (whole.avoided.left_out, whole.unpriced) == (1, 6)


def test_the_sum_is_in_euros_when_the_town_gives_its_prices(fleet):
    for key, value in ((PriceKey.TECHNICIAN_HOUR, 40.0), (PriceKey.INSTALL_HOURS, 1.5)):
        give_price(key, None, value, PartialDate(2026), "régie")
    sums = summed(advised(TODAY, 3, None))
    assert (sums.cost, sums.unpriced) == (180, 3)


def test_overseas_the_list_proposes_a_thriftier_machine(fleet):
    move_to("RE")
    found = {line.machine.name: line.kind.proposal.option for line in all_lines(advised(TODAY, 3, LAPTOP))}
    assert found["libre"] is Option.REFURBISHED


def test_the_sheet_gives_the_figures_apart(fleet):
    sheet = advised_sheet(advised(TODAY, 3, LAPTOP), 3)
    lines = {row[0]: dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows}
    assert lines["libre"]["Émissions évitées, repère (kgCO2e)"] == pytest.approx(93.9, abs=0.05)
    assert (lines["lent"]["À monter"], lines["lent"]["Qualité"]) == ("SSD", "C")
    assert lines["tenu"]["Émissions évitées, bas (kgCO2e)"] is None


def test_the_round_goes_site_by_site_with_boxes_to_tick(fleet):
    document = round_document(advised(TODAY, 3, None), TODAY)
    tables = [block for block in document.blocks if hasattr(block, "rows")]
    assert [block.text for block in document.blocks if hasattr(block, "level")] == ["Mairie", "Sans site"]
    lines = {row[0]: row for table in tables for row in table.rows}
    assert lines["lent"][3:10] == ("Renforcer et réinstaller", "SSD", "Ubuntu LTS", "", "☐", "☐", "☐")
    assert lines["libre"][7:9] == ("", "☐")


def test_a_round_that_nobody_would_print_is_refused(fleet, monkeypatch):
    monkeypatch.setattr(prolonging_papers, "MOST", 2)
    with pytest.raises(Refusal, match="choisissez un site"):
        round_document(advised(TODAY, 3, None), TODAY)


def test_nothing_to_prolong_adds_up_to_nothing(town):
    sums = summed(advised(TODAY, 3, None))
    assert (sums.avoided.estimate, sums.cost, sums.unpriced) == (None, 0, 0)


def test_a_bound_that_lacks_once_lacks_in_the_sum():
    from inventaire.domain.adding import added

    whole = Estimate(-1, 2, 3, Unit.KG_CO2E, Quality.A)
    most = Estimate(None, None, 5, Unit.KG_CO2E, Quality.D)
    found = added([(whole, 2), (most, 1), (None, 4)])
    assert (found.estimate.values(), found.estimate.quality) == ((None, None, 11), Quality.D)
    assert (found.count, found.left_out) == (3, 4)


def test_pages_hold_every_line_once_whatever_kinds_they_cut(computer):
    for rank in range(120):
        computer(f"PC-{rank:03}", memory_gb=(8.0, 4.0, None)[rank % 3])
    found = advised(TODAY, 3, None)
    pages = [page_of_lines(found, number) for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    told = [line.machine.name for page in pages for line in page.rows]
    assert told == names(found)
    assert len(set(told)) == 120


def test_machines_alike_but_for_their_programs_are_told_apart(computer):
    held, free = computer("tenu").id, computer("libre").id
    take_in(
        software({"raw_name": "AutoCAD 2021", "publisher": "Autodesk", "device": "tenu"}),
        software({"raw_name": "AutoCAD 2022", "publisher": "Autodesk", "device": "tenu"}),
    )
    found = {line.machine.id: line.software for line in all_lines(advised(TODAY, 3, None))}
    assert (found[held], found[free]) == (("AutoCAD / AutoCAD LT",), ())
