"""From the raw name of a software to the tool it is, or to an honest « unknown ».

A wrong match puts a false sentence into a council's report: precision comes before recall, there is
neither substring nor edit distance, and a name that two tools claim stays ambiguous.
Source: references, catalogue schema, section 3.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from inventaire.domain.normalisation import NormalName, light, normalise, publisher_key, strong

Outcome = Literal["match", "free", "ignored", "ambiguous", "unknown", "local"]
Form = Literal["exact", "strong", "prefix", "domain"]
FOLLOW_PREFIX = {
    "number": re.compile(r"[vx]?\d{1,4}[a-z]?"),
    "edition": re.compile(
        "professional|professionnel|pro|standard|std|entreprise|enterprise|business|famille|family|home|education|"
        "plus|premium|ultimate|integrale|developer|datacenter|essentials?|basic|lite|free|gratuit|"
        "edition|personal|personnel|advanced|n|r2|lts|ltsc|ltsb|ltr|esr|cc|cs\\d"
    ),
    "language": re.compile("fr|fra|fre|francais|french|en|eng|english|anglais|multilingue|multilingual"),
    "service_pack": re.compile(r"sp\d?|r\d|hf\d+|service|pack|cumulative|update"),
}


@dataclass(frozen=True, slots=True)
class Alias:
    """One way a tool is written in inventories.

    `publishers` are the keys of those who may sign it; with `needs_publisher` the name alone is too
    common to prove anything. `suffixes` are the keys of FOLLOW_PREFIX that may follow a prefix.
    """

    tool: str
    form: Form
    value: str
    free: bool = False
    publishers: frozenset[str] = frozenset()
    needs_publisher: bool = False
    suffixes: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """Name the rule, so that a later catalogue can be compared."""
        return f"{self.tool}:{self.form}:{self.value}"


@dataclass(frozen=True, slots=True)
class Component:
    """What an inventory lists and nobody chose: a pattern over the light form, and what it hints at."""

    id: str
    pattern: str
    label_fr: str
    hints_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the catalogue makes of a raw name.

    `candidates` are the tools an ambiguous name may be; `hints_at` those an ignored component betrays;
    `version` is the one written in the name, or else the one that came beside it.
    """

    outcome: Outcome
    tool: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str | None = None
    version: str | None = None
    label_fr: str | None = None
    hints_at: tuple[str, ...] = ()


