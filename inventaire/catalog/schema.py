"""The shape of the catalogue's files: one frozen dataclass for each kind of entry.

An absent key means « not found », never « no ». Fields that end in `_fr` are read by people.
`check` validates these very classes with pydantic; the reader only builds them.
Source: references, catalogue schema, section 2.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

SourceKind = Literal[
    "public-body",
    "press",
    "vendor",
    "association",
    "regulator",
    "court",
    "dataset",
    "community",
    "common-knowledge",
]
MatchKind = Literal["exact", "strong", "prefix", "domain", "package"]
SuffixKind = Literal["number", "edition", "language", "service_pack"]


class Strict:
    """What every entry shares: a key the schema does not know is a fault."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Strict):
    """When an entry was last read again, and when it must be next."""

    on: date
    next: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Strict):
    """Where facts come from; `published` is as precise as it is known (« 2025-12 »)."""

    id: str
    kind: SourceKind
    title_fr: str | None = None
    url: str | None = None
    published: str | None = None
    consulted: date | None = None
    note_fr: str | None = None

    @property
    def label(self) -> str:
        """Give what to show: its title, or else whose page it is."""
        return self.title_fr or (urlsplit(self.url).hostname if self.url else None) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Strict):
    """What a tool is for, in the words of a town hall; what must go on with no network, and how on paper."""

    key: str
    label_fr: str
    essential_offline: bool = False
    paper_fallback_fr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Strict):
    """One way a tool is written in inventories (see domain/recognition.py)."""

    type: MatchKind
    value: str
    require_publisher: tuple[str, ...] = ()
    allow_suffix: tuple[SuffixKind, ...] = ()
    ambiguous_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor(Strict):
    """Who sells a tool: countries as ISO 3166 codes, that of the controlling parent when known, and checked when."""

    name: str
    country: str
    parent: str | None = None
    parent_country: str | None = None
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceNote(Strict):
    """What is known of a price; the year stands wherever an amount does."""

    text_fr: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Strict):
    """A software or service that ties a town hall to a vendor; its main function comes first.

    `export` says whether the data can be taken out, `identity_lock_in` how much the accounts of the
    agents hang on it; found on a machine, what is `preinstalled` proves nothing. `uncovered` are the
    functions for which nothing can take its place.
    """

    slug: str
    name: str
    kind: Literal["proprietary"]
    vendor: Vendor
    functions: tuple[str, ...]
    delivery: Literal["installed", "saas", "mobile", "appliance", "account"]
    cloud_act: Literal["yes", "no", "unknown"]
    sources: tuple[str, ...]
    uncovered: tuple[str, ...] = ()
    gafam: Literal["google", "apple", "meta", "amazon", "microsoft"] | None = None
    publishers: tuple[str, ...] = ()
    data_location_fr: str | None = None
    export: Literal["open", "partial", "closed", "unknown"] = "unknown"
    exports_fr: str | None = None
    identity_lock_in: Literal["none", "low", "high", "unknown"] = "unknown"
    identity_lock_in_fr: str | None = None
    preinstalled: bool = False
    price_notes: tuple[PriceNote, ...] = ()
    notes_fr: str | None = None
    matches: tuple[Match, ...] = ()
    reviewed: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence(Strict):
    """The licence a source states: its SPDX name, or else its words; verified in the project or not."""

    spdx: str | None = None
    licence_fr: str | None = None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Strict):
    """What can take a tool's place: free software, an offer, doing without, or nothing (`none`)."""

    slug: str
    name: str
    kind: Literal["free_software", "not_free", "hosted_offer", "shared_service", "non_digital", "none"]
    functions: tuple[str, ...]
    sources: tuple[str, ...]
    licence: Licence | None = None
    self_hostable: bool | None = None
    offline: Literal["yes", "partial", "no"] | None = None
    hosting_fr: str | None = None
    platforms: tuple[str, ...] = ()
    maturity_fr: str | None = None
    last_release_year: int | None = None
    users_public_fr: str | None = None
    formats_fr: str | None = None
    wikidata: str | None = None
    sill: int | None = None
    not_for: tuple[str, ...] = ()
    notes_fr: str | None = None
    publishers: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    reviewed: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Strict):
    """Somebody who did it: what came of it, and where it is told."""

    told_fr: str
    outcome: Literal["success", "partial", "failure"]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement(Strict):
    """The passage from a tool to an alternative, for some functions; fit and difficulty are opinions.

    difficulty: 1 (easy) to 5. `requires` are alternatives that must stand first.
    """

    tool: str
    alternative: str
    functions: tuple[str, ...]
    order: int
    fit: Literal["full", "partial", "conditional", "none"]
    judgement: Literal["catalogue"]
    sources: tuple[str, ...]
    difficulty: Literal[1, 2, 3, 4, 5] | None = None
    lost_fr: str | None = None
    takes_fr: str | None = None
    requires: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    counter_evidence: tuple[Evidence, ...] = ()
    notes_fr: str | None = None
    exception_fr: str | None = None
    reviewed: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRule(Strict):
    """A pattern of what nobody chose, over the light form of names, from the start of a word."""

    id: str
    pattern: str
    label_fr: str
    hints_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Strict):
    """A publisher under all its names; a repackager (a distribution) neither confirms nor vetoes."""

    key: str
    aliases: tuple[str, ...]
    repackager: bool = False
