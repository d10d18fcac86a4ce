"""Figures as they are printed: French typography, two significant digits, what is unknown said so."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.estimate import Estimate, Quality, Unit
from inventaire.domain.formats import (
    bounds_text,
    day,
    drawn_values,
    estimate_parts,
    estimate_text,
    money,
    number,
    percent,
    significant,
)
from inventaire.domain.partial_date import PartialDate


def plain(text):
    """Read no-break spaces as spaces, to write the cases by hand."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")


def written(low, central, high, quality="A", unit=Unit.KG_CO2E):
    return plain(estimate_text(Estimate(low, central, high, unit, Quality(quality))))


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, 1, "1 234,5"),
        (0, 0, "0"),
        (-0.4, 0, "0"),
        (-1234, 0, "-1 234"),
        (2.5, 0, "3"),
        (1e7, 0, "10 000 000"),
    ],
)
def test_a_number_has_a_decimal_comma_and_spaced_thousands(value, digits, text):
    assert plain(number(value, digits)) == text


def test_thousands_and_units_never_break_over_two_lines():
    assert number(1234567) == "1\u202f234\u202f567"
    assert money(1234.5) == "1\u202f234,50\u00a0€"
    assert percent(0.375, 1) == "37,5\u00a0%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (185.1, "190"),
        (185, "190"),
        (37.02, "37"),
        (1388, "1 400"),
        (0.00441, "0,0044"),
        (9.96, "10"),
        (5.0, "5"),
        (0, "0"),
        (-150.7, "-150"),
    ],
)
def test_an_estimate_has_two_significant_digits(value, text):
    assert plain(significant(value)) == text


@given(st.floats(1e-6, 1e12))
def test_two_significant_digits_stay_within_five_percent(value):
    read_back = float(plain(significant(value)).replace(" ", "").replace(",", "."))
    assert read_back == pytest.approx(value, rel=0.051)
    assert len(re.sub(r"[,\s]", "", plain(significant(value))).strip("0")) <= 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2019, 3, 2), "02/03/2019"),
        (PartialDate(2019, 3, 2), "02/03/2019"),
        (PartialDate(2019, 3), "03/2019"),
        (PartialDate(2019), "2019"),
        (None, "non renseigné"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(value, text):
    assert day(value) == text


@pytest.mark.parametrize("write", [number, significant, money, percent])
def test_what_nobody_gave_is_never_a_zero(write):
    assert write(None) == "non renseigné"


def test_what_cannot_be_computed_is_not_estimated():
    assert estimate_text(None) == "non estimé"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((130, 185.1, 386), "190 kgCO2e (130 à 390)"),
        ((124, None, None, "D"), "au moins 120 kgCO2e"),
        ((None, None, 1225, "C"), "au plus 1 200 kgCO2e"),
        ((None, 17, None, "B"), "environ 17 kgCO2e (donnée unique)"),
        ((None, 367, None, "C"), "environ 370 kgCO2e (donnée unique)"),
        ((44, 62.9, 400, "C"), "44 à 400 kgCO2e"),
        ((44, None, 400, "B"), "44 à 400 kgCO2e"),
        ((31, 70, None, "B"), "70 kgCO2e (au moins 31)"),
        ((31, 70, None, "C"), "au moins 31 kgCO2e"),
        ((350.4, 350.4, 350.4, "B", Unit.KWH_PER_YEAR), "350 kWh/an"),
        ((43_000, 61_000, 130_000), "61 t CO2e (43 à 130)"),
        ((4_000, 9_999, 21_000), "10 000 kgCO2e (4 000 à 21 000)"),
        ((8_000, 12_000, 30_000, "A", Unit.KG_CO2E_PER_YEAR), "12 t CO2e/an (8 à 30)"),
        ((8_000, 12_000, 30_000, "A", Unit.KWH_PER_YEAR), "12 000 kWh/an (8 000 à 30 000)"),
        ((-300, -150.7, 20), "-150 kgCO2e (-300 à 20)"),
    ],
)
def test_an_estimate_says_its_centre_its_range_and_what_it_lacks(arguments, text):
    assert written(*arguments) == text


def test_a_screen_can_set_the_range_apart():
    parts = estimate_parts(Estimate(130, 185.1, 386, Unit.KG_CO2E, Quality.A))
    assert parts == ("190\u00a0kgCO2e", "130 à 390")


@pytest.mark.parametrize(
    ("quality", "values", "drawn"),
    [
        (Quality.B, (1, 2, 3), (1, 2, 3)),
        (Quality.C, (1, 2, 3), (1, None, 3)),
        (Quality.D, (None, 2, 3), (None, None, 3)),
        (Quality.D, (None, 2, None), (None, 2, None)),
    ],
)
def test_a_chart_draws_no_central_value_that_the_text_hides(quality, values, drawn):
    assert drawn_values(Estimate(*values, Unit.KG_CO2E, quality)) == drawn


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((130, 185.1, 386), "185,1 (130,0 à 386,0)"),
        ((85, None, 609), "85,0 à 609,0"),
        ((31, 70, None), "70,0 (au moins 31,0)"),
        ((124, None, None), "au moins 124,0"),
        ((None, None, 1225), "au plus 1 225,0"),
        ((None, 40, None), "40,0"),
        ((None, None, None), "non renseigné"),
    ],
)
def test_the_values_of_a_factor_say_which_bound_is_missing(values, text):
    assert plain(bounds_text(values)) == text
