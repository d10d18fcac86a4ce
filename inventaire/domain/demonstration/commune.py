"""The invented commune of Valbrume, whole: what a first start shows."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from inventaire.domain.demonstration.agent_files import agent_files
from inventaire.domain.demonstration.applications import APPLICATIONS
from inventaire.domain.demonstration.computers import COMPUTERS
from inventaire.domain.demonstration.contracts import CONTRACTS
from inventaire.domain.demonstration.infrastructure import INFRASTRUCTURE
from inventaire.domain.demonstration.lots import Facts
from inventaire.domain.demonstration.peripherals import PERIPHERALS
from inventaire.domain.demonstration.purchases import AVOIDED, PURCHASES
from inventaire.domain.demonstration.register import Register
from inventaire.domain.demonstration.schools import SCHOOLS
from inventaire.domain.vocabulary import OrganisationKind

SEED = 8200
ORGANISATION = {
    "code": "valbrume",
    "name": "Valbrume",
    "kind": OrganisationKind.COMMUNE,
    "insee_code": None,  # an invented town has no number
    "siren": None,
    "population": 8200,
    "staff_count": 118,
    "territory": "FR",
}


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What Valbrume would hand over: its lists and its agent files.

    `devices`, `applications`, `contracts`, `purchases` and `avoided` hold the fields of our own template,
    typed; a field that nobody wrote down is absent. `agent_files` are pairs of a file name and its JSON.
    Ages are counted at `reference_date`.
    """

    organisation: Facts
    devices: list[Facts]
    applications: list[Facts]
    contracts: list[Facts]
    purchases: list[Facts]
    avoided: list[Facts]
    agent_files: list[tuple[str, dict[str, Any]]]
    reference_date: date


def build_demonstration() -> Demonstration:
    """Make the commune: always the same one."""
    draw = Random(SEED)  # noqa: S311 - an invented town needs no secret
    register = Register(draw)
    lots = COMPUTERS + SCHOOLS + PERIPHERALS + INFRASTRUCTURE
    entries = [entry for lot in lots for entry in register.enter(lot)]
    return Demonstration(
        organisation=dict(ORGANISATION),
        devices=[entry.row for entry in entries],
        applications=[dict(facts) for facts in APPLICATIONS],
        contracts=[dict(facts) for facts in CONTRACTS],
        purchases=[dict(facts) for facts in PURCHASES],
        avoided=[dict(facts) for facts in AVOIDED],
        agent_files=agent_files(entries, draw),
        reference_date=date(2026, 11, 1),
    )
