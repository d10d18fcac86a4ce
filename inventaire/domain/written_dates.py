"""Dates as people write them in a cell, kept as precise as they are; always the day first."""

import math
import re
from datetime import date, timedelta

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import Cell, key

MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin june",
            "juillet juil jul july",
            "aout august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in map(key, words.split())
}
FIRST_YEAR, LAST_YEAR = 1950, 2100
SERIALS = range(10_000, 100_000)  # days; 10 000 is 1927, 99 999 is 2173
EPOCH = date(1899, 12, 30)  # of the 1900 system, false 29/02/1900 included
DAYS_1904 = 1_462  # what the 1904 system counts less
TIME = r"(?:[ T]+[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})(?:[-/.]([0-9]{{1,2}}){TIME})?")
DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})[-/. ]([0-9]{{4}}|[0-9]{{2}}){TIME}")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
WORDS = re.compile(r"(?:([0-9]{1,2})(?:er)? )?([a-z]+) ([0-9]{4}|[0-9]{2})")
QUARTER = re.compile(r"(?:t[1-4]|[1-4](?:er|e|eme)? ?(?:t|trim|trimestre)) ?[0-9]{2,4}|trim.*|[0-9]{4} t[1-4]")
SPAN = re.compile(r"[0-9]+ (?:ans?|annee|moi|jour)")
AGAIN = "écrivez la date, par exemple « 12/03/2026 », « 03/2026 » ou « 2026 »."


def day(cell: Cell, *, system_1904: bool = False) -> PartialDate:
    """Read a day, a month or a year: text, date cell, or number of days of a spreadsheet (1900 or 1904)."""
    if isinstance(cell, bool) or cell is None:
        raise ValueError(f"Une date est attendue : {AGAIN}")
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, str):
        return _from_text(" ".join(cell.split()), system_1904=system_1904)
    return _from_number(cell, system_1904=system_1904)


def _from_number(value: float, *, system_1904: bool) -> PartialDate:
    if math.isfinite(value) and int(value) in SERIALS:
        return PartialDate.of(EPOCH + timedelta(days=int(value) + system_1904 * DAYS_1904))
    if math.isfinite(value) and value == int(value) and FIRST_YEAR <= value <= LAST_YEAR:
        return PartialDate(int(value))
    raise ValueError(f"« {value:g} » n’est pas une date : {AGAIN}")


def _from_text(written: str, *, system_1904: bool) -> PartialDate:
    if written.isascii() and written.isdigit():
        return _from_number(int(written[:9]), system_1904=system_1904)
    if found := ISO.fullmatch(written):
        return _checked(*(int(part) if part else None for part in found.groups()))
    if found := DAY_FIRST.fullmatch(written):
        return _checked(_year(found[3]), int(found[2]), int(found[1]))
    if found := MONTH_YEAR.fullmatch(written):
        return _checked(int(found[2]), int(found[1]))
    return _from_words(written)


def _from_words(written: str) -> PartialDate:
    words = key(written)
    found = WORDS.fullmatch(words)
    if found and found[2] in MONTHS:
        return _checked(_year(found[3]), MONTHS[found[2]], int(found[1]) if found[1] else None)
    if QUARTER.fullmatch(words):
        raise ValueError(
            "Un trimestre n’est ni un mois ni une année : écrivez le mois (« 02/2020 ») ou l’année (« 2020 »)."
        )
    if SPAN.fullmatch(words):
        raise ValueError(f"« {written} » est une durée, une date est attendue : {AGAIN}")
    raise ValueError(f"« {written} » n’est pas une date : {AGAIN}")


def _year(written: str) -> int:
    """Read a year; of two digits, 00 to 79 are of this century."""
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 80 else 1900)


def _checked(year: int | None, month: int | None = None, of_month: int | None = None) -> PartialDate:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"L’année {year} n’est pas vraisemblable : {AGAIN}")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"Le mois {month} n’existe pas : écrivez le jour avant le mois, par exemple « 12/03/2026 ».")
    try:
        return PartialDate(year, month, of_month)
    except ValueError:
        raise ValueError(f"Ce jour n’existe pas dans le calendrier : {AGAIN}") from None
