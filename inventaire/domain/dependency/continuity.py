"""Does work go on without network, vendor or electricity: what is found of it without asking anybody."""

from collections.abc import Mapping
from datetime import date

from inventaire.domain.dependency.facts import FREE, Facts, SupportFacts
from inventaire.domain.dependency.profile import MONTHS, Basis, Found
from inventaire.domain.formats import day

OFFLINE = {"yes": "yes", "partial": "partly", "no": "no"}


def without_network(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say whether it works with no network: a service used at somebody else's does not."""
    tool = facts.tool
    if facts.is_remote and facts.way_in:
        return Found("no", f"{facts.way_in.label}.", Basis.RECORD if facts.delivery else Basis.COMMON)
    if tool and tool.offline:
        return Found(OFFLINE[tool.offline], FREE, Basis.OPINION, tool.reviewed_on)
    return None


def essential(facts: Facts, known: Mapping[str, Found]) -> Found | None:
    """Say whether a function that must go on with no network hangs on it."""
    tool, network = facts.tool, known.get("without-network")
    if tool is None or any(role.is_essential is None for role in tool.roles):
        return None
    held = [role for role in tool.roles if role.is_essential]
    if not held:
        return Found(
            "not-essential", "Le catalogue ne marque aucune de ses fonctions.", Basis.OPINION, tool.reviewed_on
        )
    if network is None:
        return None
    told = ", ".join(role.label for role in held)
    paper = all(role.paper for role in held)
    value = {"yes": "works", "partly": "partly", "no": "paper" if paper else "nothing"}[str(network.value)]
    return Found(value, told, Basis.OPINION, tool.reviewed_on)


def without_vendor(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say whether it outlives its vendor."""
    if facts.is_free:
        return Found("free", FREE, Basis.COMMON)
    if facts.is_remote and facts.way_in and facts.tool:
        return Found("no", f"{facts.way_in.label}.", Basis.COMMON)
    return None


def without_electricity(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say whether the catalogue knows a way on paper for everything it does."""
    tool = facts.tool
    if tool is None or not tool.roles or not all(role.paper for role in tool.roles):
        return None
    told = "\u202f; ".join(f"{role.label}\u00a0: {role.paper}" for role in tool.roles)
    return Found("known", told, Basis.OPINION, tool.reviewed_on)


def sole_supplier(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say who could mend it: the vendor alone, where the code is theirs."""
    tool = facts.tool
    if tool is None:
        return None
    if tool.is_free:
        return Found("free", FREE, Basis.COMMON, tool.reviewed_on)
    return Found("vendor", "Outil propriétaire au catalogue.", Basis.COMMON, tool.reviewed_on)


def support_end(facts: Facts, today: date) -> Found | None:
    """Say how many months the version is still followed, as published."""
    support = facts.support
    if support is None:
        return Found("service", "Service en ligne.", Basis.COMMON) if facts.is_remote else None
    if support.until:
        told = f"{support.release}, suivi jusqu’au {day(support.until)}."
        return Found(_left(support.until, today), told, Basis.SOURCED, support.until, support.source)
    if support.is_followed is None:
        return None
    return _unpublished(support)


def _left(until: date, today: date) -> int:
    """Count the months begun until the end; none once it is over."""
    if until <= today:
        return 0
    months = (until.year - today.year) * MONTHS + until.month - today.month
    return months + (until.day > today.day)


def _unpublished(support: SupportFacts) -> Found:
    told = f"{support.release}, sans date publiée."
    return Found("followed" if support.is_followed else "over", told, Basis.SOURCED, None, support.source)
