from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.written_dates import day


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12/03/2026", "2026-03-12"),
        ("12/03/26", "2026-03-12"),
        ("12-3-26", "2026-03-12"),
        ("12.03.2026", "2026-03-12"),
        ("12/03/1985", "1985-03-12"),
        ("01/01/85", "1985-01-01"),
        ("12/03/2026 09:41", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T09:41:00", "2026-03-12"),
        ("12 mars 2026", "2026-03-12"),
        ("1er avril 2021", "2021-04-01"),
        ("mars 2026", "2026-03"),
        ("févr.-21", "2021-02"),
        ("Août 2019", "2019-08"),
        ("03/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("2019", "2019"),
        (2019, "2019"),
        (2019.0, "2019"),
        (45000.0, "2023-03-15"),
        ("45000", "2023-03-15"),
        (date(2020, 2, 29), "2020-02-29"),
        (datetime(2020, 2, 29, 10, 30, tzinfo=UTC), "2020-02-29"),
    ],
)
def test_a_date_is_kept_as_precise_as_it_was_written(written, kept):
    assert str(day(written)) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("T1 2020", "trimestre"),
        ("2e trimestre 2021", "trimestre"),
        ("3 ans", "durée"),
        ("36 mois", "durée"),
        ("31/02/2020", "calendrier"),
        ("03/25/2026", "jour avant le mois"),
        ("12/03/0226", "vraisemblable"),
        ("bientôt", "n’est pas une date"),
        ("1234", "n’est pas une date"),
        (12.5, "n’est pas une date"),
        (float("nan"), "n’est pas une date"),
        (True, "attendue"),
        ("9" * 400, "n’est pas une date"),
    ],
)
def test_what_is_no_sure_date_is_refused_with_a_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        day(written)


def test_a_serial_of_1904_counts_from_1904():
    assert str(day(43538.0, system_1904=True)) == str(day(45000.0)) == "2023-03-15"


@given(st.dates(date(1980, 1, 1), date(2079, 12, 31)))
def test_every_day_written_the_french_way_is_read_back(when):
    assert day(f"{when:%d/%m/%Y}") == day(f"{when:%d-%m-%y}") == PartialDate.of(when)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_date(written):
    with suppress(ValueError):
        assert isinstance(day(written), PartialDate)