@dataclass(slots=True)
class RecognitionRules:
    """The rules of one catalogue, filed once for quick look-up."""

    version: str
    aliases: dict[tuple[Form, str], list[Alias]] = field(default_factory=dict)
    components: list[Component] = field(default_factory=list)
    publishers: dict[str, str] = field(default_factory=dict)
    repackagers: frozenset[str] = frozenset()
    known_publishers: set[str] = field(default_factory=set)
    any_component: re.Pattern[str] | None = None
    heads: set[str] = field(default_factory=set)
    signatures: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        version: str,
        aliases: Iterable[Alias],
        components: Iterable[Component] = (),
        publishers: Mapping[str, str] | None = None,
        repackagers: Iterable[str] = (),
    ) -> Self:
        """File the rules; `publishers` goes from a raw name to its key, `repackagers` are keys."""
        keys = {publisher_key(raw): key for raw, key in (publishers or {}).items()}
        keys |= {light(raw): key for raw, key in (publishers or {}).items()}
        rules = cls(version, components=list(components), publishers=keys, repackagers=frozenset(repackagers))
        for alias in aliases:
            rules.aliases.setdefault((alias.form, _filed(alias)), []).append(alias)
            rules.known_publishers |= alias.publishers
            if alias.form == "prefix":
                rules.heads.add(strong(alias.value).split()[0])
        rules.known_publishers |= set(keys.values())
        if rules.components:
            patterns = "|".join(f"({part.pattern})" for part in rules.components)
            rules.any_component = re.compile(rf"(?<!\w)(?:{patterns})")
        return rules

    def publisher(self, raw: str) -> str:
        """Give the key of a publisher as it was written; empty when nobody who counts is named.

        A distribution that repackages everybody's software neither confirms nor vetoes.
        """
        if raw not in self.signatures:
            key = self.publishers.get(light(raw)) or publisher_key(raw)
            key = self.publishers.get(key, key)
            self.signatures[raw] = "" if key in self.repackagers else key
        return self.signatures[raw]

    def component(self, name: NormalName) -> Component | None:
        """Find the component a name is, if it is one."""
        found = self.any_component.search(name.light) if self.any_component else None
        return self.components[found.lastindex - 1] if found and found.lastindex else None

    def claims(self, name: NormalName) -> Iterable[list[Alias]]:
        """Give the aliases that claim a name, the surest form first."""
        yield self.aliases.get(("exact", name.light), [])
        yield from self._domains(name.light)
        yield self.aliases.get(("strong", name.strong), [])
        yield from self._prefixes(name.strong.split())

    def _domains(self, text: str) -> Iterable[list[Alias]]:
        """Read an address or a domain label by label: its own domain, then those above."""
        if " " in text or "." not in text:
            return
        labels = text.rpartition("@")[2].split(".")
        for start in range(len(labels) - 1):
            yield self.aliases.get(("domain", ".".join(labels[start:])), [])

    def _prefixes(self, words: list[str]) -> Iterable[list[Alias]]:
        """Take the longest whole words first; all that follows must be of a kind the alias allows."""
        if not words or words[0] not in self.heads:
            return
        for length in range(len(words), 0, -1):
            filed = self.aliases.get(("prefix", " ".join(words[:length])), [])
            yield [alias for alias in filed if _may_follow(words[length:], alias.suffixes)]


def recognise(name: str, publisher: str, version: str, rules: RecognitionRules) -> Recognition:
    """Say which tool a raw name is; publisher and version may be empty."""
    known = normalise(name)
    written = known.version or version.strip() or None
    if part := rules.component(known):
        label, hints = part.label_fr, part.hints_at
        return Recognition("ignored", rule=f"component:{part.id}", version=written, label_fr=label, hints_at=hints)
    signed = rules.publisher(publisher)
    for claimed in rules.claims(known):
        if standing := _standing(claimed, signed, rules.known_publishers):
            return _settled(standing, written)
    return Recognition("unknown", version=written)


def _standing(claimed: list[Alias], signed: str, known_publishers: set[str]) -> list[Alias]:
    """Keep the aliases that the publisher confirms, or else those that it does not veto."""
    confirmed = [alias for alias in claimed if signed and signed in alias.publishers]
    return confirmed or [alias for alias in claimed if not _vetoed(alias, signed, known_publishers)]


def _vetoed(alias: Alias, signed: str, known_publishers: set[str]) -> bool:
    """Say whether the publisher, who does not confirm, forbids the match.

    Anybody's signature forbids a one-word name; only a publisher we know forbids a longer one, or one that
    nobody is known to sign.
    """
    if alias.needs_publisher or not signed:
        return alias.needs_publisher
    return signed in known_publishers or bool(alias.publishers and " " not in alias.value)


def _settled(standing: list[Alias], version: str | None) -> Recognition:
    """Give the one tool that stands, or all those that do."""
    tools = tuple(sorted({alias.tool for alias in standing}))
    first = standing[0]
    if len(tools) > 1:
        return Recognition("ambiguous", candidates=tools, rule=f"{first.form}:{first.value}", version=version)
    outcome: Outcome = "free" if first.free else "match"
    return Recognition(outcome, tool=first.tool, rule=first.rule, version=version)


def _may_follow(words: list[str], suffixes: tuple[str, ...]) -> bool:
    return all(any(FOLLOW_PREFIX[key].fullmatch(word) for key in suffixes) for word in words)


def _filed(alias: Alias) -> str:
    return light(alias.value).lstrip("@") if alias.form in {"exact", "domain"} else strong(alias.value)
