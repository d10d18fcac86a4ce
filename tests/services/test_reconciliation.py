"""What only one source knows, and what the ledger counts otherwise than the inventory."""

import pytest
from sqlalchemy import select

from inventaire.domain.sources import Source
from inventaire.models import Device, DeviceSource, db
from inventaire.services import reconciliation
from inventaire.services.imports.undo import undo_import
from inventaire.services.ledger import Gap, compare_with_ledger
from tests.services.inventories import a_part, outcomes, picture, take_in

NUMBER = "2022-INF-031"


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def of(layout, *lines, file="parc.csv"):
    part = a_part(*lines, file=file)
    part.layout_key = layout
    return part


def the_devices():
    db.session.expire_all()
    return db.session.scalars(select(Device).order_by(Device.id)).all()


def counted():
    return {each.value: each.count for each in reconciliation.groups(reconciliation.present_sources()) if each.count}


def test_each_device_is_counted_by_the_sources_that_speak_of_it():
    take_in(of("municipal", {"serial": "AAA111"}, {"serial": "BBB222"}, {"name": "Écran"}))
    take_in(of(None, {"serial": "AAA111"}, {"serial": "CCC333"}))
    second = take_in(of("glpi_computers", {"serial": "AAA111"}, {"serial": "CCC333"}))
    assert counted() == {"spreadsheet": 2, "plusieurs": 1, "tous": 1}
    undo_import(second.number)
    assert counted() == {"agent": 1, "spreadsheet": 2, "tous": 1}


def test_a_list_keeps_the_devices_of_one_group_and_says_who_spoke_of_them():
    take_in(of("municipal", {"name": "A", "serial": "AAA111"}, {"name": "B", "serial": "BBB222"}))
    take_in(of(None, {"serial": "AAA111"}))
    take_in(of(None, {"serial": "AAA111"}))
    (group,) = [each for each in reconciliation.groups(reconciliation.present_sources()) if each.value == "spreadsheet"]
    page = reconciliation.list_devices(group, 1)
    assert [row.name for row in page.rows] == ["B"]
    told = reconciliation.sources_of([device.id for device in the_devices()])
    assert [[(each.source, each.number) for each in told[device.id]] for device in the_devices()] == [
        [(Source.AGENT, 3), (Source.SPREADSHEET, 1)],
        [(Source.SPREADSHEET, 1)],
    ]
    assert next(iter(reconciliation.reconciliation_sheet(group).rows))[0] == "B"


def test_what_is_in_the_bin_is_not_counted():
    batch = take_in(of("municipal", {"serial": "AAA111"}, {"serial": "BBB222"}))
    (first, _) = the_devices()
    first.deleted_at = batch.applied_at
    db.session.commit()
    assert counted() == {"spreadsheet": 1}


def test_the_sources_of_a_device_go_with_it():
    undo_import(take_in(of("municipal", {"serial": "AAA111"})).number)
    assert db.session.scalars(select(DeviceSource)).all() == []


def the_ledger(**more):
    return of("ledger", {"name": "Lot de PC", "ledger_number": NUMBER, "category": "computer"} | more, file="actif.csv")


def a_lot_of_devices():
    take_in(
        of(
            "municipal",
            {"name": "PC-1", "serial": "AAA111", "ledger_number": NUMBER},
            {"name": "PC-2", "serial": "BBB222", "ledger_number": NUMBER, "purchased_on": "2021"},
            {"name": "PC-3", "ledger_number": NUMBER.lower(), "supplier": "Dell"},
        )
    )


def test_a_line_of_the_ledger_completes_the_devices_that_bear_its_number():
    a_lot_of_devices()
    before = picture()
    part = the_ledger(purchased_on="2022-03-01", supplier="UGAP", quantity=4, purchase_price_incl_eur=4000.0)
    batch = take_in(part)
    assert outcomes(part) == ["updated"]
    assert "porté par 3\u00a0matériel(s)" in part.records[0].reason
    assert "la ligne en compte 4" in part.records[0].reason
    assert [(str(device.purchased_on), device.supplier) for device in the_devices()] == [
        ("2022-03-01", "UGAP"),
        ("2021", "UGAP"),
        ("2022-03-01", "Dell"),
    ]
    assert {device.purchase_price_incl_eur for device in the_devices()} == {None}
    assert counted() == {"tous": 3}
    again = the_ledger(purchased_on="2022-03-01", supplier="UGAP", quantity=4)
    take_in(again)
    assert outcomes(again) == ["unchanged"]
    undo_import(batch.number)
    assert picture() == before


def test_a_line_of_the_ledger_that_nothing_bears_makes_a_lot_and_comes_back_unchanged():
    for expected in ("created", "unchanged"):
        part = the_ledger(quantity=24)
        take_in(part)
        assert outcomes(part) == [expected]
    assert [device.quantity for device in the_devices()] == [24]


def test_a_ledger_and_the_lines_it_covers_are_not_taken_in_together():
    part = of("municipal", {"name": "PC-1", "serial": "AAA111", "ledger_number": NUMBER})
    ledger = the_ledger(quantity=4)
    take_in(part, ledger)
    assert outcomes(part, ledger) == ["created", "asked"]
    assert "importez-les d’abord" in ledger.records[0].reason


def test_of_two_lines_of_one_number_that_cover_the_same_devices_one_is_asked_about():
    take_in(a_part({"name": "A", "ledger_number": NUMBER}, {"name": "B", "ledger_number": NUMBER}))
    twice = {"ledger_number": NUMBER, "purchased_on": "2022", "quantity": 2}
    part = of("ledger_devices", twice, twice | {"supplier": "Valbrume"})
    take_in(part)
    assert outcomes(part) == ["updated", "asked"]
    assert "ligne 2" in part.records[1].reason
    assert part.records[1].question["lines"] == [[0, 0]]


def test_a_spreadsheet_is_no_ledger_and_makes_its_own_devices():
    a_lot_of_devices()
    part = of("municipal", {"name": "Lot de PC", "ledger_number": NUMBER, "quantity": 4})
    take_in(part)
    assert outcomes(part) == ["created"]


def test_the_counts_of_the_last_ledger_are_set_beside_those_of_the_inventory():
    assert compare_with_ledger() is None
    a_lot_of_devices()
    take_in(the_ledger(quantity=4))
    assert compare_with_ledger().gaps == (Gap(NUMBER, 4, 3),)
    take_in(the_ledger(quantity=3))
    assert (compare_with_ledger().number, compare_with_ledger().gaps) == (3, ())
