"""What the inventory and the catalogue know of an application, as far as it ties the organisation."""

from dataclasses import dataclass
from datetime import date

from inventaire.domain.vocabulary import Delivery, ExportKind, HostingPlace, PersonalData

FREE = "Logiciel libre au catalogue."
REMOTE = {Delivery.SAAS, Delivery.ACCOUNT}


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative for a function: how well it fits, and how many things must stand first."""

    name: str
    fit: str
    requires: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The organisation's own opinion on what could fill a function: whose, since when, what it set aside."""

    by: str
    on: date
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """One function of a tool: must it go on with no network (None: nobody said), how on paper, what could fill it.

    `judged` is there where an opinion of the organisation changes what could.
    """

    label: str
    is_essential: bool | None = False
    paper: str | None = None
    ways: tuple[Way, ...] = ()
    judged: Judgement | None = None


@dataclass(frozen=True, slots=True, eq=False)  # one object for each tool: compared as quickly as a number
class CatalogFacts:
    """What the catalogue says of the tool that an application is; `is_free` is a free software."""

    reviewed_on: date
    is_free: bool
    controller: str | None = None
    country: str | None = None
    checked_on: date | None = None
    delivery: Delivery | None = None
    cloud_act: str = "unknown"
    export: str = "unknown"
    formats: str | None = None
    identity: str = "unknown"
    identity_text: str | None = None
    offline: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """How long the version found is followed, as published."""

    release: str
    until: date | None
    is_followed: bool | None
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that answers are drawn from; what nobody gave is None."""

    delivery: Delivery | None = None
    hosting_place: HostingPlace | None = None
    personal_data: PersonalData | None = None
    export_kind: ExportKind | None = None
    notice_months: int | None = None
    tool: CatalogFacts | None = None
    support: SupportFacts | None = None

    @property
    def is_free(self) -> bool:
        """Say whether it was recognised as free software."""
        return self.tool is not None and self.tool.is_free

    @property
    def is_remote(self) -> bool:
        """Say whether it is used at somebody else's; unknown is no."""
        return self.way_in in REMOTE

    @property
    def way_in(self) -> Delivery | None:
        """Give how it reaches its users: as the organisation said, else as the catalogue says."""
        return self.delivery or (self.tool.delivery if self.tool else None)

    @property
    def host(self) -> HostingPlace | None:
        """Give where the data lie; « inconnu » is not known."""
        return None if self.hosting_place is HostingPlace.UNKNOWN else self.hosting_place
