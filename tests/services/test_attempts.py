"""Attempts slow down, by account and by address, and never stop for good."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from inventaire.domain.errors import TooSoon
from inventaire.models import SignInFailure, db
from inventaire.services import attempts

WHO, WHERE = "dsi@valbrume.example", "192.0.2.7"


@pytest.fixture(autouse=True)
def _in_town(town, clock):
    pass


def passes(email=WHO, address=WHERE):
    try:
        attempts.begin(email, address)
    except TooSoon:
        return False
    return True


def test_of_two_hundred_tries_in_a_row_nine_pass(clock):
    let_in = 0
    for _ in range(200):
        let_in += passes()
        clock.wait(seconds=1)
    assert let_in == 5 + 6  # 5 free, then at 2, 4, 8, 16, 32 and 64 seconds


def test_there_is_no_lock_for_good(clock):
    for _ in range(50):
        passes()
        clock.wait(minutes=15)
    assert passes()


def test_the_message_says_how_long_to_wait(clock):
    for _ in range(6):
        passes()
    with pytest.raises(TooSoon, match="attendez 2\u00a0secondes"):
        attempts.begin(WHO, WHERE)
    clock.wait(seconds=2)
    assert passes()


def test_a_refused_try_does_not_make_the_wait_longer(clock):
    for _ in range(100):
        passes()
    clock.wait(seconds=2)
    assert passes()


def test_another_account_and_another_address_are_not_slowed():
    for _ in range(6):
        passes()
    assert not passes(address="198.51.100.1")
    assert passes(email="autre@valbrume.example")


def test_an_address_that_tries_many_accounts_is_slowed():
    assert [passes(email=f"{number}@valbrume.example") for number in range(22)].count(True) == 20
    assert passes(email="21@valbrume.example", address="198.51.100.1")


def test_a_network_of_many_addresses_is_one():
    tries = [passes(f"{number}@valbrume.example", f"2001:db8::{number:x}") for number in range(30)]
    assert tries.count(True) == 20


def test_writing_an_address_otherwise_is_the_same_account():
    written = [WHO, WHO.upper(), f" {WHO} "] * 2
    assert [passes(email) for email in written] == [True] * 5 + [False]


def test_success_forgets_the_account_but_not_what_the_address_did():
    for number in range(18):
        passes(f"{number}@valbrume.example")
    for _ in range(10):
        assert passes()
        attempts.forget(WHO, WHERE)
    assert [passes(f"autre{number}@valbrume.example") for number in range(4)] == [True, True, False, False]


def test_an_hour_without_failure_forgets(clock):
    for _ in range(9):
        passes()
        clock.wait(minutes=15)
    clock.wait(hours=1)
    assert [passes() for _ in range(6)] == [True] * 5 + [False]
    assert db.session.query(SignInFailure).count() == 2


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_jumps_locks_nobody_out(clock, hours):
    for _ in range(12):
        passes()
        clock.wait(minutes=5)
    clock.wait(hours=hours)
    clock.wait(minutes=15)
    assert passes()


def test_tries_sent_all_at_once_count_one_by_one(town):
    def attempt(_number):
        with town.app_context():
            return passes()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(attempt, range(24))).count(True) == 5


def test_the_table_tells_neither_who_nor_from_where():
    passes()
    kept = [row.key for row in db.session.query(SignInFailure)]
    assert len(kept) == 2
    assert all(len(key) == 64 and int(key, 16) for key in kept)


def test_a_good_attempt_that_is_taken_back_forgets_no_failure_before_it():
    for _ in range(4):
        assert passes()
    assert passes()
    attempts.take_back(WHO, WHERE)
    assert passes()
    assert not passes()


def test_two_spellings_that_a_directory_reads_as_one_are_counted_together():
    spellings = ["camille", "\uff43amille", "CAMILLE", " camille "]
    assert [passes(each, f"192.0.2.{place}") for place, each in enumerate(spellings)] == [True] * 4
    assert passes("camille", "192.0.2.50")
    assert not passes("camille", "192.0.2.51")
