"""Who already uses an alternative, and how it went: failures stand beside successes."""

from collections.abc import Iterable
from dataclasses import dataclass

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Evidence, Replacement, Source
from inventaire.domain.vocabulary import EvidenceOutcome


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a passage: away from which tool, what came of it if they say so, where it is told."""

    tool: str
    text: str
    outcome: EvidenceOutcome | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Experience:
    """Everything told of passages: what went well, what did not, what nobody says the end of."""

    went_well: tuple[Told, ...]
    went_wrong: tuple[Told, ...]
    open_ended: tuple[Told, ...]


def experience_of(replacements: Iterable[Replacement]) -> Experience:
    """Gather what is told of passages, in their order."""
    told = [each for replacement in replacements for each in _told_of(replacement)]
    well, unsaid = EvidenceOutcome.SUCCESS, None
    return Experience(
        tuple(each for each in told if each.outcome is well),
        tuple(each for each in told if each.outcome not in (well, unsaid)),
        tuple(each for each in told if each.outcome is unsaid),
    )


def _told_of(replacement: Replacement) -> list[Told]:
    found = [_told(replacement, each) for each in (*replacement.evidence, *replacement.counter_evidence)]
    if replacement.evidence_fr and not replacement.evidence:
        name = load_catalog().tools[replacement.tool].name
        return [Told(name, replacement.evidence_fr, None, None), *found]
    return found


def _told(replacement: Replacement, evidence: Evidence) -> Told:
    catalog = load_catalog()
    outcome = EvidenceOutcome(evidence.outcome)
    return Told(catalog.tools[replacement.tool].name, evidence.told_fr, outcome, catalog.sources.get(evidence.source))
