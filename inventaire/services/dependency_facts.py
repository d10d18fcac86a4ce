"""What the inventory and the catalogue know of an application, gathered for its dependency profile."""

from functools import lru_cache
from typing import Any

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.dependency.facts import CatalogFacts, Facts, Role, SupportFacts, Way
from inventaire.domain.support import support_of_tool_version
from inventaire.domain.vocabulary import Delivery
from inventaire.services.recognition import recognise_name

NOTHING = {"none", "not_free"}  # kinds of alternatives that take no tool's place


def facts_of(application: Any, in_place: frozenset[str]) -> Facts:
    """Gather the facts of an application, or of its row in a list; `in_place` are the alternatives in use here."""
    return Facts(
        delivery=application.delivery,
        hosting_place=application.hosting_place,
        personal_data=application.personal_data,
        export_kind=application.export_kind,
        notice_months=application.notice_months,
        tool=_catalog_facts(application.tool, in_place) if application.tool else None,
        support=_support(application),
    )


@lru_cache(maxsize=1_000)
def _catalog_facts(slug: str, in_place: frozenset[str]) -> CatalogFacts | None:
    """Give what the catalogue says of a tool or of a free software; None where it no longer knows it."""
    catalog = load_catalog()
    if slug in catalog.tools:
        return _of_tool(catalog.tools[slug], in_place)
    alternative = catalog.alternatives.get(slug)
    return _of_free_software(alternative) if alternative and alternative.kind == "free_software" else None


def _of_tool(tool: Tool, in_place: frozenset[str]) -> CatalogFacts:
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
        roles=tuple(_role(key, _ways(tool.slug, key, in_place)) for key in tool.functions),
    )


def _of_free_software(alternative: Alternative) -> CatalogFacts:
    return CatalogFacts(
        reviewed_on=alternative.reviewed.on,
        is_free=True,
        offline=alternative.offline,
        roles=tuple(_role(key) for key in alternative.functions),
    )


def _role(key: str, ways: tuple[Way, ...] = ()) -> Role:
    function = load_catalog().functions[key]
    essential = function.essential_offline if _marks_essential() else None
    return Role(function.label_fr, essential, function.paper_fallback_fr, ways)


@lru_cache(maxsize=1)
def _marks_essential() -> bool:
    """Say whether the catalogue marks any function at all: a list that marks none says nothing of the others."""
    return any(each.essential_offline for each in load_catalog().functions.values())


def _ways(tool: str, function: str, in_place: frozenset[str]) -> tuple[Way, ...]:
    known = load_catalog().alternatives
    return tuple(
        Way(
            known[each.alternative].name,
            each.fit,
            frozenset(known[slug].name for slug in each.requires if slug not in in_place),
        )
        for each in load_catalog().replacements_of(tool)
        if function in each.functions and each.fit != "none" and known[each.alternative].kind not in NOTHING
    )


@lru_cache(maxsize=1)
def _products() -> dict[str, str]:
    return {tool: product.key for product in load_lifecycles().products.values() for tool in product.tools}


def _support(application: Any) -> SupportFacts | None:
    product = _products().get(application.tool or "")
    if product is None:
        return None
    found = recognise_name(application.raw_name, application.publisher, application.raw_version or "")
    support = support_of_tool_version(product, found.version, load_lifecycles()) if found.version else None
    if support is None:
        return None
    label = f"{support.product} {support.release}"
    return SupportFacts(label, support.free_until, support.followed, support.source)
