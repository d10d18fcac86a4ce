"""A row that shares nothing is one that looking for it, after all the others, would not find."""

from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.matching import KnownDevice, KnownDevices, find_match
from inventaire.domain.unshared import unshared

FEW = st.sampled_from(["", "PC-1", "pc-1 ", "PC-2", "CZC12345", "czc12345", "SN", "N/A", "6", "0006"])
UUIDS = st.sampled_from(["", "{4C4C4544-0051-3610-8056-B7C04F4A3532}", "4c4c454400513610 8056b7c04f4a3532", "0" * 32])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": FEW,
            "serial": FEW,
            "inventory_number": FEW,
            "ledger_number": FEW,
            "uuid": UUIDS,
            "site": st.sampled_from(["", "Mairie", "École"]),
            "manufacturer": st.sampled_from(["", "Dell", "HP"]),
            "quantity": st.sampled_from([None, 1, 3]),
        }
    ),
    max_size=6,
)


@given(known=ROWS, rows=ROWS)
def test_what_shares_nothing_is_found_nowhere(known, rows):
    index = KnownDevices(KnownDevice(rank, **row) for rank, row in enumerate(known, start=1))
    alone = unshared(rows, index)
    for rank, row in enumerate(rows):
        others = KnownDevices(KnownDevice(at, **one) for at, one in enumerate(known, start=1))
        for at, one in enumerate(rows):
            if at != rank:
                others.add(KnownDevice(-at - 1, **one))
        if alone[rank]:
            assert find_match(row, others) is None


def test_rows_that_all_differ_share_nothing():
    rows = [{"name": f"PC-{rank}", "serial": f"CZC{rank:05}"} for rank in range(3)]
    assert unshared(rows, KnownDevices()) == [True, True, True]


def test_a_row_shares_a_number_with_another_however_it_is_written():
    rows = [{"serial": "CZC12345 "}, {"serial": "czc12345"}, {"serial": "CZC99999"}]
    assert unshared(rows, KnownDevices()) == [False, False, True]


def test_a_row_shares_its_name_with_a_known_device():
    index = KnownDevices([KnownDevice(7, name="PC-1")])
    assert unshared([{"name": "pc-1"}, {"name": "PC-2"}], index) == [False, True]
