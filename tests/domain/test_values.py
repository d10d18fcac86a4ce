from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.domain.values import (
    EMPTY_WORDS,
    amount,
    boolean,
    identifier,
    is_empty,
    key,
    number,
    refuse_ditto,
    term,
    text,
    whole,
)
from inventaire.domain.vocabulary import DeviceCategory, StorageKind

EUROS = {"eur": 1, "ht": 1}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,50 €", 1234.5),
        ("1\u202f234,50\u00a0€", 1234.5),
        ("1\u00a0234", 1234),
        ("1.234,56", 1234.56),
        ("1,234.5", 1234.5),
        ("1.234.567", 1_234_567),
        ("€ 850", 850),
        ("850 HT", 850),
        ("0.234", 0.234),
        ("12,5", 12.5),
        (12.5, 12.5),
        (7, 7),
    ],
)
def test_a_number_is_read_the_french_way(written, value):
    assert number(written, EUROS) == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.234", "peut se lire"),
        ("12 34", "n’est pas un nombre"),
        ("1e5", "ne convient pas"),
        ("850 TTC", "ne convient pas"),
        ("huit", "Ce n’est pas un nombre"),
        ("-3", "compris entre"),
        (2_147_483_648, "compris entre"),
        ("2147483648", "compris entre"),
        (float("nan"), "pas fini"),
        (float("inf"), "pas fini"),
        (True, "nombre est attendu"),
        (date(2020, 1, 1), "nombre est attendu"),
        ("٣", "Ce n’est pas un nombre"),
    ],
)
def test_a_number_that_is_unsure_or_impossible_is_refused_with_a_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        number(written, EUROS)


@pytest.mark.parametrize(("written", "value"), [("1,23", 1.23), ("0,234", 0.234), ("1234,567", 1234.567), (1.2, 1.2)])
def test_an_amount_is_read_as_a_number_is(written, value):
    assert amount(written, EUROS) == pytest.approx(value)


@pytest.mark.parametrize("written", ["1,234", "12,500 €", "€ 1,234"])
def test_three_figures_after_the_comma_of_a_price_may_be_thousands(written):
    with pytest.raises(ValueError, match=r"1\u202f234 ou 1,23\b|12\u202f500 ou 12,50\b"):
        amount(written, EUROS)


def test_the_largest_number_is_taken():
    assert number("2 147 483 647", {}) == 2_147_483_647


@pytest.mark.parametrize(("written", "value"), [("8 Go", 8), ("8Go", 8), ("8192 Mo", 8), ('24"', 24), ("24''", 24)])
def test_a_unit_has_its_factor(written, value):
    assert number(written, {"go": 1, "mo": 1 / 1024, "pouce": 1}) == value


def test_a_quantity_is_whole():
    assert whole("12", {}, 1) == 12
    with pytest.raises(ValueError, match="entier"):
        whole("2,5", {}, 1)
    with pytest.raises(ValueError, match="compris entre 1"):
        whole(0, {}, 1)


@given(st.floats(0, 2_000_000_000))
def test_any_number_written_with_a_comma_is_read_back(value):
    assert number(f"{value:.6f}".replace(".", ","), {}) == pytest.approx(value, abs=1e-6)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_number(written):
    with suppress(ValueError):
        assert 0 <= number(written, EUROS) <= 2_147_483_647


@pytest.mark.parametrize(
    "mark", ["", "-", "—", "/", "?", "néant", "NC", "N/A", "s.o.", "à compléter", "#REF!", None, " "]
)
def test_a_mark_of_nothing_is_an_empty_cell(mark):
    assert is_empty(mark)


@pytest.mark.parametrize("said", ["0", 0, False, "non", "x", "NAS", "Aucuns travaux"])
def test_what_says_something_is_not_empty(said):
    assert not is_empty(said)


def test_no_word_that_says_nothing_holds_a_figure_that_would_hide_it():
    assert [word for word in EMPTY_WORDS.split(",") if not is_empty(word.strip())] == []


def test_idem_is_never_copied_silently():
    with pytest.raises(ValueError, match="ligne du dessus"):
        refuse_ditto("Idem")
    refuse_ditto("identifiant")


@pytest.mark.parametrize("yes", ["oui", "O", "x", "VRAI", "1", "ok", "✓", True, 1.0])
def test_yes_is_read(yes):
    assert boolean(yes) is True


@pytest.mark.parametrize("no", ["non", "N", "FAUX", "0", "KO", False, 0])
def test_no_is_read(no):
    assert boolean(no) is False


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(ValueError, match="oui"):
        boolean("peut-être")


@pytest.mark.parametrize("control", ["\0", "\x07", "\x7f", "\x85"])
def test_a_control_character_is_refused(control):
    with pytest.raises(ValueError, match="contrôle"):
        text(f"Dell{control}", 100)


def test_a_text_is_held_to_its_length_and_to_one_line():
    assert text("  a\r\nb ", 3) == "a b"
    assert text("a\nb", 3, several_lines=True) == "a\nb"
    with pytest.raises(ValueError, match="4 caractères, 3 au plus"):
        text("abcd", 3)


@pytest.mark.parametrize(
    ("cell", "written"),
    [(12345.0, "12345"), (24.8, "24.8"), (True, "oui"), (date(2026, 3, 12), "12/03/2026")],
)
def test_a_cell_that_is_no_text_is_written_as_people_saw_it(cell, written):
    assert text(cell, 20) == written


@pytest.mark.parametrize("lost", ["1,23E+15", "4.5e+12", 1.23e15])
def test_a_serial_damaged_by_the_spreadsheet_is_refused(lost):
    with pytest.raises(ValueError, match="abîmé"):
        identifier(lost, 120)


def test_a_serial_keeps_its_zeros():
    assert identifier("00123", 120) == "00123"


@pytest.mark.parametrize("written", ["Ordinateur portable", "ordinateurs PORTABLES", "laptop", "Pc portable"])
def test_a_term_is_read_by_label_value_or_synonym(written):
    assert term(written, DeviceCategory, {key("PC portable"): DeviceCategory.LAPTOP}) is DeviceCategory.LAPTOP


def test_an_unknown_term_gets_a_suggestion_or_the_choices():
    with pytest.raises(ValueError, match="vouliez-vous dire «\u00a0Ordinateur portable\u00a0»"):
        term("Ordinateur portabl", DeviceCategory, {})
    with pytest.raises(ValueError, match="SSD, Disque dur, Autre"):
        term("bande", StorageKind, {})
    with pytest.raises(ValueError, match="Légende"):
        term("zzz", DeviceCategory, {})
