"""Flaws that are let through for a time: named, with a reason, for thirty days at most."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

LONGEST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One flaw of one package, let through since a day."""

    id: str
    package: str
    since: date
    reason: str

    def covers(self, package: str, names: Collection[str]) -> bool:
        """Say whether it is about a flaw, by any of its names."""
        return package == self.package and self.id in names


def running_waivers(path: Path, today: date) -> list[Waiver]:
    """Read the waivers that hold today: neither too old nor dated in the future."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("waiver", [])
    return [waiver for waiver in (Waiver(**row) for row in rows) if timedelta() <= today - waiver.since <= LONGEST]
