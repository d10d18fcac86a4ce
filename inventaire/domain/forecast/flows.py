"""Machines bought and withdrawn, year by year: no growth but what a policy says."""

from dataclasses import dataclass

import numpy as np

from inventaire.domain.fleet_columns import CATEGORIES
from inventaire.domain.forecast.cohorts import KINDS, Cohorts, Fleet
from inventaire.domain.forecast.policy import GROUP_OF, Policy, SystemRule
from inventaire.domain.impact import FloatArray

YEARS = 10
NEVER = np.inf
THEIRS = np.arange(KINDS) >= len(CATEGORIES)
GROUPS = tuple(GROUP_OF[category] for category in CATEGORIES) * 2  # the group of each kind


@dataclass(frozen=True, slots=True)
class Flows:
    """Years × kinds; `due` is the rank of the year in which each cohort leaves, `ages` that of what is bought."""

    due: FloatArray
    ages: FloatArray
    bought: FloatArray
    withdrawn: FloatArray
    stock: FloatArray  # at the end of each year
    young: FloatArray  # the part of it bought since the start


def flows_of(fleet: Fleet, policy: Policy, staff: int | None) -> Flows:
    """Let a fleet live ten years under a policy.

    A machine that leaves is replaced the same year, unless there are more than the policy wants: nothing
    leaves sooner for that. One already due leaves in the first year. Of an unknown age or lifetime, none leaves.
    """
    ages = ages_of(fleet, policy)
    due = _due(fleet, policy, ages)
    start = fleet.cohorts.weighed(fleet.cohorts.quantity)
    wanted = start * _wanted(start, policy, staff)
    bought, withdrawn = np.zeros((YEARS, KINDS)), np.zeros((YEARS, KINDS))
    stock = np.vstack([start, np.zeros((YEARS, KINDS))])
    for rank in range(YEARS):
        withdrawn[rank] = _leaving(fleet.cohorts, due, rank + 1) + _worn(bought, ages, rank)
        left = stock[rank] - withdrawn[rank]
        bought[rank] = np.maximum(0.0, wanted[rank] - left)
        stock[rank + 1] = left + bought[rank]
    old = np.stack([fleet.cohorts.weighed(fleet.cohorts.quantity * (due > rank + 1)) for rank in range(YEARS)])
    return Flows(due, ages, bought, withdrawn, stock[1:], stock[1:] - old)


def ages_of(fleet: Fleet, policy: Policy) -> FloatArray:
    """Give the whole years each kind is kept: what the policy says, else its reference lifetime; NaN unknown."""
    lifetime = np.floor(fleet.successors.lifetime + 0.5)
    told = np.array([policy.ages.get(group, np.nan) for group in GROUPS], dtype=float)
    return np.maximum(1.0, np.where(np.isnan(told), lifetime, told))


def _due(fleet: Fleet, policy: Policy, ages: FloatArray) -> FloatArray:
    cohorts = fleet.cohorts
    by_age = cohorts.began + ages[cohorts.kind] - fleet.year
    due = np.where(np.isnan(by_age), NEVER, by_age)
    ends = {SystemRule.PUBLISHER: cohorts.publisher_end, SystemRule.FREE: cohorts.free_end}
    if policy.systems in ends:
        due = np.minimum(due, ends[policy.systems] - fleet.year)
    return np.maximum(1.0, due)


def _wanted(start: FloatArray, policy: Policy, staff: int | None) -> FloatArray:
    """Give the part of the devices there are that each year wants: only those counted per agent get fewer."""
    parts = np.ones((YEARS, KINDS))
    theirs = start[THEIRS].sum()
    if policy.per_agent is None or not staff or not theirs:
        return parts
    way = np.minimum(1.0, np.arange(1, YEARS + 1) / max(1, policy.years))
    parts[:, THEIRS] = 1 - max(0.0, 1 - policy.per_agent * staff / theirs) * way[:, None]
    return parts


def _leaving(cohorts: Cohorts, due: FloatArray, rank: int) -> FloatArray:
    return cohorts.weighed(cohorts.quantity * (due == rank))


def _worn(bought: FloatArray, ages: FloatArray, rank: int) -> FloatArray:
    """Give the machines bought as many years before as they are kept."""
    since = rank - np.nan_to_num(ages, nan=YEARS)
    rows = np.clip(since, 0, YEARS - 1).astype(np.intp)
    return np.where(since >= 0, bought[rows, np.arange(KINDS)], 0.0)
