"""Round graduations: from values to places on an axis."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

ROUND = (1, 2, 5, 10)
INTERVALS = 4  # about as many graduations as 300 pixels hold


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis between two places, graduated each `step` from `first` to `last` steps; zero is on it."""

    step: float
    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, values: Iterable[float], left: float, right: float) -> "Scale":
        """Take in all the values, and zero."""
        known = (0.0, 1.0) if not (given := list(values)) or not any(given) else (0.0, *given)
        step = _round_step((max(known) - min(known)) / INTERVALS)
        return cls(step, math.floor(min(known) / step), math.ceil(max(known) / step), left, right)

    def at(self, value: float) -> float:
        """Give the place of a value."""
        share = (value / self.step - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[float]:
        """Give the graduations, in order."""
        return [multiple * self.step for multiple in range(self.first, self.last + 1)]

    def digits(self) -> int:
        """Say how many decimals the graduations need."""
        return max(0, -math.floor(math.log10(self.step)))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in ROUND if power * factor >= rough * (1 - 1e-9))
