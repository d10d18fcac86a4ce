"""Whatever the lines: imported twice they change nothing, taken back they leave nothing."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventaire.domain.imports import Target
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import a_part, counts, forget_everything, moved, picture, software, take_in

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
NUMBERS = st.sampled_from(["ABC123", "XYZ789", "JKL456", "abc123"])


def maybe(**fields):
    return st.fixed_dictionaries({}, optional=fields)


DEVICES = maybe(
    name=st.sampled_from(["PC-01", "PC-02", "Écran"]),
    serial=NUMBERS,
    inventory_number=st.sampled_from(["2021-001", "2021-002"]),
    ledger_number=st.sampled_from(["L-7", "L-8"]),
    category=st.sampled_from(["laptop", "computer", "monitor"]),
    site=st.sampled_from(["Mairie", "MAIRIE", "École"]),
    site_kind=st.sampled_from(["town_hall", "primary_school"]),
    department=st.sampled_from(["Finances", "État civil"]),
    manufacturer=st.sampled_from(["Dell", "DELL Inc.", "HP"]),
    quantity=st.integers(1, 12),
    purchased_on=st.sampled_from(["2018", "2018-03", "2018-03-12"]),
)
SOFTWARE = st.tuples(
    st.sampled_from(["LibreOffice", "Java", "Zoom Pro"]),
    maybe(
        publisher=st.sampled_from(["Oracle", ""]),
        version=st.sampled_from(["8", "17"]),
        device=st.sampled_from(["PC-01", "abc123", "XYZ789", "inconnu"]),
        seats=st.integers(0, 3),
        department=st.sampled_from(["Finances", "FINANCES"]),
    ),
).map(lambda pair: {"raw_name": pair[0], **pair[1]})
PARTS = st.tuples(
    st.lists(DEVICES, max_size=6).map(lambda lines: a_part(*lines, sheet="Mairie")),
    st.lists(DEVICES, max_size=4).map(lambda lines: a_part(*lines, sheet="Écoles")),
    st.lists(SOFTWARE, max_size=6).map(lambda lines: software(*lines)),
)


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@FEW
@given(PARTS)
def test_a_second_import_changes_nothing_and_taking_both_back_leaves_nothing(parts):
    forget_everything()
    again = copy.deepcopy(parts)
    first = take_in(*parts)
    once = picture()
    second = take_in(*again)
    assert not moved(counts(again)), [(record.values, record.changes) for part in again for record in part.records]
    assert picture() == once
    undo_import(second.number)
    undo_import(first.number)
    assert picture() == []


@FEW
@given(PARTS, PARTS)
def test_taking_back_a_second_import_gives_the_first_one_back(before, after):
    forget_everything()
    first = take_in(*before)
    once = picture()
    second = take_in(*after)
    undo_import(second.number)
    assert picture() == once
    undo_import(first.number)
    assert picture() == []


@FEW
@given(PARTS)
def test_every_line_ends_with_an_outcome_and_a_reason_where_it_is_not_written(parts):
    forget_everything()
    first = take_in(*parts)
    for record in (record for part in parts for record in part.records):
        assert record.is_written or record.reason
        assert record.object_id or not record.is_written
        assert record.target in Target
    undo_import(first.number)
