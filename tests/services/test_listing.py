"""Fifty rows a page, the right ones, and a search that takes signs as they are."""

import pytest

from inventaire.services.device import DeviceQuery, list_devices
from tests.services.inventories import a_part, take_in


@pytest.fixture(autouse=True)
def _a_fleet(town):
    take_in(a_part(*({"name": f"PC-{rank:03}", "model": "100 %" if rank == 7 else "a_b"} for rank in range(120))))


def test_pages_hold_fifty_rows_and_every_row_once():
    pages = [list_devices(DeviceQuery(), number) for number in (1, 2, 3)]
    assert [(page.first, page.last, page.total) for page in pages] == [(1, 50, 120), (51, 100, 120), (101, 120, 120)]
    assert [(page.previous, page.next) for page in pages] == [(None, 2), (1, 3), (2, None)]
    assert [row.name for page in pages for row in page.rows] == [f"PC-{rank:03}" for rank in range(120)]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 3), (10**30, 3)])
def test_a_page_that_does_not_exist_is_the_nearest_one(asked, given):
    assert list_devices(DeviceQuery(), asked).number == given


@pytest.mark.parametrize(
    ("search", "count"), [("100 %", 1), ("%", 1), ("a_b", 119), ("a%b", 0), ("\\", 0), ("pc-00", 10), ("", 120)]
)
def test_a_search_takes_percent_and_underscore_as_they_are(search, count):
    assert list_devices(DeviceQuery(search=search), 1).total == count


def test_an_empty_list_has_one_page():
    page = list_devices(DeviceQuery(search="rien de tel"), 4)
    assert (page.number, page.total, page.last, page.next, page.previous) == (1, 0, 0, None, None)


def test_a_sort_can_go_down():
    assert list_devices(DeviceQuery(sort="name", descending=True), 1).rows[0].name == "PC-119"
