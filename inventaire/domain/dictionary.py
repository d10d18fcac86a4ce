"""What a town says of raw names, set beside what the catalogue makes of them.

It settles what the catalogue leaves unknown or ambiguous; a match of the catalogue gives way only to
what was said to overrule it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from inventaire.domain.normalisation import light, publisher_key
from inventaire.domain.recognition import Outcome, Recognition
from inventaire.domain.vocabulary import NameKind

LEFT_OPEN = ("unknown", "ambiguous")
MARK = "local:"
LONGEST_NAME, LONGEST_PUBLISHER = 400, 200  # signs: « … » becomes three of them once folded
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """What one entry says: its number, and the tool or alternative for a tool of the catalogue."""

    id: int
    kind: NameKind
    tool: str | None = None
    overrules: bool = False

    @property
    def rule(self) -> str:
        """Name the entry, as a rule of the catalogue is named."""
        return f"{MARK}{self.id}"


Dictionary = Mapping[Key, Saying]


def key_of(name: str, publisher: str) -> Key:
    """Give the forms by which a name and its publisher are compared, as long as they may be kept."""
    return light(name)[:LONGEST_NAME], publisher_key(publisher)[:LONGEST_PUBLISHER]


def settled(found: Recognition, said: Saying | None, tools: Collection[str], free: Collection[str]) -> Recognition:
    """Let an entry settle what the catalogue found; one whose tool has left the catalogue says nothing."""
    if said is None or (found.outcome not in LEFT_OPEN and not said.overrules):
        return found
    outcome = _outcome(said, tools, free)
    if outcome is None:
        return found
    return replace(
        found, outcome=outcome, tool=said.tool, candidates=(), rule=said.rule, label_fr=said.kind.label, hints_at=()
    )


def _outcome(said: Saying, tools: Collection[str], free: Collection[str]) -> Outcome | None:
    if said.kind is NameKind.COMPONENT:
        return "ignored"
    if said.kind is NameKind.LOCAL:
        return "local"
    return "match" if said.tool in tools else "free" if said.tool in free else None
