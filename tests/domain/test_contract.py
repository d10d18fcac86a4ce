"""Until when a contract runs, and by when it is to be left."""

from datetime import date

import pytest

from inventaire.domain.contract import Deadline, deadline_of, horizon, quarter, quarters_ahead
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.renewal import at_renewal

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("end", "notice", "leave_by"),
    [
        ("2027-06-30", 3, date(2027, 3, 30)),
        ("2027-05-31", 3, date(2027, 2, 28)),
        ("2027-06-30", None, date(2027, 6, 30)),
        ("2027-02", 1, date(2027, 1, 28)),
        ("2027", 12, date(2026, 12, 31)),
        ("2027-06-30", 2_000_000_000, date(1, 1, 30)),
    ],
)
def test_a_notice_is_counted_back_in_whole_months_from_the_last_day(end, notice, leave_by):
    assert deadline_of(PartialDate.parse(end), notice).leave_by == leave_by


def test_a_contract_without_an_end_has_no_deadline():
    assert deadline_of(None, 3) is None


@pytest.mark.parametrize(
    ("end", "leave_by", "missed"),
    [
        (date(2026, 12, 31), date(2026, 9, 30), True),
        (date(2026, 12, 31), TODAY, False),
        (TODAY, date(2026, 9, 30), True),
        (date(2026, 11, 21), date(2026, 9, 30), False),
    ],
)
def test_a_notice_is_missed_from_the_next_day_until_the_contract_ends(end, leave_by, missed):
    assert Deadline(end, leave_by).is_missed(TODAY) is missed


def test_eighteen_months_are_watched_quarter_by_quarter():
    assert horizon(TODAY) == date(2028, 5, 22)
    assert quarters_ahead(TODAY) == ["T4 2026", "T1 2027", "T2 2027", "T3 2027", "T4 2027", "T1 2028", "T2 2028"]
    assert quarter(horizon(TODAY)) == quarters_ahead(TODAY)[-1]


def test_a_notice_beyond_any_calendar_is_still_told():
    assert "01/01/0001" in at_renewal(PartialDate(2027, 6, 1), 2_000_000_000, TODAY)
