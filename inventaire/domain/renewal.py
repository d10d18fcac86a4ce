"""When a contract is left: at its end, decided before its notice."""

from datetime import date

from inventaire.domain.formats import day
from inventaire.domain.partial_date import PartialDate

MONTHS_PER_YEAR = 12


def at_renewal(end: PartialDate, notice: int | None, today: date) -> str:
    """Say in words until when a contract runs, and by when to decide [notice in months]."""
    text = f"Contrat jusqu’au {day(end)}" if end.day else f"Contrat jusqu’à {day(end)}"
    if not notice:
        return f"{text} : à quitter à cette échéance."
    decide = months_before(end.last_day(), notice)
    late = " (date passée : le contrat sera sans doute reconduit, à vérifier)" if decide < today else ""
    return f"{text}, préavis de {notice} mois : décider avant le {day(decide)}{late}."


def months_before(end: date, months: int) -> date:
    """Step back whole months, to the same day or the last of a shorter month."""
    told = max(MONTHS_PER_YEAR, end.year * MONTHS_PER_YEAR + end.month - 1 - months)  # no calendar before year 1
    year, month = divmod(told, MONTHS_PER_YEAR)
    last = PartialDate(year, month + 1).last_day()
    return last.replace(day=min(end.day, last.day))


def months_after(start: date, months: int) -> date:
    """Step forward whole months, to the same day or the last of a shorter month."""
    return months_before(start, -months)
