"""Can we leave: what is found of it without asking anybody."""

from collections.abc import Iterable, Mapping

from inventaire.domain.dependency.facts import FREE, CatalogFacts, Facts, Role
from inventaire.domain.dependency.profile import Basis, Found
from inventaire.domain.formats import with_unit
from inventaire.domain.vocabulary import ExportKind

OF_RECORD = {ExportKind.FULL: "full", ExportKind.PARTIAL: "partial", ExportKind.NONE: "none"}
OF_CATALOGUE = {"open": "full", "partial": "partial", "closed": "none"}
NOTHING_TO_TAKE = "sans objet"  # what the catalogue writes of a tool that keeps no data
BEST_FIRST = ("several", "one", "partial", "conditional", "none")


def export(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say what can be taken out: the organisation's word first."""
    tool = facts.tool
    if facts.export_kind in OF_RECORD:
        return Found(OF_RECORD[facts.export_kind], f"Export possible\u00a0: {facts.export_kind.label}.", Basis.RECORD)
    if tool and tool.is_free:
        return Found("free", FREE, Basis.COMMON, tool.reviewed_on)
    if tool and tool.formats == NOTHING_TO_TAKE:
        return Found(
            "full", "Rien à en sortir\u00a0: l’outil ne garde pas de données.", Basis.OPINION, tool.reviewed_on
        )
    if tool and tool.export in OF_CATALOGUE:
        return Found(OF_CATALOGUE[tool.export], tool.formats or "", Basis.OPINION, tool.reviewed_on)
    return None


def notice(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say how many months ahead the contract is to be ended."""
    months = facts.notice_months
    if months is not None:
        return Found(months, f"Préavis\u00a0: {with_unit(str(months), 'mois')}.", Basis.RECORD)
    return None


def exit_clause(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say that free software on one's own machines needs no clause; for the rest, ask."""
    at_home = facts.is_free and facts.way_in is not None and not facts.is_remote
    return Found("free", FREE, Basis.COMMON) if at_home else None


def identity(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say how much the accounts of the agents hang on it."""
    tool = facts.tool
    if tool and tool.identity != "unknown":
        return Found(tool.identity, tool.identity_text or "", Basis.OPINION, tool.reviewed_on)
    return None


def alternatives(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Say whether something could take its place: the function that is worst off decides."""
    tool = facts.tool
    if tool is None:
        return None
    if tool.is_free:
        return Found("free", FREE, Basis.COMMON, tool.reviewed_on)
    role = max(tool.roles, key=lambda each: BEST_FIRST.index(_choice(each)), default=None)
    return _judged(_choice(role), _told(role), tool, [role]) if role else None


def prerequisites(facts: Facts, _known: Mapping[str, Found]) -> Found | None:
    """Count what must stand before the first alternative of each function."""
    tool = facts.tool
    if tool is None or not (tool.is_free or tool.roles):
        return None
    if tool.is_free:
        return Found(0, FREE, Basis.COMMON, tool.reviewed_on)
    if stuck := [role for role in tool.roles if not role.ways]:
        return _judged("unknown-way", "Une fonction n’a pas d’alternative retenue.", tool, stuck)
    needed = sorted(_needed(tool))
    return _judged(len(needed), ", ".join(needed) or "Rien à préparer.", tool, tool.roles)


def _judged(value: str | int, told: str, tool: CatalogFacts, roles: Iterable[Role]) -> Found:
    """Say whose opinion an answer on some functions is: the organisation's where it changes one of them."""
    judged = [role.judged for role in roles if role.judged]
    if not judged:
        return Found(value, told, Basis.OPINION, tool.reviewed_on)
    last = max(judged, key=lambda each: each.on)
    return Found(value, told, Basis.OWN, last.on, by=last.by)


def _needed(tool: CatalogFacts) -> set[str]:
    return {name for role in tool.roles for name in role.ways[0].requires}


def _choice(role: Role) -> str:
    fits = [way.fit for way in role.ways]
    if "full" in fits:
        return "one" if fits.count("full") == 1 else "several"
    return next((fit for fit in ("partial", "conditional") if fit in fits), "none")


def _told(role: Role) -> str:
    if not role.ways and role.judged:
        return f"{role.label}\u00a0: la collectivité a écarté {', '.join(role.judged.refused)}."
    names = ", ".join(way.name for way in role.ways) or "aucune"
    return f"{role.label}\u00a0: {names}."
