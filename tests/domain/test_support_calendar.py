"""When the systems of a fleet stop being followed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.lifecycles import Extension, SystemSupport
from inventaire.domain.support_calendar import LATER, OVER, FoundSystem, by_half_year, by_quarter, endings, period_of

TODAY = date(2026, 11, 22)


def a_system(name, end, count=1, followed=None):
    support = SystemSupport("produit", "Produit", name, end, followed, None, None, "", None)
    return FoundSystem(name, None, count, support)


def half_years(*systems):
    return {label: count for label, count in by_half_year(endings(systems), TODAY).items() if count}


@pytest.mark.parametrize(
    ("end", "half_year"),
    [
        (date(2025, 10, 14), OVER),
        (TODAY, OVER),
        (date(2026, 11, 23), "S2 2026"),
        (date(2027, 1, 12), "S1 2027"),
        (date(2029, 12, 31), "S2 2029"),
        (date(2030, 1, 1), LATER),
    ],
)
def test_a_machine_counts_in_the_half_year_its_system_ends_in(end, half_year):
    assert half_years(a_system("a", end, 3)) == {half_year: 3}


def test_what_nobody_published_counts_nowhere_unless_it_is_abandoned():
    assert half_years(a_system("a", None, 2, followed=True), FoundSystem("maison", None, 4, None)) == {}
    assert half_years(a_system("a", None, 2, followed=False)) == {OVER: 2}


def test_ways_of_writing_one_release_are_gathered_and_sorted_by_their_end():
    written = [a_system("b", date(2030, 1, 1)), a_system("a", date(2027, 1, 1), 2), a_system("a", date(2027, 1, 1), 5)]
    assert [(each.support.release, each.count, len(each.written)) for each in endings(written)] == [
        ("a", 7, 2),
        ("b", 1, 1),
    ]


@given(st.lists(st.tuples(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(1, 99))))
def test_every_dated_machine_counts_once(ends):
    systems = [a_system(str(rank), end, count) for rank, (end, count) in enumerate(ends)]
    assert sum(by_half_year(endings(systems), TODAY).values()) == sum(count for _, count in ends)


def test_a_quarter_says_how_many_may_pay_to_be_followed_longer():
    paid = SystemSupport("p", "P", "a", date(2027, 2, 1), None, date(2030, 1, 1), Extension.PAID, "", None)
    free = SystemSupport("p", "P", "b", date(2027, 3, 31), None, None, None, "", None)
    found = by_quarter(endings([FoundSystem("a", None, 2, paid), FoundSystem("b", None, 3, free)]), TODAY)
    assert [(each.label, each.count, each.payable) for each in found if each.count] == [("T1 2027", 5, 2)]
    assert [found[0].label, found[1].label, found[13].label, found[14].label] == [OVER, "T4 2026", "T4 2029", LATER]


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_a_machine_is_in_the_period_that_counts_it(end):
    system = a_system("a", end)
    (counted,) = [each.label for each in by_quarter(endings([system]), TODAY) if each.count]
    assert period_of(system.support, TODAY) == counted
