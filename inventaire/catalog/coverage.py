"""What must hold of the passages from tools to alternatives: one function for each rule."""

from collections import defaultdict
from collections.abc import Iterator

from inventaire.catalog.fault import CatalogFault, Whole

TO_COVER = " : ajoutez un passage, ou nommez la fonction dans « uncovered »."
DOING_WITHOUT = "sans-outil"
NEVER_WITHOUT = {"antivirus", "elections", "etat-civil", "finances", "sauvegarde"}


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


def never_without(whole: Whole) -> Iterator[CatalogFault]:
    """Keep the functions that nobody may do without closed to « sans-outil »."""
    for row in whole.sections["alternatives"]:
        if row.entry.slug == DOING_WITHOUT and (missing := NEVER_WITHOUT - set(row.entry.not_for)):
            yield row.fault(f"on ne fait pas sans : ajoutez « {', '.join(sorted(missing))} ».", "not_for")


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
