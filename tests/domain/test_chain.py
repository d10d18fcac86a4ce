"""A line that is written once is sealed as one that is written again from what it holds."""

import hashlib
import hmac
import json

from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain import chain

KEY = b"k" * 32
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False)
SIDES = st.dictionaries(st.text(max_size=5), SCALARS | st.lists(SCALARS, max_size=3), max_size=4)
LINES = st.fixed_dictionaries(
    {
        field: SIDES if field in ("before", "after") else st.none() | st.integers() | st.text(max_size=8)
        for field in chain.SEALED
    }
)


def as_ever(*content):
    """Seal as the first version did, in one piece."""
    text = json.dumps(list(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()


@given(LINES, st.text(max_size=8))
def test_the_seal_of_a_line_is_that_of_the_first_version(line, previous):
    expected = as_ever(previous, *(line[field] for field in chain.SEALED))
    assert chain.seal(KEY, previous, line) == expected
    assert chain.seal_texts(KEY, previous, [chain.text(line[field]) for field in chain.SEALED]) == expected


@given(SIDES, st.text(max_size=8))
def test_the_digest_of_personal_values_is_that_of_the_first_version(personal, salt):
    assert chain.digest(KEY, salt, personal) == as_ever("personal", salt, personal)
    assert chain.mark(KEY, 3, 12, "ab") == as_ever("head", 3, 12, "ab")
