"""A date is kept as precisely as it was written, never more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.partial_date import PartialDate

whole = st.dates(date(1900, 1, 1), date(2100, 12, 31))
partial = st.one_of(
    whole.map(PartialDate.of),
    whole.map(lambda day: PartialDate(day.year, day.month)),
    whole.map(lambda day: PartialDate(day.year)),
)


@given(partial)
def test_what_is_written_is_read_back(day):
    assert PartialDate.parse(str(day)) == day


@given(partial)
def test_the_middle_lies_between_the_first_day_and_the_last(day):
    assert day.first_day() <= day.middle() <= day.last_day()


@given(partial, partial)
def test_the_order_of_texts_is_the_order_of_years(one, other):
    if one.year < other.year:
        assert str(one) < str(other)


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "19", "12/03/2019", "2019-3", "2019-03-12T00:00", ""])
def test_what_no_calendar_holds_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2019, None, 12)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-03", date(2020, 2, 3), date(2020, 2, 3)),
    ],
)
def test_a_partial_date_spans_what_it_may_be(text, first, last):
    day = PartialDate.parse(text)
    assert (day.first_day(), day.last_day()) == (first, last)


def test_an_age_is_counted_from_the_middle_in_years_of_365_25_days():
    assert PartialDate(2018, 11, 22).years_until(date(2026, 11, 22)) == 2922 / 365.25
    assert PartialDate(2020).years_until(date(2021, 7, 2)) == pytest.approx(1, abs=0.01)
