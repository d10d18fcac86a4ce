"""Single values of an agent file: a text, a number, a day, or nothing."""

import re
from datetime import date

LONGEST_TEXT = 4_000
LARGEST_NUMBER = 1e12
CONTROLS = dict.fromkeys([*range(32), *range(127, 160)]) | {ord(sign): " " for sign in "\t\n\r"}
ISO_DAY = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})([ T].*)?", re.ASCII)
FRENCH_DAY = re.compile(r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})( .*)?", re.ASCII)
NO_DAY = date(1970, 1, 1)  # what a system writes when it has no date


def read_text(value: object, longest: int = LONGEST_TEXT) -> str | None:
    """Give a text as it is but for control signs and outer spaces, or None when empty or too long."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    whole = str(value).encode("utf-8", "ignore").decode()  # lone surrogates fall out
    text = whole.translate(CONTROLS).strip()
    return text if 0 < len(text) <= longest else None


def read_number(value: object) -> float | None:
    """Give a positive number, or None when it is none, or larger than any machine has."""
    try:
        number = float(read_text(value) or "")
    except ValueError:
        return None
    return number if 0 < number <= LARGEST_NUMBER else None


def read_day(value: object) -> str | None:
    """Give a day as AAAA-MM-JJ, from AAAA-MM-JJ, AAAA/MM/JJ or JJ/MM/AAAA with or without the time."""
    text = read_text(value) or ""
    found = ISO_DAY.fullmatch(text) or FRENCH_DAY.fullmatch(text)
    if not found:
        return None
    try:
        day = date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
    return None if day == NO_DAY else day.isoformat()
