"""Who holds the software of the organisation: the group behind each name, its ring, as far as they are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import and_, func, not_, or_, select

from inventaire.catalog.aliases import signers
from inventaire.catalog.reader import Catalog, load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.jurisdiction import Kin, Ring, kin_of, ring_of
from inventaire.domain.normalisation import publisher_key
from inventaire.domain.vocabulary import Recognised
from inventaire.models import Application, db
from inventaire.services.memory import remembered


@dataclass(frozen=True, slots=True)
class Owner:
    """The group that holds a tool, its ring, and whether it is one of the five giants (GAFAM)."""

    group: str
    ring: Ring
    gafam: bool = False

    @property
    def kin(self) -> Kin:
        """Say among whom it stands."""
        return kin_of(self.ring, is_giant=self.gafam)


FREE = Owner("Logiciels libres", Ring.FREE)
NOBODY = "Éditeur non renseigné"
IS_FREE = Recognised.FREE.value
Kept = Callable[[Owner], bool]


@dataclass(frozen=True, slots=True)
class Owners:
    """Every owner that the catalogue knows: by the slug of a tool, by the name of a publisher, folded."""

    by_tool: Mapping[str, Owner]
    by_publisher: Mapping[str, Owner]

    def of(self, tool: str | None, outcome: str, publisher: str) -> Owner:
        """Say who holds an application: the vendor of the tool it is, or else its publisher if it is known."""
        held = self.by_tool.get(tool or "")
        if held or outcome == IS_FREE:
            return held or FREE
        return self.of_publisher(publisher) or Owner(publisher or NOBODY, Ring.UNKNOWN)

    def of_publisher(self, publisher: str) -> Owner | None:
        """Give the owner that a publisher is, if it is one and only one."""
        return self.by_publisher.get(publisher_key(publisher))


def owners() -> Owners:
    """Give the owners of the catalogue."""
    catalog = load_catalog()
    return _owners(catalog.version)


def doing(function: str) -> list[str]:
    """List the tools, and the free software, that have a function."""
    catalog = load_catalog()
    entries: list[Tool | Alternative] = [*catalog.tools.values(), *catalog.alternatives.values()]
    return [entry.slug for entry in entries if function in entry.functions]


def held_by(kept: Kept) -> Any:
    """Give the condition that keeps the applications of some owners."""
    known = owners()
    tools = [slug for slug, owner in known.by_tool.items() if kept(owner)]
    recognised = or_(Application.tool.in_([*known.by_tool]), Application.outcome == IS_FREE)
    conditions = [Application.tool.in_(tools), and_(not_(func.coalesce(recognised, False)), _published_by(kept, known))]
    return or_(*conditions, *([Application.outcome == IS_FREE] if kept(FREE) else []))


def _published_by(kept: Kept, known: Owners) -> Any:
    """Keep publishers by their owners: those of the catalogue one by one, the others by what they are called."""
    names = {name: known.of(None, "", name) for name in _publishers()}
    if kept(Owner("", Ring.UNKNOWN)):
        return Application.publisher.not_in([name for name, owner in names.items() if not kept(owner)])
    return Application.publisher.in_([name for name, owner in names.items() if kept(owner)])


@remembered
def _publishers() -> tuple[str, ...]:
    """List the publishers of the inventory, as they are written."""
    return tuple(db.session.scalars(select(Application.publisher).distinct()))


@cache
def _owners(_version: str) -> Owners:
    catalog = load_catalog()
    by_tool = {slug: _owner(tool) for slug, tool in catalog.tools.items()}
    found: dict[str, set[Owner]] = {}
    for slug, owner in by_tool.items():
        for name in _names(catalog, catalog.tools[slug]):
            found.setdefault(name, set()).add(owner)
    by_publisher = {name: signer for name, several in found.items() if name and (signer := _signer(name, several))}
    return Owners(by_tool, by_publisher)


def _signer(name: str, owners: set[Owner]) -> Owner | None:
    """Give the one who signs so; of several, the one that is called so."""
    called = [owner for owner in owners if publisher_key(owner.group) == name]
    likely = called or [*owners]
    return likely[0] if len(likely) == 1 else None


def _names(catalog: Catalog, tool: Tool) -> set[str]:
    """Give every name under which a vendor signs, folded."""
    signed = {publisher_key(name) for name in signers(tool)}
    others = [{publisher_key(name) for name in (each.key, *each.aliases)} for each in catalog.publishers]
    return signed.union(*(names for names in others if names & signed))


def _owner(tool: Tool) -> Owner:
    vendor = tool.vendor
    group = tool.gafam.capitalize() if tool.gafam else vendor.parent or vendor.name
    return Owner(group, ring_of(vendor.parent_country or vendor.country), tool.gafam is not None)
