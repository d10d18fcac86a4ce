"""Reads catalog/ into one frozen object; what does not have the shape of the schema is refused at once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from inventaire.catalog.aliases import recognition_rules
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.schema import (
    Alternative,
    ComponentRule,
    Evidence,
    Function,
    Licence,
    Match,
    PriceNote,
    Publisher,
    Replacement,
    Review,
    Source,
    Tool,
    Vendor,
)
from inventaire.catalog.yaml_file import Unreadable, read_yaml
from inventaire.domain.errors import NotReady
from inventaire.domain.recognition import RecognitionRules

Thing = TypeVar("Thing")
SECTIONS: dict[str, tuple[str, type[Any], str]] = {
    "functions": ("functions.yaml", Function, "key"),
    "sources": ("sources.yaml", Source, "id"),
    "publishers": ("publishers.yaml", Publisher, "key"),
    "components": ("components.yaml", ComponentRule, "id"),
    "tools": ("tools.yaml", Tool, "slug"),
    "alternatives": ("alternatives.yaml", Alternative, "slug"),
    "replacements": ("alternatives.yaml", Replacement, "tool"),
}
FILES = tuple(dict.fromkeys(file for file, _, _ in SECTIONS.values()))
PARTS: dict[str, type[Any]] = {
    "vendor": Vendor,
    "licence": Licence,
    "reviewed": Review,
    "matches": Match,
    "price_notes": PriceNote,
    "evidence": Evidence,
    "counter_evidence": Evidence,
}
BROKEN = "Le catalogue ne peut pas être lu ({fault}) : « ./run catalogue verifier » dit quoi mender."


@dataclass(frozen=True)
class Catalog:
    """The whole catalogue: its date, its entries by slug, and how it recognises names."""

    date: date
    version: str
    functions: Mapping[str, Function]
    sources: Mapping[str, Source]
    publishers: tuple[Publisher, ...]
    components: tuple[ComponentRule, ...]
    tools: Mapping[str, Tool]
    alternatives: Mapping[str, Alternative]
    replacements: tuple[Replacement, ...]

    def replacements_of(self, tool: str) -> tuple[Replacement, ...]:
        """Give what can take a tool's place, in display order; empty when the tool is unknown."""
        return self._by_tool.get(tool, ())

    def from_vendor_only(self, replacement: Replacement) -> bool:
        """Say whether nobody but the vendor supports a replacement (shown « selon l’éditeur »)."""
        kinds = {self.sources[source].kind for source in replacement.sources}
        return kinds - {"common-knowledge"} == {"vendor"}

    @cached_property
    def free(self) -> frozenset[str]:
        """Give the slugs of the alternatives that are free software; others are offers, or not free."""
        return frozenset(slug for slug, each in self.alternatives.items() if each.kind == "free_software")

    @cached_property
    def not_free(self) -> frozenset[str]:
        """Give the slugs of the tools, and of the alternatives that are no free software."""
        return frozenset({*self.tools, *self.alternatives}) - self.free

    def rules(self) -> RecognitionRules:
        """Give the rules that recognise raw names, filed once."""
        return self._rules

    @cached_property
    def _by_tool(self) -> dict[str, tuple[Replacement, ...]]:
        found: dict[str, list[Replacement]] = {}
        for replacement in sorted(self.replacements, key=lambda each: each.order):
            found.setdefault(replacement.tool, []).append(replacement)
        return {tool: tuple(each) for tool, each in found.items()}

    @cached_property
    def _rules(self) -> RecognitionRules:
        entries: list[Tool | Alternative] = [*self.tools.values(), *self.alternatives.values()]
        return recognition_rules(self.version, entries, self.components, self.publishers)


def load_catalog(folder: Path | None = None) -> Catalog:
    """Read the catalogue, once for each folder; raise NotReady with the line that is wrong."""
    return _load(folder or catalog_folder())


@cache
def _load(folder: Path) -> Catalog:
    try:
        return _read(folder)
    except (Unreadable, OSError, KeyError, TypeError) as fault:
        raise NotReady(BROKEN.format(fault=fault)) from fault


def _read(folder: Path) -> Catalog:
    files = {name: read_yaml(folder / name) for name in FILES}
    sections = {
        section: [build(kind, raw, files[file].get("reviewed")) for raw in files[file][section]]
        for section, (file, kind, _) in SECTIONS.items()
    }
    day = files["alternatives.yaml"]["catalogue_date"]
    return Catalog(
        date=day,
        version=f"{day}+{_content_hash(folder)}",
        functions=_by_key(sections["functions"], "key"),
        sources=_by_key(sections["sources"], "id"),
        publishers=tuple(sections["publishers"]),
        components=tuple(sections["components"]),
        tools=_by_key(sections["tools"], "slug"),
        alternatives=_by_key(sections["alternatives"], "slug"),
        replacements=tuple(sections["replacements"]),
    )


def build(kind: type[Thing], raw: Mapping[str, Any], reviewed: Mapping[str, Any] | None = None) -> Thing:
    """Make an entry out of its mapping; a key too many or too few raises TypeError.

    `reviewed` is the review of the whole file, for the entries that do not have their own.
    """
    values = {key: _part(key, value) for key, value in raw.items()}
    if reviewed and "reviewed" not in values:
        values["reviewed"] = build(Review, reviewed)
    return kind(**values)


def _part(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_part(key, item) for item in value)
    return build(PARTS[key], value) if isinstance(value, dict) else value


def _by_key(entries: Iterable[Thing], key: str) -> Mapping[str, Thing]:
    return MappingProxyType({getattr(entry, key): entry for entry in entries})


def _content_hash(folder: Path) -> str:
    """Name the content of the files, so that a match tells which catalogue made it."""
    together = hashlib.sha256()
    for name in FILES:
        together.update((folder / name).read_bytes())
    return together.hexdigest()[:8]
