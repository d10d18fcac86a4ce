"""Who holds the software of the organisation: the group behind each name, its ring, as far as they are known."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import and_, or_, select

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


def owner_of(tool: str | None, outcome: str, publisher: str) -> Owner:
    """Say who holds an application: the vendor of the tool it is, or else its publisher if the catalogue knows it."""
    known = _owners_of_tools().get(tool or "")
    if known or outcome == IS_FREE:
        return known or FREE
    return known_publisher(publisher) or Owner(publisher or NOBODY, Ring.UNKNOWN)


def known_publisher(publisher: str) -> Owner | None:
    """Give the owner that a publisher is in the catalogue, if it is one and only one."""
    return _owners_of_publishers().get(publisher_key(publisher))


def owner_of_tool(slug: str) -> Owner:
    """Say who holds a tool of the catalogue, or that it is free software."""
    return _owners_of_tools().get(slug, FREE)


def doing(function: str) -> list[str]:
    """List the tools, and the free software, that have a function."""
    catalog = load_catalog()
    entries: list[Tool | Alternative] = [*catalog.tools.values(), *catalog.alternatives.values()]
    return [entry.slug for entry in entries if function in entry.functions]


def held_by(kept: Kept) -> Any:
    """Give the condition that keeps the applications of some owners."""
    tools = [slug for slug, owner in _owners_of_tools().items() if kept(owner)]
    conditions = [Application.tool.in_(tools), and_(_is_unrecognised(), _published_by(kept))]
    return or_(*conditions, *([Application.outcome == IS_FREE] if kept(FREE) else []))


def _is_unrecognised() -> Any:
    tools = list(_owners_of_tools())
    return and_(or_(Application.tool.is_(None), Application.tool.not_in(tools)), Application.outcome != IS_FREE)


def _published_by(kept: Kept) -> Any:
    """Keep publishers by their owners: those of the catalogue one by one, the others by what they are called."""
    known = [publisher for publisher in _publishers() if known_publisher(publisher)]
    own = [publisher for publisher in _publishers() if kept(owner_of(None, "", publisher))]
    if kept(Owner("", Ring.UNKNOWN)):
        return Application.publisher.not_in([publisher for publisher in known if publisher not in own])
    return Application.publisher.in_(own)


@remembered
def _publishers() -> tuple[str, ...]:
    """List the publishers of the inventory, as they are written."""
    return tuple(db.session.scalars(select(Application.publisher).distinct()))


def _owners_of_tools() -> dict[str, Owner]:
    return _tools(load_catalog().version)


@cache
def _tools(_version: str) -> dict[str, Owner]:
    return {slug: _owner(tool) for slug, tool in load_catalog().tools.items()}


def _owners_of_publishers() -> dict[str, Owner]:
    return _signatures(load_catalog().version)


@cache
def _signatures(_version: str) -> dict[str, Owner]:
    catalog = load_catalog()
    found: dict[str, set[Owner]] = {}
    for slug, owner in _owners_of_tools().items():
        for name in _names(catalog, catalog.tools[slug]):
            found.setdefault(name, set()).add(owner)
    return {name: signer for name, owners in found.items() if name and (signer := _signer(name, owners))}


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
