"""Two alternatives side by side: facts, the tools whose place they take, what is told of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Replacement, Tool
from inventaire.domain.formats import day
from inventaire.domain.vocabulary import AlternativeKind, Term
from inventaire.services.catalogue import get_alternative, uses_here
from inventaire.services.experience import Experience, experience_of
from inventaire.services.opinion import passages_to

YES = {True: "oui", False: "non"}
OFFLINE = {"yes": "oui", "partial": "en partie", "no": "non"}


class Verdict(Term):
    """How two facts compare, in a word."""

    SAME = "same", "identique"
    DIFFERENT = "different", "différent"
    UNKNOWN = "unknown", "non comparable"


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of each, and the word that compares them."""

    label: str
    first: Any
    second: Any
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Replaced:
    """A tool, and what either of them is in its place; None when it takes no place there."""

    tool: Tool
    uses: int
    first: Replacement | None
    second: Replacement | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole of it."""

    first: Alternative
    second: Alternative
    facts: tuple[Compared, ...]
    replaced: tuple[Replaced, ...]
    told: tuple[Experience, Experience]


def compare(first: str, second: str) -> Comparison:
    """Set two alternatives side by side. Raises NotFound."""
    one, other = get_alternative(first), get_alternative(second)
    pairs = zip(_facts(one), _facts(other), strict=True)
    facts = tuple(Compared(label, mine, its, _verdict(mine, its)) for (label, mine), (_, its) in pairs)
    passages = [{each.told.tool: each.replacement for each in passages_to(slug)} for slug in (first, second)]
    told = tuple(experience_of(found.values()) for found in passages)
    return Comparison(one, other, facts, _replaced(*passages), (told[0], told[1]))


def _facts(alternative: Alternative) -> Iterator[tuple[str, Any]]:
    functions, licence = load_catalog().functions, alternative.licence
    yield "Nature", AlternativeKind(alternative.kind).label
    yield "Fonctions", ", ".join(sorted(functions[key].label_fr for key in alternative.functions))
    yield "Licence", (licence.spdx or licence.licence_fr) if licence else None
    yield "Licence vérifiée dans le projet", YES[licence.verified] if licence else None
    yield (
        "Peut être hébergé soi-même",
        YES.get(alternative.self_hostable) if alternative.self_hostable is not None else None,
    )
    yield "Fonctionne hors réseau", OFFLINE.get(alternative.offline or "")
    yield "Hébergeurs en France", alternative.hosting_fr
    yield "Systèmes", ", ".join(alternative.platforms)
    yield "Formats", alternative.formats_fr
    yield "Maturité", alternative.maturity_fr
    yield "Dernière version connue", str(alternative.last_release_year) if alternative.last_release_year else None
    yield "Collectivités qui l’utilisent", alternative.users_public_fr
    yield "Remarques", alternative.notes_fr
    yield "Utilisée ici", "oui" if alternative.slug in uses_here() else "non"
    yield "Relue le", day(alternative.reviewed.on)


def _verdict(mine: Any, its: Any) -> Verdict:
    if not mine or not its:
        return Verdict.UNKNOWN
    return Verdict.SAME if mine == its else Verdict.DIFFERENT


def _replaced(first: dict[str, Replacement], second: dict[str, Replacement]) -> tuple[Replaced, ...]:
    tools, uses = load_catalog().tools, uses_here()
    found = [Replaced(tools[slug], uses.get(slug, 0), first.get(slug), second.get(slug)) for slug in {*first, *second}]
    return tuple(
        sorted(found, key=lambda each: (-each.uses, each.first is None or each.second is None, each.tool.name))
    )
