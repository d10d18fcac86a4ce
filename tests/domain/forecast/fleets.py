"""Fleets for the forecasts: lines as a test states them, and rates."""

from dataclasses import replace
from datetime import date

import numpy as np

from inventaire.catalog.factors import load_factors
from inventaire.domain.device_facts import DeviceFacts
from inventaire.domain.fleet_columns import CATEGORIES, columns_of
from inventaire.domain.forecast.cohorts import KINDS, Lines, fleet_at
from inventaire.domain.forecast.outcome import Rates, outcome_of
from inventaire.domain.vocabulary import DeviceCategory

YEAR = 2026
FACTORS = load_factors(date(YEAR, 11, 22))
LAPTOP, TOWER, SWITCH = DeviceCategory.LAPTOP, DeviceCategory.DESKTOP_TOWER, DeviceCategory.SWITCH
FRANCE = 0.0461
STAFF = 100


def line(category=LAPTOP, began=2024, quantity=1, **more):
    """State a line: category, year of service, quantity; `publisher`, `free` (years), `theirs`, facts."""
    ends = {name: more.pop(name, np.inf) for name in ("publisher", "free")}
    theirs = more.pop("theirs", False)
    return DeviceFacts(category=category, quantity=quantity, **more), began, ends, theirs


def a_fleet(*lines, factors=FACTORS):
    """Gather lines at the end of 2026."""
    facts, began, ends, theirs = zip(*lines, strict=True)
    return fleet_at(
        YEAR,
        Lines(
            columns_of(facts, date(YEAR, 12, 31)),
            np.array(began, dtype=float),
            np.array([each["publisher"] for each in ends], dtype=float),
            np.array([each["free"] for each in ends], dtype=float),
            np.array(theirs, dtype=bool),
        ),
        factors,
    )


def per_kind(values):
    """Lay values by category out by kind; NaN for the others."""
    known = np.array([values.get(category, np.nan) for category in CATEGORIES], dtype=float)
    return np.concatenate([known, known])


def rates(**changes):
    """Count laptops 800 € new, 350 € refurbished, the kilowatt-hour 0,20 €, in France."""
    avoided = np.full((KINDS, 2), np.nan)
    for place, category in enumerate(CATEGORIES * 2):
        if category in (LAPTOP, TOWER):
            avoided[place] = 0.43, 0.97
    usual = Rates(FRANCE, avoided, per_kind({LAPTOP: 800, TOWER: 600}), per_kind({LAPTOP: 350, TOWER: 200}), 0.2)
    return replace(usual, **changes)


def ten_years(fleet, policy, staff=STAFF, **changes):
    """Reckon a policy over a fleet."""
    return outcome_of(fleet, policy, rates(**changes), staff)
