"""What must hold of the names by which tools are recognised: one function for each rule."""

import re
from collections import defaultdict
from collections.abc import Iterator

from inventaire.catalog.aliases import signers
from inventaire.catalog.fault import CatalogFault, Placed, Whole
from inventaire.catalog.schema import Match
from inventaire.domain.normalisation import light, publisher_key, strong


def shared_aliases(whole: Whole) -> Iterator[CatalogFault]:
    """Let two tools claim the same name only when each says so."""
    owners: dict[str, list[tuple[Placed, Match]]] = defaultdict(list)
    for row in (*whole.sections["tools"], *whole.sections["alternatives"]):
        for match in row.entry.matches:
            form = "exact" if match.type in {"exact", "package", "domain"} else match.type
            owners[f"{form}:{light(match.value) if form == 'exact' else strong(match.value)}"].append((row, match))
    for claims in owners.values():
        slugs = {row.entry.slug for row, _ in claims}
        if len(claims) > len(slugs):
            row, match = claims[-1]
            yield row.fault(f"« {match.value} » est donné deux fois à « {row.entry.slug} ».", "matches")
        for row, match in claims:
            if silent := slugs - {row.entry.slug, *match.ambiguous_with}:
                told = f"« {match.value} » désigne aussi « {', '.join(sorted(silent))} » (ambiguous_with)."
                yield row.fault(told, "matches")


def sound_matches(whole: Whole) -> Iterator[CatalogFault]:
    """Keep something to compare in each name; only prefixes say what may follow."""
    known = whole.keys["tools"] | whole.keys["alternatives"]
    for row in (*whole.sections["tools"], *whole.sections["alternatives"]):
        for match in row.entry.matches:
            if not strong(match.value):
                yield row.fault(f"« {match.value} » ne garde aucun mot une fois normalisé.", "matches")
            if (match.type == "prefix") != bool(match.allow_suffix):
                yield row.fault(f"« {match.value} » : « allow_suffix » va avec « prefix », et lui seul.", "matches")
            if not set(match.ambiguous_with) <= known:
                yield row.fault(f"« {match.value} » : « ambiguous_with » nomme un outil inconnu.", "matches")


def sound_components(whole: Whole) -> Iterator[CatalogFault]:
    """Make sure that patterns can be joined: they compile, capture nothing, and read light names."""
    for row in whole.sections["components"]:
        try:
            groups = re.compile(row.entry.pattern).groups
        except re.error as wrong:
            yield row.fault(f"ce motif ne se lit pas ({wrong}).", "pattern")
            continue
        if groups or not row.entry.pattern.isascii() or row.entry.pattern != row.entry.pattern.lower():
            yield row.fault("écrivez le motif en minuscules sans accent, groupes en « (?:…) ».", "pattern")


def publishers_apart(whole: Whole) -> Iterator[CatalogFault]:
    """Give each name to one publisher."""
    owners: dict[str, str] = {}
    for row in whole.sections["publishers"]:
        for name in (row.entry.key, *row.entry.aliases):
            if owners.setdefault(light(name), row.entry.key) != row.entry.key:
                yield row.fault(f"« {name} » est déjà un nom de « {owners[light(name)]} ».", "aliases")
    for row in whole.sections["tools"]:
        if not all(publisher_key(name) for name in signers(row.entry)):
            yield row.fault("un éditeur sans nom.", "vendor")
