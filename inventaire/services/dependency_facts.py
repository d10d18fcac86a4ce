"""What the inventory and the catalogue know of an application, gathered for its dependency profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.dependency.facts import CatalogFacts, Facts, Judgement, Role, SupportFacts, Way
from inventaire.domain.support import support_of_tool_version
from inventaire.domain.vocabulary import Delivery
from inventaire.services.catalogue import systems_in_use, tools_in_use
from inventaire.services.opinion import Opinion, Passage, opinions, passages_from
from inventaire.services.recognition import recognise_name

NOTHING = {"none", "not_free"}  # kinds of alternatives that take no tool's place


@dataclass(frozen=True, slots=True)
class Here:
    """What one organisation adds to the catalogue: the tools and alternatives in use, its opinions."""

    in_place: frozenset[str]
    opinions: frozenset[Opinion]


def here() -> Here:
    """Give what the organisation of the session adds to the catalogue."""
    return Here(frozenset({*tools_in_use(), *systems_in_use()}), frozenset(opinions().values()))


def facts_of(application: Any, found_here: Here) -> Facts:
    """Gather the facts of an application, or of its row in a list."""
    return Facts(
        delivery=application.delivery,
        hosting_place=application.hosting_place,
        personal_data=application.personal_data,
        export_kind=application.export_kind,
        notice_months=application.notice_months,
        tool=_catalog_facts(application.tool, found_here) if application.tool else None,
        support=_support(application),
    )


@lru_cache(maxsize=1_000)
def _catalog_facts(slug: str, found_here: Here) -> CatalogFacts | None:
    """Give what the catalogue says of a tool or of a free software; None where it no longer knows it.

    Nothing else is read: what is kept for one organisation serves another only where both add the same.
    """
    catalog = load_catalog()
    if slug in catalog.tools:
        return _of_tool(catalog.tools[slug], found_here)
    alternative = catalog.alternatives.get(slug)
    return _of_free_software(alternative) if alternative and alternative.kind == "free_software" else None


def _of_tool(tool: Tool, found_here: Here) -> CatalogFacts:
    vendor = tool.vendor
    return CatalogFacts(
        reviewed_on=tool.reviewed.on,
        is_free=False,
        controller=vendor.parent or vendor.name,
        country=vendor.parent_country or vendor.country,
        checked_on=vendor.checked,
        delivery=Delivery(tool.delivery),
        cloud_act=tool.cloud_act,
        export=tool.export,
        formats=tool.exports_fr,
        identity=tool.identity_lock_in,
        identity_text=tool.identity_lock_in_fr,
        roles=tuple(_judged(tool.slug, key, found_here) for key in tool.functions),
    )


def _of_free_software(alternative: Alternative) -> CatalogFacts:
    return CatalogFacts(
        reviewed_on=alternative.reviewed.on,
        is_free=True,
        offline=alternative.offline,
        roles=tuple(_role(key) for key in alternative.functions),
    )


def _judged(tool: str, key: str, found_here: Here) -> Role:
    """Say what could fill a function of a tool, and whose opinion that is."""
    passages = passages_from(tool, {(each.tool, each.alternative): each for each in found_here.opinions})
    ways = _ways(passages, key, found_here.in_place)
    is_ours = ways != _ways(passages_from(tool, {}), key, found_here.in_place)
    return _role(key, ways, _judgement(each for each in passages if key in each.told.functions) if is_ours else None)


def _judgement(passages: Iterable[Passage]) -> Judgement:
    known, seen = load_catalog().alternatives, list(passages)
    said = [opinion for each in seen for opinion in each.opinions if opinion.fit or opinion.preferred]
    last = max(said, key=lambda each: each.at)
    refused = tuple(known[each.told.alternative].name for each in seen if each.is_refused)
    return Judgement(last.by or "", last.at.date(), refused)


def _role(key: str, ways: tuple[Way, ...] = (), judged: Judgement | None = None) -> Role:
    function = load_catalog().functions[key]
    essential = function.essential_offline if _marks_essential() else None
    return Role(function.label_fr, essential, function.paper_fallback_fr, ways, judged)


@lru_cache(maxsize=1)
def _marks_essential() -> bool:
    """Say whether the catalogue marks any function at all: a list that marks none says nothing of the others."""
    return any(each.essential_offline for each in load_catalog().functions.values())


def _ways(passages: Iterable[Passage], function: str, in_place: frozenset[str]) -> tuple[Way, ...]:
    known = load_catalog().alternatives
    return tuple(
        Way(
            known[each.alternative].name,
            each.fit,
            frozenset(known[slug].name for slug in each.requires if slug not in in_place),
        )
        for each in (passage.replacement for passage in passages)
        if function in each.functions and each.fit != "none" and known[each.alternative].kind not in NOTHING
    )


def _support(application: Any) -> SupportFacts | None:
    lifecycles = load_lifecycles()
    product = lifecycles.product_of(application.tool, application.raw_name)
    if product is None:
        return None
    found = recognise_name(application.raw_name, application.publisher, application.raw_version or "")
    support = support_of_tool_version(product.key, found.version, lifecycles) if found.version else None
    if support is None:
        return None
    label = f"{support.product} {support.release}"
    return SupportFacts(label, support.free_until, support.followed, support.source)
