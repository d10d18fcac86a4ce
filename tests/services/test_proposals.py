"""What one machine can become, weighed by the factors, the territory and the prices of the town."""

from datetime import date

import pytest
from sqlalchemy import update

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.proposals import Option, Standing
from inventaire.domain.vocabulary import DeviceCategory, SiteKind, StorageKind
from inventaire.models import Organisation, Site, db
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.prices import give_price
from inventaire.services.proposals import ways_of
from tests.services.inventories import software, take_in

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP


@pytest.fixture
def tower(town):
    """Record a tower that Windows 10 runs, with a few facts changed."""

    def made(**changes):
        facts = {
            "name": "PC-1",
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


def move_to(territory):
    db.session.execute(update(Organisation).values(territory=territory))
    db.session.commit()


def way(option, found):
    return next(each for each in found.each if each.proposal.option is option)


def test_a_free_system_is_weighed_against_the_laptop_that_would_be_bought(tower):
    found = ways_of(tower(), TODAY, 3, LAPTOP)
    free = way(Option.FREE_SYSTEM, found)
    assert found.best is Option.FREE_SYSTEM
    assert free.avoided.central == pytest.approx(93.9, abs=0.05)
    assert free.energy.central == pytest.approx(153.3)
    assert way(Option.NEW, found).energy.central == pytest.approx(29)
    assert (
        "3\u00a0ans × (185,1\u00a0kgCO2e ÷ 5\u00a0ans − 124,3\u00a0kWh/an × 46,1\u00a0g ÷ 1\u202f000)"
        in free.working.formula
    )
    assert free.working.sources


def test_overseas_the_same_tower_is_better_replaced_and_the_words_say_it(tower):
    move_to("GP")
    found = ways_of(tower(), TODAY, 3, LAPTOP)
    assert way(Option.FREE_SYSTEM, found).avoided.central == pytest.approx(-150.7, abs=0.05)
    assert "garder émet davantage" in way(Option.FREE_SYSTEM, found).verdict.label
    assert found.best is Option.REFURBISHED
    assert found.break_even.central == pytest.approx(2.1, abs=0.05)


def test_without_another_choice_the_same_category_is_bought(tower):
    found = ways_of(tower(), TODAY, 3, None)
    assert (found.bought, found.break_even) == (DeviceCategory.DESKTOP_TOWER, None)
    assert ways_of(tower(name="?", category=DeviceCategory.COMPUTER), TODAY, 3, None).bought is LAPTOP


def test_a_hard_disk_calls_for_an_ssd_that_weighs_and_costs(tower):
    machine = tower(storage_kind=StorageKind.HDD)
    give_price(PriceKey.SSD, None, 35.0, PartialDate(2026), "devis")
    found = ways_of(machine, TODAY, 3, None)
    reinforced = way(Option.REINFORCE, found)
    assert found.best is Option.REINFORCE
    assert reinforced.avoided.low == pytest.approx(way(Option.FREE_SYSTEM, found).avoided.low - 41)
    assert reinforced.spending.total is None
    assert reinforced.spending.lacking == ("Temps pour monter une pièce", "Temps pour installer un système")


def test_electricity_is_priced_when_the_town_gives_its_kilowatt_hour(tower):
    machine = tower()
    assert way(Option.KEEP, ways_of(machine, TODAY, 3, None)).bill is None
    give_price(PriceKey.KWH, None, 0.2, PartialDate(2026), "marché")
    assert way(Option.KEEP, ways_of(machine, TODAY, 3, None)).bill.central == pytest.approx(30.66)


def test_software_without_a_free_place_taker_is_read_on_the_machine(tower):
    machine = tower()
    take_in(software({"raw_name": "AutoCAD 2021", "publisher": "Autodesk", "device": "PC-1"}))
    free = way(Option.FREE_SYSTEM, ways_of(machine, TODAY, 3, None))
    assert free.proposal.standing is Standing.BLOCKED
    assert "AutoCAD" in free.proposal.blocks[0]


def test_a_school_is_proposed_to_a_machine_that_is_not_in_one(tower):
    with writing() as session:
        session.add(Site(id=1, name="École du Moulin", kind=SiteKind.PRIMARY_SCHOOL))
    assert "une école" in way(Option.OTHER_USE, ways_of(tower(), TODAY, 3, None)).proposal.reasons[0]
    there = ways_of(tower(name="PC-2", site_id=1), TODAY, 3, None)
    assert "une école" not in way(Option.OTHER_USE, there).proposal.reasons[0]


def test_a_lot_is_weighed_whole(tower):
    one, ten = (ways_of(tower(name=f"lot de {count}", quantity=count), TODAY, 3, None) for count in (1, 10))
    low = way(Option.FREE_SYSTEM, one).avoided.low
    assert way(Option.FREE_SYSTEM, ten).avoided.low == pytest.approx(10 * low)


@pytest.mark.parametrize("category", list(DeviceCategory))
def test_every_kind_of_machine_has_its_ways_or_the_reason(town, category):
    machine = create_device({"name": "machine", "category": category, "quantity": 1})
    found = ways_of(machine, TODAY, 3, None)
    assert len(found.each) >= 3
    assert all(each.avoided or each.why_fr for each in found.each)
