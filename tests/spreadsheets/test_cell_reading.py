"""A column read at once says what its cells say one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.plain import plain
from inventaire.spreadsheets.cell_reading import CellReader, understand_cell
from inventaire.spreadsheets.kinds import DAY, STATUS, code, count, lines, measure, words

SAID = (
    "PC-1",
    " PC-2",
    "PC\u00a03",
    "1,5E+3",
    "idem",
    "néant",
    "oui",
    "x" * 12,
    "1\n2",
    "\x07",
    "",
    "12/03/2020",
    "Prêt",
)
CELLS = st.one_of(st.sampled_from(SAID), st.text(max_size=12), st.floats(), st.booleans())
KINDS = {"words": words(10), "code": code(10), "lines": lines(10), "count": count(), "size": measure(), "day": DAY}


@pytest.mark.parametrize("kind", [*KINDS.values(), STATUS], ids=[*KINDS, "status"])
@given(cells=st.lists(CELLS, max_size=8) | st.lists(st.text(max_size=12), max_size=8, unique=True))
def test_a_column_is_read_as_its_cells_are(kind, cells):
    values, faults = CellReader(0, "name", kind, is_name=False).read(cells)
    alone = [understand_cell(kind, cell) for cell in cells]
    assert values == [None if isinstance(found, ValueError) else plain(found) for found in alone]
    assert faults == {rank: str(found) for rank, found in enumerate(alone) if isinstance(found, ValueError)}
