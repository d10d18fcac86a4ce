"""Delays grow with failures and stop growing."""

from datetime import timedelta

import pytest

from inventaire.domain.delays import delay_after, network_of, told


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (13, 512), (14, 900), (15, 900), (10_000, 900)]
)
def test_after_five_failures_a_delay_doubles_up_to_a_quarter_of_an_hour(failures, seconds):
    assert delay_after(failures, free=5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.1, "1\u00a0seconde"),
        (1.2, "2\u00a0secondes"),
        (60, "60\u00a0secondes"),
        (61, "2\u00a0minutes"),
        (900, "15\u00a0minutes"),
    ],
)
def test_a_waiting_time_is_written_rounded_up(seconds, words):
    assert told(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_one_line_is_one_caller_whatever_its_address(address, network):
    assert network_of(address) == network
