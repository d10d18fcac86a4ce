"""Which known device a row is about."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inventaire.domain.identity import Key
from inventaire.domain.matching import Clash, KnownDevice, KnownDevices, Match, find_match

UUID_A, UUID_B = "4c4c4544-0058-4b10-8032-b7c04f503133", "33e737a8-f827-11df-9297-47c0a301005a"


def known(*devices):
    return KnownDevices(KnownDevice(number, **facts) for number, facts in enumerate(devices, start=1))


def test_a_row_that_nothing_resembles_is_new():
    assert find_match({"name": "PC-9", "serial": "ZZ998877"}, known({"name": "PC-1", "serial": "AB123456"})) is None
    assert find_match({}, known({"name": "PC-1"})) is None


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"serial": " ab123456"}, Key.SERIAL),
        ({"serial": "AB123456", "manufacturer": "DELL", "name": "autre"}, Key.SERIAL),
        ({"uuid": UUID_A.upper()}, Key.UUID),
        ({"inventory_number": "inv 7"}, Key.INVENTORY_NUMBER),
        ({"ledger_number": "2020-L1"}, Key.LEDGER_NUMBER),
        ({"name": "pc-1", "site": "MAIRIE"}, Key.NAME),
        ({"name": "pc-1"}, Key.NAME),
    ],
)
def test_a_row_is_recognised_by_the_surest_key_it_has(facts, key):
    index = known(
        {"name": "PC-1", "site": "Mairie", "manufacturer": "Dell Inc.", "serial": "AB123456", "uuid": UUID_A}
        | {"inventory_number": "INV 7", "ledger_number": "2020-L1"}
    )
    assert find_match(facts, index) == Match(1, key)


def test_two_keys_that_point_to_two_devices_are_asked():
    clash = find_match({"serial": "AB123456", "uuid": UUID_B}, known({"serial": "AB123456"}, {"uuid": UUID_B}))
    assert isinstance(clash, Clash)
    assert clash.ids == (1, 2)
    assert clash.reason == (
        f"Le numéro de série «\u00a0AB123456\u00a0» et l’UUID «\u00a0{UUID_B}\u00a0» "
        "désignent des matériels différents\u00a0: vérifiez ces numéros."
    )


def test_one_key_that_points_to_two_devices_is_asked():
    clash = find_match({"inventory_number": "7"}, known({"inventory_number": "7"}, {"inventory_number": "7"}))
    assert isinstance(clash, Clash)
    assert clash.ids == (1, 2)
    assert "plusieurs matériels" in clash.reason


def test_a_surer_key_settles_what_cloned_machines_share():
    index = known({"serial": "AB123456", "uuid": UUID_A}, {"serial": "CD654321", "uuid": UUID_A})
    assert find_match({"serial": "CD654321", "uuid": UUID_A}, index) == Match(2, Key.SERIAL)


def test_a_uuid_under_another_serial_is_asked():
    clash = find_match({"serial": "CD654321", "uuid": UUID_A}, known({"serial": "AB123456", "uuid": UUID_A}))
    assert isinstance(clash, Clash)
    assert "le numéro de série n’est pas le même" in clash.reason


def test_a_new_uuid_under_a_known_serial_is_a_change_of_motherboard():
    index = known({"serial": "AB123456", "uuid": UUID_A})
    assert find_match({"serial": "AB123456", "uuid": UUID_B}, index) == Match(1, Key.SERIAL)


def test_the_same_serial_from_another_maker_is_asked():
    index = known({"serial": "123999", "manufacturer": "Philips"})
    assert isinstance(find_match({"serial": "123999", "manufacturer": "iiyama"}, index), Clash)


@pytest.mark.parametrize("maker", ["Hewlett-Packard", "HP", "hp inc.", None, "System manufacturer"])
def test_a_maker_has_several_spellings(maker):
    index = known({"serial": "CZC123456", "manufacturer": "HP"})
    assert find_match({"serial": "CZC123456", "manufacturer": maker}, index) == Match(1, Key.SERIAL)


def test_a_name_does_not_recognise_a_machine_with_another_serial():
    index = known({"name": "PC-1", "site": "Mairie", "serial": "AB123456"})
    assert find_match({"name": "PC-1", "site": "Mairie", "serial": "CD654321"}, index) is None
    assert find_match({"name": "PC-1", "site": "Mairie"}, index) == Match(1, Key.NAME)


def test_a_serial_of_no_worth_contradicts_nothing():
    index = known({"name": "PC-1", "serial": "Default string"})
    assert find_match({"name": "PC-1", "serial": "To be filled by O.E.M."}, index) == Match(1, Key.NAME)


def test_the_same_name_on_another_site_is_another_machine():
    index = known({"name": "PC-1", "site": "Mairie"}, {"name": "PC-1", "site": "École"})
    assert find_match({"name": "PC-1", "site": "École"}, index) == Match(2, Key.NAME)
    assert find_match({"name": "PC-1", "site": "Crèche"}, index) is None
    assert isinstance(find_match({"name": "PC-1"}, index), Clash)


def test_a_lot_is_never_recognised_by_its_name():
    lot = {"name": "Écrans", "site": "École", "quantity": 12}
    assert find_match(lot, known(lot)) is None
    assert find_match({"name": "Écrans", "site": "École"}, known(lot)) is None


def test_a_ledger_number_that_covers_several_machines_does_not_make_them_one():
    index = known({"name": "PC-1", "ledger_number": "L1"}, {"name": "PC-2", "ledger_number": "L1"})
    assert find_match({"name": "PC-2", "ledger_number": "L1"}, index) == Match(2, Key.LEDGER_NUMBER)
    assert find_match({"name": "PC-3", "ledger_number": "L1"}, index) is None
    assert isinstance(find_match({"ledger_number": "L1"}, index), Clash)


def test_one_machine_of_a_lot_is_not_the_lot():
    index = known({"ledger_number": "L1", "quantity": 24})
    assert find_match({"ledger_number": "L1", "quantity": 1}, index) is None
    assert find_match({"ledger_number": "L1", "serial": "AB123456", "quantity": 1}, index) is None
    assert find_match({"ledger_number": "L1", "quantity": 23}, index) == Match(1, Key.LEDGER_NUMBER)
    assert find_match({"ledger_number": "L1"}, index) == Match(1, Key.LEDGER_NUMBER)


def test_a_device_created_by_an_earlier_row_is_seen_by_the_next():
    index = known()
    index.add(KnownDevice(7, serial="AB123456"))
    assert find_match({"serial": "AB123456"}, index) == Match(7, Key.SERIAL)


def test_a_device_that_received_a_serial_is_known_by_it_and_no_longer_free_of_one():
    index = known({"name": "PC-1"})
    index.add(KnownDevice(1, name="PC-1", serial="AB123456"))
    assert find_match({"serial": "AB123456"}, index) == Match(1, Key.SERIAL)
    assert find_match({"name": "PC-1", "serial": "CD654321"}, index) is None


def some(*texts):
    return st.sampled_from([None, *texts])


FACTS = st.fixed_dictionaries(
    {
        "name": some("PC-1", "pc-1", "PC-2"),
        "site": some("Mairie", "École"),
        "manufacturer": some("Dell Inc.", "HP"),
        "serial": some("AB123456", "CD654321", "Default string"),
        "uuid": some(UUID_A, UUID_B),
        "inventory_number": some("7", "8"),
        "ledger_number": some("L1", "L2"),
        "quantity": st.sampled_from([1, 1, 12]),
    }
)


@given(FACTS)
def test_the_same_values_twice_are_the_same_device(facts):
    assume(any(facts[key] for key in ("uuid", "inventory_number", "ledger_number")) or facts["quantity"] == 1)
    assume(any(facts[key] for key in ("name", "uuid", "inventory_number", "ledger_number")))
    found = find_match(facts, known(facts))
    assert isinstance(found, Match)
    assert found.id == 1


@given(FACTS, st.lists(FACTS, max_size=6), st.randoms())
def test_the_order_in_which_devices_were_recorded_changes_nothing(row, devices, random):
    recorded = [KnownDevice(number, **facts) for number, facts in enumerate(devices)]
    shuffled = random.sample(recorded, len(recorded))
    assert find_match(row, KnownDevices(recorded)) == find_match(row, KnownDevices(shuffled))


@given(FACTS, st.lists(FACTS, max_size=6))
def test_a_device_made_known_twice_is_known_once(row, devices):
    once, twice = known(*devices), known(*devices)
    for number, facts in enumerate(devices, start=1):
        twice.add(KnownDevice(number, **facts))
    assert find_match(row, once) == find_match(row, twice)


@given(FACTS, st.lists(FACTS, max_size=6))
def test_a_match_never_contradicts_a_surer_key(row, devices):
    index = known(*devices)
    found = find_match(row, index)
    if isinstance(found, Match) and found.key in (Key.NAME, Key.LEDGER_NUMBER):
        theirs, ours = index.signs(found.id).own, KnownDevices([KnownDevice(1, **row)]).signs(1).own
        assert not theirs.keys() & ours.keys()
