"""From the catalogue's entries to the rules that recognise raw names."""

from collections.abc import Iterable, Mapping

from inventaire.catalog.schema import Alternative, ComponentRule, Match, Publisher, Tool
from inventaire.domain.normalisation import publisher_key
from inventaire.domain.recognition import Alias, Component, RecognitionRules


def recognition_rules(
    version: str,
    entries: Iterable[Tool | Alternative],
    components: Iterable[ComponentRule],
    publishers: Iterable[Publisher],
) -> RecognitionRules:
    """File every way a tool or a free program is written, the components and the publishers."""
    publishers = tuple(publishers)
    keys = {name: each.key for each in publishers for name in (each.key, *each.aliases)}
    folded = {publisher_key(name): key for name, key in keys.items()}
    return RecognitionRules.of(
        version,
        (_alias(entry, match, folded) for entry in entries for match in entry.matches),
        (Component(part.id, part.pattern, part.label_fr, part.hints_at) for part in components),
        keys,
        (each.key for each in publishers if each.repackager),
    )


def _alias(entry: Tool | Alternative, match: Match, keys: Mapping[str, str]) -> Alias:
    names = match.require_publisher or signers(entry)
    folded = (publisher_key(name) for name in names)
    return Alias(
        tool=entry.slug,
        form="exact" if match.type == "package" else match.type,
        value=match.value,
        free=entry.kind == "free_software",
        publishers=frozenset(keys.get(name, name) for name in folded),
        needs_publisher=bool(match.require_publisher),
        suffixes=match.allow_suffix,
    )


def signers(entry: Tool | Alternative) -> tuple[str, ...]:
    """Give the names of those who may sign an entry: its vendor, and the publishers it adds."""
    return (entry.vendor.name, *entry.publishers) if isinstance(entry, Tool) else entry.publishers
