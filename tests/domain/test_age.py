"""The ages of a fleet, in whole machines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.age import ages_of, by_year, days_of_age, lives_of
from inventaire.domain.partial_date import PartialDate

TODAY = date(2026, 7, 1)


def test_mean_and_median_count_machines_not_lines():
    ages = ages_of([(PartialDate(2024, 7, 1), 3), (PartialDate(2016, 7, 1), 1)], TODAY)
    assert ages.mean == pytest.approx((3 * 2 + 10) / 4, abs=0.01)
    assert ages.median == pytest.approx(2, abs=0.01)


def test_the_median_of_an_even_number_is_the_middle_of_the_two():
    ages = ages_of([(PartialDate(2024, 7, 1), 1), (PartialDate(2020, 7, 1), 1)], TODAY)
    assert ages.median == pytest.approx(4, abs=0.01)


@pytest.mark.parametrize(
    ("began", "band"),
    [
        (PartialDate(2026, 6), "0-2 ans"),
        (PartialDate(2023, 8, 1), "0-2 ans"),
        (PartialDate(2023, 6, 1), "3-4 ans"),
        (PartialDate(2020, 1, 1), "5-6 ans"),
        (PartialDate(2019, 6, 1), "7-9 ans"),
        (PartialDate(2010), "10 ans et plus"),
        (PartialDate(2027), "0-2 ans"),
    ],
)
def test_a_machine_falls_into_the_band_of_its_last_birthday(began, band):
    assert dict(ages_of([(began, 1)], TODAY).bands)[band] == 1


def test_what_has_no_date_is_counted_apart():
    ages = ages_of([(None, 4), (PartialDate(2020), 1)], TODAY)
    assert (ages.known, ages.unknown, ages.coverage) == (1, 4, 0.2)


def test_a_fleet_without_any_date_has_no_age():
    ages = ages_of([(None, 2)], TODAY)
    assert (ages.mean, ages.median) == (None, None)
    assert sum(count for _, count in ages.bands) == 0


def test_a_life_runs_from_service_to_leaving_and_counts_each_machine():
    lives = lives_of(
        [
            (PartialDate(2018, 1, 1), PartialDate(2026, 1, 1), 3),
            (PartialDate(2022, 1, 1), PartialDate(2026, 1, 1), 1),
            (None, PartialDate(2026, 5), 2),
        ]
    )
    assert (lives.known, lives.unknown) == (4, 2)
    assert lives.mean == pytest.approx(7.0, abs=0.01)
    assert lives.median == pytest.approx(8.0, abs=0.01)
    assert lives.coverage == pytest.approx(4 / 6)


@given(st.dates(date(2005, 1, 1), date(2026, 11, 22)), st.dates(date(2005, 1, 1), date(2026, 11, 22)))
def test_the_days_of_an_age_are_those_that_count_in_it(began, today):
    (year,) = [place for place, count in enumerate(by_year([(PartialDate.of(began), 1)], today).values()) if count]
    first, last = days_of_age(year, today)
    assert (first or began) <= began <= (last or began)
