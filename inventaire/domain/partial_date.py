"""A date as precise as what was written: a day, a month, or a year alone."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, with its month and day when they are known.

    Stored and exchanged as « 2019 », « 2019-03 » or « 2019-03-12 »: text order is time order.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar holds."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read « AAAA », « AAAA-MM » or « AAAA-MM-JJ »; anything else raises ValueError."""
        found = FORM.fullmatch(text)
        if not found:
            raise ValueError(text)
        return cls(*(int(part) if part else None for part in found.groups()))  # type: ignore[arg-type]

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Keep a whole date."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Write it as precisely as it is known."""
        return "-".join(f"{part:0{width}}" for part, width in self._parts())

    def _parts(self) -> list[tuple[int, int]]:
        known = [(self.year, 4), (self.month, 2), (self.day, 2)]
        return [(part, width) for part, width in known if part is not None]

    def first_day(self) -> date:
        """Give the first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Give the last day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def middle(self) -> date:
        """Give the middle of the time it may be: what an age is counted from."""
        first, last = self.first_day().toordinal(), self.last_day().toordinal()
        return date.fromordinal((first + last) // 2)

    def years_until(self, today: date) -> float:
        """Count the years from its middle to a day [years of 365.25 days]."""
        return (today - self.middle()).days / DAYS_PER_YEAR
