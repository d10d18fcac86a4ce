"""Who already uses an alternative, and how it went: failures stand beside successes."""

from collections.abc import Iterable
from dataclasses import dataclass

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Evidence, Replacement, Source
from inventaire.domain.vocabulary import EvidenceOutcome


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a passage from a tool to an alternative, what came of it, where it is told."""

    tool: str
    alternative: str
    text: str
    outcome: EvidenceOutcome
    source: Source | None


@dataclass(frozen=True, slots=True)
class Experience:
    """Everything told of passages: what went well, and what did not, or in part only."""

    went_well: tuple[Told, ...]
    went_wrong: tuple[Told, ...]

    @property
    def everything(self) -> tuple[Told, ...]:
        """Give it all, failures first: they are the rarest told."""
        return self.went_wrong + self.went_well


def experience_of(replacements: Iterable[Replacement]) -> Experience:
    """Gather what is told of passages, in their order."""
    told = [_told(each, evidence) for each in replacements for evidence in (*each.evidence, *each.counter_evidence)]
    well = tuple(each for each in told if each.outcome is EvidenceOutcome.SUCCESS)
    return Experience(well, tuple(each for each in told if each not in well))


def _told(replacement: Replacement, evidence: Evidence) -> Told:
    catalog = load_catalog()
    return Told(
        catalog.tools[replacement.tool].name,
        catalog.alternatives[replacement.alternative].name,
        evidence.told_fr,
        EvidenceOutcome(evidence.outcome),
        catalog.sources.get(evidence.source),
    )
