"""What identifies a machine, and what only looks as if it did."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.identity import usable_inventory_number, usable_serial, usable_uuid


@pytest.mark.parametrize("serial", ["7XK2P13", " CZC8123ABC ", "5CG0123XYZ", "PF-0A1B2C", "8C554721F", "5E12"])
def test_a_serial_is_kept_without_its_outer_spaces(serial):
    assert usable_serial(serial) == serial.strip()


NO_SERIAL = """abc|-|To Be Filled By O.E.M.|Default string|System Serial Number|None|N/A|Not Specified|INVALID
néant|0000000000|XXXXXXXX|ffffffff|110011|0123456789|123456789|SN-12345|SYS-1234567890|1,23E+15|1.23e+15"""
NO_UUID = """00000000-0000-0000-0000-000000000000|FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF|2|af8d3fcfa6fe4784
03000200-0400-0500-0006-000700080009|01010101-0101-0101-0101-010101010101|4BDRGGFE-0046-4710-8047-B2C04F503732"""


@pytest.mark.parametrize("serial", [None, "", " ", *re.split(r"[|\n]", NO_SERIAL)])
def test_what_makers_write_for_nothing_is_not_a_serial(serial):
    assert usable_serial(serial) is None


@pytest.mark.parametrize("uuid", ["4C4C4544-0058-4B10-8032-B7C04F503133", "{4c4c4544-0058-4b10-8032-b7c04f503133}"])
def test_a_uuid_has_one_form(uuid):
    assert usable_uuid(uuid) == "4c4c4544-0058-4b10-8032-b7c04f503133"


@pytest.mark.parametrize("uuid", [None, "", "Not Settable", *re.split(r"[|\n]", NO_UUID)])
def test_a_uuid_that_many_machines_share_is_not_one(uuid):
    assert usable_uuid(uuid) is None


@pytest.mark.parametrize("number", ["7", "1111", "VAL-2020-042", " INV 12 "])
def test_a_town_numbers_as_it_likes(number):
    assert usable_inventory_number(number) == number.strip()


@pytest.mark.parametrize("number", [None, "", "0000000000", "No Asset Tag", "Not Specified", "NC"])
def test_an_empty_label_is_not_an_inventory_number(number):
    assert usable_inventory_number(number) is None


@given(st.text())
def test_what_is_usable_stays_so_and_unchanged(text):
    for usable in (usable_serial, usable_uuid, usable_inventory_number):
        once = usable(text)
        assert once is None or usable(once) == once
