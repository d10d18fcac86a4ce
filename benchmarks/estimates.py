"""Figures of a whole fleet, against bare numpy: the same columns out of sqlite3, looked up, multiplied and added.

    .venv/bin/python benchmarks/estimates.py [DEVICES]   (100000 unless given)

Prints how long each reckoning takes the first time and once remembered, and its ratio to the bare one, in the same
run; then how far its totals are from the bare ones, which must be nothing.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
from pages import fill

from inventaire.app import create_app
from inventaire.catalog.factors import load_factors
from inventaire.config import Settings
from inventaire.domain.figures import Figure
from inventaire.models import db
from inventaire.models.scope import set_scope
from inventaire.services.estimates import of_inventory
from inventaire.services.figures import fleet_report
from inventaire.services.organisation import initialise
from inventaire.services.report.yearly import yearly_report

TODAY = date(2026, 11, 22)
READ = "SELECT category, quantity, in_service_on FROM device WHERE organisation_id = 1 AND status IN {}"
IN_USE = "('in_service', 'lent')"
ROUNDS = 7
KG_PER_KWH = 0.0461


def bare(database: Path) -> dict[str, float]:
    """Reckon the four central totals with sqlite3 and numpy alone."""
    connection = sqlite3.connect(database)
    categories, quantities, began = zip(*connection.execute(READ.format(IN_USE)).fetchall(), strict=True)
    connection.close()
    factors = load_factors(TODAY)
    keys, codes = np.unique(np.array(categories), return_inverse=True)
    found = [factors.get(key) for key in keys]
    embodied = np.array([each.embodied.central if each else None for each in found], dtype=float)[codes]
    energy = np.array([each.energy.central if each else None for each in found], dtype=float)[codes]
    lifetime = np.array([each.lifetime_years if each else None for each in found], dtype=float)[codes]
    month = np.array([day[:7] for day in began], dtype="datetime64[M]")
    first, last = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1
    age = (np.datetime64(TODAY) - (first + (last - first) // 2)).astype(float) / 365.25
    quantity = np.array(quantities, dtype=float)
    whole, drawn = quantity * embodied, quantity * energy
    columns = (whole, whole / np.maximum(lifetime, age), drawn, drawn * KG_PER_KWH)
    return {figure.value: float(np.nansum(column)) for figure, column in zip(Figure, columns, strict=True)}


def timed(act: Callable[[], object]) -> float:
    """Give the median time of an act [ms]."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def main() -> None:
    """Measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "inventaire.sqlite"
        app = create_app(Settings(Path(name), f"sqlite:///{database}", "k" * 40, "t" * 40))
        with app.app_context():
            initialise("Mesure", territory="FR", staff_count=1000)
            set_scope(db.session(), 1)
            fill(count)
            nude = timed(lambda: bare(database))
            print(f"{nude:8.1f} ms         sqlite3 and numpy alone, {count} devices")
            for what, act in (
                ("whole fleet and by category, cold", lambda: forgotten(TODAY)),
                ("the same, remembered", lambda: fleet_report(TODAY)),
                ("estimer, line by line left out", lambda: of_inventory("FR", TODAY)),
                ("the report of the year, remembered", lambda: yearly_report(TODAY.year, TODAY)),
            ):
                found = timed(act)
                print(f"{found:8.1f} ms  ×{found / nude:5.2f}  {what}")
            print(f"furthest from bare: {distance(bare(database)):.1e} of the total")


def forgotten(today: date) -> object:
    """Reckon the fleet as if nothing had been asked before."""
    return fleet_report.__wrapped__(today)  # type: ignore[attr-defined]


def distance(expected: dict[str, float]) -> float:
    """Give how far our totals are from the bare ones, where these count every machine estimated."""
    by_category = fleet_report(TODAY).by_category.values()
    ours = {key: sum(part.totals[key].central or 0 for part in by_category if part.totals[key]) for key in expected}
    return max(abs(ours[key] - expected[key]) / expected[key] for key in expected)


if __name__ == "__main__":
    main()
