"""Who already uses an alternative, and how it went: failures stand beside successes."""

from collections.abc import Iterable
from dataclasses import dataclass

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Evidence, Replacement, Source
from inventaire.domain.vocabulary import EvidenceOutcome


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a passage: away from which tool, what came of it, where it is told."""

    tool: str
    text: str
    outcome: EvidenceOutcome
    source: Source | None


@dataclass(frozen=True, slots=True)
class Experience:
    """Everything told of passages: what went well, and what did not."""

    went_well: tuple[Told, ...]
    went_wrong: tuple[Told, ...]


def experience_of(replacements: Iterable[Replacement]) -> Experience:
    """Gather what is told of passages, in their order."""
    told = [_told(passage, each) for passage in replacements for each in (*passage.evidence, *passage.counter_evidence)]
    well = EvidenceOutcome.SUCCESS
    return Experience(
        tuple(each for each in told if each.outcome is well),
        tuple(each for each in told if each.outcome is not well),
    )


def _told(replacement: Replacement, evidence: Evidence) -> Told:
    catalog = load_catalog()
    outcome = EvidenceOutcome(evidence.outcome)
    return Told(catalog.tools[replacement.tool].name, evidence.told_fr, outcome, catalog.sources.get(evidence.source))
