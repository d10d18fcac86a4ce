"""What one machine can become: which ways it has, why, and what stands in them."""

from datetime import date

import pytest

from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import MachineFacts
from inventaire.domain.longer_life import Part
from inventaire.domain.prices import Price, PriceKey, Prices
from inventaire.domain.proposals import Machine, Option, Proposal, Standing, best, proposals
from inventaire.domain.prospects import outlook
from inventaire.domain.spending import spending
from inventaire.domain.vocabulary import DeviceCategory

TODAY = date(2026, 11, 22)
OFFICE = {key: system for key, system in load_minimums(TODAY).items() if not system.schools}
OLD = "Intel Core i5-6500"


def machine(memory=8.0, storage=256.0, processor=OLD, **changes):
    found = outlook(MachineFacts(processor, memory, storage, "2.0"), "windows", OFFICE)
    known = {
        "computer": True,
        "followed": False,
        "followed_until": date(2025, 10, 14),
        "next_system": found.next_system,
        "free_system": found.free_system,
        "memory_gb": memory,
    }
    return Machine(**known | changes)


def way(option, found):
    return next(each for each in proposals(found) if each.option is option)


def test_a_condemned_computer_is_not_to_be_left_as_it_is():
    kept = way(Option.KEEP, machine())
    assert (kept.standing, kept.blocks) == (
        Standing.BLOCKED,
        ("Son système n’est plus suivi depuis le 14/10/2025\u00a0: à ne pas laisser ainsi sur le réseau.",),
    )
    assert "jusqu’au" in way(Option.KEEP, machine(followed=True)).reasons[0]
    assert way(Option.KEEP, machine(followed=None)).standing is Standing.UNKNOWN


def test_a_free_system_says_what_it_needs_and_what_blocks_it():
    free = way(Option.FREE_SYSTEM, machine())
    assert (free.standing, free.system) == (Standing.POSSIBLE, "Ubuntu LTS")
    blocked = way(Option.FREE_SYSTEM, machine(software=("AutoCAD", "Civil Net")))
    assert blocked.standing is Standing.BLOCKED
    assert "AutoCAD, Civil Net" in blocked.blocks[0]


def test_what_lacks_is_fitted_when_it_can_be():
    short = way(Option.REINFORCE, machine(memory=1.0))
    assert (short.standing, short.parts) == (Standing.POSSIBLE, (Part.MEMORY,))
    slow = way(Option.REINFORCE, machine(hard_disk=True))
    assert (slow.parts, slow.reasons[-1]) == ((Part.SSD,), "Son disque dur le ralentit\u00a0: un SSD d’abord.")
    sparse = way(Option.REINFORCE, machine(memory=4.0))
    assert sparse.parts == (Part.MEMORY,)
    assert "8\u00a0Go conseillés" in sparse.reasons[-1]
    assert Option.REINFORCE not in {each.option for each in proposals(machine())}


def test_no_part_mends_a_processor():
    hopeless = machine(memory=1.0, processor="Apple M1")
    assert way(Option.REINFORCE, hopeless).standing is Standing.BLOCKED
    assert best(proposals(hopeless), emits=False).option is Option.REFURBISHED


def test_a_laptop_has_a_battery_that_somebody_must_look_at():
    assert way(Option.BATTERY, machine(laptop=True)).standing is Standing.UNKNOWN
    assert Option.BATTERY not in {each.option for each in proposals(machine())}


def test_a_machine_held_by_its_programs_may_serve_elsewhere():
    held = machine(software=("AutoCAD",))
    other = way(Option.OTHER_USE, held)
    assert (other.standing, other.reasons[-1]) == (Standing.POSSIBLE, "Ses logiciels métier ne le suivent pas.")
    assert best(proposals(held), emits=False).option is Option.OTHER_USE


def test_what_is_no_computer_is_kept_or_replaced():
    found = [each.option for each in proposals(Machine(computer=False))]
    assert found == [Option.KEEP, Option.REFURBISHED, Option.NEW]


@pytest.mark.parametrize(
    ("changes", "option"),
    [
        ({}, Option.FREE_SYSTEM),
        ({"followed": True}, Option.KEEP),
        ({"processor": "Intel Core i5-8500"}, Option.NEXT_SYSTEM),
        ({"memory": 1.0}, Option.REINFORCE),
        ({"hard_disk": True}, Option.REINFORCE),
        ({"memory": None}, Option.FREE_SYSTEM),
    ],
)
def test_the_best_reasons_go_to_the_least_change_that_holds(changes, option):
    found = machine(**changes)
    assert best(proposals(found), emits=False, hard_disk=found.hard_disk).option is option


def test_where_keeping_emits_more_a_thriftier_machine_is_proposed():
    assert best(proposals(machine()), emits=True).option is Option.REFURBISHED


def euros(option, known, parts=(), quantity=1):
    prices = Prices({(key, category): Price(value, "devis", TODAY) for (key, category), value in known.items()})
    return spending(Proposal(option, Standing.POSSIBLE, parts), DeviceCategory.LAPTOP, quantity, prices)


HOUR = {(PriceKey.TECHNICIAN_HOUR, None): 40.0}
HOURS = {(PriceKey.INSTALL_HOURS, None): 1.5, (PriceKey.PART_HOURS, None): 0.5, (PriceKey.REPLACE_HOURS, None): 2.0}


def test_a_way_costs_its_parts_and_its_hours_for_each_machine():
    known = HOUR | HOURS | {(PriceKey.SSD, None): 35.0, (PriceKey.NEW_DEVICE, DeviceCategory.LAPTOP): 700.0}
    assert euros(Option.REINFORCE, known, (Part.SSD,), 2).total == 2 * (35 + 0.5 * 40 + 1.5 * 40)
    assert euros(Option.NEW, known).total == 700 + 80
    assert euros(Option.KEEP, {}).total == 0
    assert euros(Option.DISPOSE, known) is None


def test_a_price_that_lacks_is_named_and_nothing_is_added_up():
    found = euros(Option.REINFORCE, HOURS, (Part.SSD,))
    assert found.total is None
    assert found.lacking == ("SSD", "Heure de technicien", "Heure de technicien")
    assert euros(Option.FREE_SYSTEM, HOUR).lacking == ("Temps pour installer un système",)
