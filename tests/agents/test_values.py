"""Single values of an agent file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.agents.values import read_day, read_number, read_text

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-03-12", "2019-03-12"),
        ("2019-03-12 10:22:41", "2019-03-12"),
        ("2019-03-12T10:22:41+01:00", "2019-03-12"),
        ("2025/05/24 14:37:46", "2025-05-24"),
        ("31/12/2008", "2008-12-31"),
        ("03/01/2017 08:00", "2017-01-03"),
        ("1970-01-01", None),
        ("1970-00-01", None),
        ("31/02/2020", None),
        ("N/A", None),
        ("", None),
        (None, None),
        (20190312, None),
    ],
)
def test_a_day_is_read_in_the_forms_that_agents_write(written, day):
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "number"),
    [("8192", 8192), (8192, 8192), ("274877.906944", 274877.906944)],
)
def test_a_number_is_read_as_a_text_or_as_a_number(written, number):
    assert read_number(written) == number


@pytest.mark.parametrize("written", ["0", 0, "No", True, "nan", "1e999", "1e308", -4, None, {}])
def test_a_number_that_says_nothing_is_none_and_never_zero(written):
    assert read_number(written) is None


def test_a_text_keeps_its_letters_and_loses_its_control_signs():
    assert read_text("  Pare-feu\x00 d’été\t2 ") == "Pare-feu d’été 2"
    assert read_text("a" * 4_000) == "a" * 4_000
    assert read_text("a" * 4_001) is None


@given(ANY_JSON)
def test_whatever_stands_in_a_file_is_read_or_left(value):
    text = read_text(value)
    assert text is None or (text.encode() and "\0" not in text)
    read_number(value)
    read_day(value)
