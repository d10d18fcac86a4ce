"""Readings of meters: what was used between them, shared out by the day, and what no meter gives."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.meters import MeterKind, Reading, ReadingKind, Span, doubt, fault, spans, used_between

INDEX, PERIOD = ReadingKind.INDEX, ReadingKind.PERIOD
YEAR = date(2026, 1, 1), date(2026, 12, 31)


def index(*pairs):
    return [Reading(date.fromisoformat(day), value) for day, value in pairs]


def test_an_index_read_on_two_last_days_of_december_gives_the_whole_year():
    known = spans(INDEX, index(("2025-12-31", 1_000), ("2026-12-31", 8_300)))
    used = used_between(known, *YEAR)
    assert (used.amount, used.days) == (7_300, 365)


def test_what_straddles_new_year_is_shared_out_by_the_day():
    known = spans(INDEX, index(("2025-12-21", 0), ("2026-01-10", 200)))
    assert used_between(known, *YEAR).amount == pytest.approx(100)
    assert used_between(known, date(2025, 1, 1), date(2025, 12, 31)).amount == pytest.approx(100)
    assert used_between(known, date(2027, 1, 1), date(2027, 12, 31)) is None


def test_the_days_that_readings_cover_are_counted_not_supposed():
    known = spans(INDEX, index(("2026-01-12", 0), ("2026-12-20", 342)))
    used = used_between(known, *YEAR)
    assert (used.amount, used.days, used.first, used.last) == (342, 342, date(2026, 1, 13), date(2026, 12, 20))


def test_a_meter_replaced_leaves_a_gap_and_goes_on():
    readings = [
        *index(("2026-01-31", 100), ("2026-02-28", 200)),
        Reading(date(2026, 3, 31), 5, replaced=True),
        *index(("2026-04-30", 65)),
    ]
    assert [span.amount for span in spans(INDEX, readings)] == [100, 60]
    assert fault(INDEX, readings, "kWh") is None


def test_periods_say_their_own_first_day():
    readings = [Reading(date(2026, 1, 31), 310, date(2026, 1, 1)), Reading(date(2026, 3, 31), 62, date(2026, 3, 1))]
    assert used_between(spans(PERIOD, readings), *YEAR).days == 62
    assert fault(PERIOD, readings, "kWh") is None


@pytest.mark.parametrize(
    ("kind", "readings", "told"),
    [
        (INDEX, index(("2026-01-31", 100), ("2026-02-28", 99)), "est plus petit que celui du 31/01/2026"),
        (INDEX, index(("2026-01-31", 100), ("2026-01-31", 120)), "Deux relevés portent la date du 31/01/2026"),
        (PERIOD, [Reading(date(2026, 1, 31), 1, date(2026, 2, 1))], "avant son début"),
        (
            PERIOD,
            [Reading(date(2026, 1, 31), 1, date(2026, 1, 1)), Reading(date(2026, 2, 28), 1, date(2026, 1, 31))],
            "commence avant la fin de la précédente",
        ),
    ],
)
def test_what_no_meter_gives_is_told_with_its_day(kind, readings, told):
    assert told in fault(kind, readings, "kWh")


def test_an_unusual_value_is_asked_and_a_usual_one_is_not():
    months = index(("2026-01-31", 0), ("2026-02-28", 280), ("2026-03-31", 590))
    wrong, right = ([*months, *index(("2026-04-30", value))] for value in (8_900, 890))
    assert "d’habitude" in doubt(INDEX, wrong, date(2026, 4, 30), "kWh")
    assert doubt(INDEX, right, date(2026, 4, 30), "kWh") is None
    alone = index(("2026-01-31", 0), ("2026-02-01", 3_000))
    assert "vérifiez-la" in doubt(INDEX, alone, date(2026, 2, 1), "kWh")


def test_a_copier_counts_pages_and_everything_else_kilowatt_hours():
    assert {kind.unit for kind in MeterKind if kind is not MeterKind.COPIER} == {"kWh"}
    assert MeterKind.COPIER.unit == "pages"


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 5_000)), min_size=1, max_size=20))
def test_the_years_add_up_to_what_was_used(steps):
    known, begun = [], date(2024, 11, 5)
    for days, amount in steps:
        known.append(Span(begun, begun + timedelta(days - 1), amount))
        begun += timedelta(days)
    years = range(2024, begun.year + 1)
    parts = [used_between(known, date(year, 1, 1), date(year, 12, 31)) for year in years]
    assert sum(each.amount for each in parts if each) == pytest.approx(sum(span.amount for span in known))
