"""Every answer that can be found without asking anybody; what the organisation says goes first."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Protocol

from inventaire.domain.dependency import continuity, jurisdiction, lock_in
from inventaire.domain.dependency.facts import Facts
from inventaire.domain.dependency.profile import Found


class Finder(Protocol):
    """Finds the answer to one criterion, from the facts and the answers found before it."""

    def __call__(self, facts: Facts, known: Mapping[str, Found], /) -> Found | None:
        """Give the answer, or None."""


FINDERS: dict[str, Finder] = {  # in this order: some lean on those before them
    "controller-law": jurisdiction.controller_law,
    "cloud-act": jurisdiction.cloud_act,
    "hosting-place": jurisdiction.hosting_place,
    "exposed-data": jurisdiction.exposed_data,
    "remote-cut": jurisdiction.remote_cut,
    "export": lock_in.export,
    "notice": lock_in.notice,
    "exit-clause": lock_in.exit_clause,
    "identity": lock_in.identity,
    "alternatives": lock_in.alternatives,
    "prerequisites": lock_in.prerequisites,
    "without-network": continuity.without_network,
    "essential": continuity.essential,
    "without-vendor": continuity.without_vendor,
    "without-electricity": continuity.without_electricity,
    "sole-supplier": continuity.sole_supplier,
}


def answers_found(facts: Facts, own: Mapping[str, Found], today: date) -> dict[str, Found]:
    """Give what is known of each criterion, by its identifier: the organisation's own answer wins."""
    known = dict(own)
    finders: dict[str, Finder] = FINDERS | {"support-end": partial(_support_end, today=today)}
    for criterion, find in finders.items():
        found = None if criterion in own else find(facts, known)
        if found:
            known[criterion] = found
    return known


def _support_end(facts: Facts, _known: Mapping[str, Found], /, *, today: date) -> Found | None:
    return continuity.support_end(facts, today)
