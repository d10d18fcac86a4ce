"""What must hold between the entries of the catalogue: one function for each rule.

Every rule caught, or would have caught, a real error while the facts were gathered.
Source: references, catalogue schema, « Validation rules ».
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from inventaire.catalog import naming, wording
from inventaire.catalog.fault import CatalogFault, Placed, Whole

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REFERENCES = {
    ("tools", "functions"): ("functions",),
    ("tools", "uncovered"): ("functions",),
    ("tools", "sources"): ("sources",),
    ("alternatives", "functions"): ("functions",),
    ("alternatives", "not_for"): ("functions",),
    ("alternatives", "sources"): ("sources",),
    ("replacements", "tool"): ("tools",),
    ("replacements", "alternative"): ("alternatives",),
    ("replacements", "functions"): ("functions",),
    ("replacements", "requires"): ("alternatives",),
    ("replacements", "sources"): ("sources",),
    ("components", "hints_at"): ("tools", "alternatives"),
}
TO_COVER = " : ajoutez un passage, ou nommez la fonction dans « uncovered »."
KEYS = {"functions": "key", "sources": "id", "publishers": "key", "components": "id"}


def faults(places: list[Placed], today: date | None) -> Iterator[CatalogFault]:
    """Apply every rule to the whole of the catalogue."""
    sections: dict[str, list[Placed]] = defaultdict(list)
    for place in places:
        sections[place.section].append(place)
    keys = {name: {_key(row) for row in rows} for name, rows in sections.items() if name != "replacements"}
    whole = Whole(sections, keys, today)
    for rule in RULES:
        yield from rule(whole)


def _key(place: Placed) -> str:
    return str(getattr(place.entry, KEYS.get(place.section, "slug")))


def unique_keys(whole: Whole) -> Iterator[CatalogFault]:
    """Ask for keys in kebab-case, once each; tools and alternatives share theirs."""
    seen: set[tuple[str, str]] = set()
    for section in whole.keys:
        for row in whole.sections[section]:
            key, room = _key(row), "tools" if section == "alternatives" else section
            if not SLUG.fullmatch(key):
                yield row.fault(f"« {key} » : écrivez en minuscules sans accent, mots joints par des tirets.")
            if (room, key) in seen:
                yield row.fault(f"« {key} » existe déjà : donnez un autre nom.")
            seen.add((room, key))


def references(whole: Whole) -> Iterator[CatalogFault]:
    """Resolve everything that is named; ask a source of every fact."""
    for (section, field), targets in REFERENCES.items():
        known = set[str]().union(*(whole.keys.get(target, set()) for target in targets))
        for row in whole.sections[section]:
            named = getattr(row.entry, field)
            for name in (named,) if isinstance(named, str) else named:
                if name not in known:
                    yield row.fault(f"« {name} » ({field}) n’existe pas dans « {' / '.join(targets)} ».", field)
            if field == "sources" and not named:
                yield row.fault("une source au moins est nécessaire (« common-knowledge » s’il n’y en a pas).")


def no_idle_source(whole: Whole) -> Iterator[CatalogFault]:
    """Refuse a source that nobody cites: a mistake, or a fact that was lost."""
    cited = {source for section in wording.REVIEWED for row in whole.sections[section] for source in row.entry.sources}
    for row in whole.sections["sources"]:
        if row.entry.id not in cited:
            yield row.fault(f"aucune fiche ne cite la source « {row.entry.id} ».")


def no_cycle(whole: Whole) -> Iterator[CatalogFault]:
    """Refuse prerequisites in a circle: no plan could start."""
    needs: dict[str, set[str]] = defaultdict(set)
    for row in whole.sections["replacements"]:
        needs[row.entry.alternative] |= set(row.entry.requires)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        ring = cycle.args[1]
        told = f"prérequis en cercle : {' → '.join(reversed(ring))}."
        guilty = [row for row in whole.sections["replacements"] if row.entry.requires and row.entry.alternative in ring]
        yield guilty[0].fault(told, "requires")


def replaced(whole: Whole) -> Iterator[CatalogFault]:
    """Ask every tool for a replacement or a reason; refuse those that must not be proposed."""
    kinds = {row.entry.slug: row.entry for row in whole.sections["alternatives"]}
    tools = {row.entry.slug: row.entry for row in whole.sections["tools"]}
    for row in whole.sections["replacements"]:
        entry, other = row.entry, kinds.get(row.entry.alternative)
        if foreign := set(entry.functions) - set(getattr(tools.get(entry.tool), "functions", entry.functions)):
            yield row.fault(f"« {entry.tool} » ne sert pas à « {', '.join(sorted(foreign))} ».", "functions")
        if other and (other.kind == "none") != (entry.fit == "none"):
            yield row.fault("« fit: none » va avec l’alternative « aucune », et elle seule.", "fit")
        if entry.fit == "none" and not entry.notes_fr:
            yield row.fault("dites dans « notes_fr » pourquoi il n’y a pas d’alternative.")
        if other and set(other.not_for) & set(entry.functions) and not entry.exception_fr:
            yield row.fault(f"« {other.slug} » ne doit pas être proposé ici (not_for).", "alternative")
    for slug in tools.keys() - {row.entry.tool for row in whole.sections["replacements"]}:
        place = next(row for row in whole.sections["tools"] if row.entry.slug == slug)
        yield place.fault(f"« {slug} » n’a pas d’alternative : ajoutez-en une, ou « aucune » avec sa raison.")


def uncovered_said(whole: Whole) -> Iterator[CatalogFault]:
    """Ask for a passage for each function of a tool, or for the word that there is none."""
    covered: dict[str, set[str]] = defaultdict(set)
    for row in whole.sections["replacements"]:
        covered[row.entry.tool] |= set(row.entry.functions)
    for row in (each for each in whole.sections["tools"] if each.entry.slug in covered):
        left = set(row.entry.functions) - covered[row.entry.slug]
        for key in left - set(row.entry.uncovered):
            yield row.fault(f"rien ne prend la place de « {row.entry.slug} » pour « {key} »{TO_COVER}", "functions")
        for key in set(row.entry.uncovered) - left:
            yield row.fault(f"« {key} » a un passage, ou n’est pas une fonction de cet outil.", "uncovered")


def one_passage(whole: Whole) -> Iterator[CatalogFault]:
    """Keep one passage from a tool to an alternative, and ranks without a tie."""
    pairs: set[tuple[str, str]] = set()
    ranks: set[tuple[str, int]] = set()
    for row in whole.sections["replacements"]:
        pair, rank = (row.entry.tool, row.entry.alternative), (row.entry.tool, row.entry.order)
        if pair in pairs or rank in ranks:
            yield row.fault(f"« {pair[0]} → {pair[1]} » : passage ou rang déjà donné.", "order")
        pairs.add(pair)
        ranks.add(rank)


RULES: tuple[Callable[[Whole], Iterator[CatalogFault]], ...] = (
    unique_keys,
    references,
    no_idle_source,
    no_cycle,
    replaced,
    uncovered_said,
    one_passage,
    naming.shared_aliases,
    naming.sound_matches,
    naming.sound_components,
    naming.publishers_apart,
    wording.standing_texts,
    wording.dated_prices,
    wording.sourced_users,
    wording.told_by_a_source,
    wording.reviews,
)
