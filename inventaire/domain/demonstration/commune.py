"""The invented commune of Valbrume, whole: what a first start shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from inventaire.domain.demonstration.agent_files import agent_files
from inventaire.domain.demonstration.applications import APPLICATIONS
from inventaire.domain.demonstration.computers import COMPUTERS
from inventaire.domain.demonstration.contracts import CONTRACTS
from inventaire.domain.demonstration.disposals import BATCHES
from inventaire.domain.demonstration.infrastructure import INFRASTRUCTURE
from inventaire.domain.demonstration.lots import Facts, Lot
from inventaire.domain.demonstration.peripherals import PERIPHERALS
from inventaire.domain.demonstration.purchases import AVOIDED, PURCHASES
from inventaire.domain.demonstration.register import Entry, Register
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
    `disposals` are pairs of the names of the machines that left together and of what is said of it.
    Ages are counted at `reference_date`.
    """

    organisation: Facts
    devices: list[Facts]
    applications: list[Facts]
    contracts: list[Facts]
    purchases: list[Facts]
    avoided: list[Facts]
    disposals: list[tuple[list[str], Facts]]
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
        disposals=[(_names(entries, batch.lots), dict(batch.facts)) for batch in BATCHES],
        agent_files=agent_files(entries, draw),
        reference_date=date(2026, 11, 1),
    )


def _names(entries: Sequence[Entry], lots: Sequence[Lot]) -> list[str]:
    return [entry.row["name"] for entry in entries if any(entry.lot is lot for lot in lots)]
