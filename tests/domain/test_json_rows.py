"""Rows written together are, letter for letter, those that are written one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.chain import CANONICAL
from inventaire.domain.json_rows import ABSENT, JsonRows, columns_of

USUAL = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats()
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=3), SCALARS, max_size=3)
ROWS = st.lists(st.dictionaries(st.sampled_from(["name", "name_x", "é", "a b", 'a"b', "z"]), VALUES), max_size=6)


def written_together(rows, encoder):
    return JsonRows(len(rows), columns_of(rows, ABSENT), encoder)


@pytest.mark.parametrize("encoder", [USUAL, CANONICAL])
@given(rows=ROWS)
def test_rows_are_written_as_the_encoder_writes_each(encoder, rows):
    written = written_together(rows, encoder)
    assert written.texts(written.names) == [encoder.encode(row) for row in rows]


def test_keys_keep_the_order_in_which_they_came():
    rows = [{"b": 1, "a": "x"}, {"b": 2, "a": "y"}]
    assert written_together(rows, USUAL).texts() == ['{"b": 1, "a": "x"}', '{"b": 2, "a": "y"}']


def test_what_is_equal_and_not_written_alike_stays_so():
    rows = [{"n": value} for value in (1, True, 1.0, 0.0, -0.0, None)]
    assert written_together(rows, CANONICAL).texts() == [CANONICAL.encode(row) for row in rows]
