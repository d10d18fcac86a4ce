"""What must hold between the entries of the catalogue: one function for each rule.

Every rule caught, or would have caught, a real error while the facts were gathered.
Source: references, catalogue schema, « Validation rules ».
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from inventaire.catalog import coverage, naming, wording
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


RULES: tuple[Callable[[Whole], Iterator[CatalogFault]], ...] = (
    unique_keys,
    references,
    no_idle_source,
    no_cycle,
    coverage.replaced,
    coverage.never_without,
    coverage.uncovered_said,
    coverage.one_passage,
    naming.shared_aliases,
    naming.sound_matches,
    naming.sound_components,
    naming.publishers_apart,
    wording.standing_texts,
    wording.dated_prices,
    wording.sourced_users,
    wording.told_by_a_source,
    wording.known_licences,
    wording.reviews,
)
