"""Reads catalog/policies.yaml: the policies to start from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.forecast.policy import Group, Policy, SystemRule

PERCENT = 100


class PolicyShape(Strict):
    """A policy to start from: its levers, those left out being the ordinary ones."""

    label: str
    reason: str
    ages: dict[Group, Annotated[int, Field(ge=1, le=30)]] = Field(default_factory=dict)
    systems: SystemRule = SystemRule.AGE
    refurbished: int = Field(default=0, ge=0, le=PERCENT)
    per_agent: float | None = Field(default=None, ge=0)
    years: int = Field(default=1, ge=1, le=10)
    hours: dict[Group, Annotated[float, Field(ge=0, le=24)]] = Field(default_factory=dict)


class PolicyFile(Strict):
    """The whole of policies.yaml, shape checked."""

    policies: dict[str, PolicyShape]


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A policy that the catalogue offers, and why."""

    policy: Policy
    reason: str


def starting_points(folder: Path | None = None) -> dict[str, StartingPoint]:
    """Give the policies to start from, by their key, in the order of the file."""
    return {
        key: StartingPoint(_policy(shape), shape.reason)
        for key, shape in _policy_file(folder or catalog_folder()).policies.items()
    }


@cache
def _policy_file(folder: Path) -> PolicyFile:
    return PolicyFile.model_validate(read_yaml(folder / "policies.yaml"))


def _policy(shape: PolicyShape) -> Policy:
    return Policy(
        shape.label,
        shape.ages,
        shape.systems,
        shape.refurbished / PERCENT,
        shape.per_agent,
        shape.years,
        shape.hours,
    )
