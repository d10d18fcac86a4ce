"""Networks: written by hand, read once, and asked whether an address is in one."""

import pytest

from inventaire.domain.networks import is_inside, read_networks


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", []),
        ("10.1.0.0/16, 192.0.2.7", ["10.1.0.0/16", "192.0.2.7/32"]),
        (" 10.1.2.3/16 ;10.1.0.0/16\n2001:db8::/32", ["10.1.0.0/16", "2001:db8::/32"]),
    ],
)
def test_networks_are_read_each_once(written, read):
    assert read_networks(written) == read


@pytest.mark.parametrize("word", ["mairie", "10.1.0.0/33", "10.1", "10.1.0.0/16/2"])
def test_what_is_no_network_is_named(word):
    with pytest.raises(ValueError, match=f"«\u00a0{word}\u00a0»"):
        read_networks(f"192.0.2.0/24 {word}")


@pytest.mark.parametrize(
    ("address", "networks", "inside"),
    [
        ("10.1.9.9", ["10.1.0.0/16"], True),
        ("10.2.0.1", ["10.1.0.0/16"], False),
        ("::ffff:10.1.9.9", ["10.1.0.0/16"], True),
        ("10.1.9.9", ["2001:db8::/32"], False),
        ("2001:db8::1", ["192.0.2.0/24", "2001:db8::/32"], True),
        ("10.2.0.1", [], True),
        ("", [], True),
        ("", ["10.1.0.0/16"], False),
    ],
)
def test_an_address_is_in_one_of_them_or_anywhere_when_there_are_none(address, networks, inside):
    assert is_inside(address, networks) is inside
