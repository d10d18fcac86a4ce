"""What the organisation depends on, drawn and laid out: bars on the page, rows in a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from inventaire.catalog.reader import load_catalog
from inventaire.domain.blocks import Bar, BarChart, Figure
from inventaire.domain.formats import money, number, percent
from inventaire.services.reliance import Line, Reliance, label_of, reliance
from inventaire.services.software import FreeShare
from inventaire.spreadsheets.sheets import Sheet

SHOWN = 10
EUROS, POSTS = "€ HT par an", "postes"
HEADINGS = (
    "Vue",
    "Ligne",
    "Cercle",
    "Logiciels",
    "Dépense (€ HT par an)",
    "Dépenses connues",
    "Postes",
    "Comptes déclarés",
    "Indice (0 à 10 000)",
    "Postes inventoriés",
)


def figures(found: Reliance) -> Mapping[str, Figure]:
    """Draw the bars of the page, by the name of what they show."""
    return {
        "spending": _bars("spending", "Dépense annuelle par groupe", "Groupe", EUROS, found.groups, _cost),
        "posts": _bars("posts", "Postes par groupe", "Groupe", POSTS, found.groups, _posts),
        "rings": _bars("rings", "Dépense annuelle par cercle", "Cercle", EUROS, found.rings, _cost),
        "kin": _bars("kin", "Postes, GAFAM et autres", "Famille", POSTS, found.kin, _posts),
        "hosting": _bars("hosting", "Logiciels par lieu d’hébergement", "Lieu", "logiciels", found.hosting, _count),
        "shares": _shares(found.shares),
    }


def reliance_sheet() -> Sheet:
    """Lay every figure of the page out, one line a row."""
    return Sheet("Dépendances", HEADINGS, list(_rows(reliance())))


def _rows(found: Reliance) -> Iterator[tuple[Any, ...]]:
    views = {
        "Groupes": found.groups,
        "Cercles": found.rings,
        "GAFAM et autres": found.kin,
        "Lieux d’hébergement": found.hosting,
    }
    for view, lines in views.items():
        for line in lines:
            cost = line.cost if line.known_costs else None
            yield (
                view,
                label_of(line.of),
                line.ring,
                line.applications,
                cost,
                line.known_costs,
                line.posts,
                line.seats,
                None,
                None,
            )
    for mission in found.missions:
        yield "Missions", mission.mission, None, mission.applications, *[None] * 6
    for share in found.shares:
        name = load_catalog().functions[share.function].label_fr
        yield "Postes avec un logiciel libre", name, *[None] * 4, share.free, None, None, share.machines
    for name, concentrated in (("Dépense", found.of_spending), ("Postes", found.of_posts)):
        yield "Concentration", name, *[None] * 6, concentrated.shown, None


def _cost(line: Line) -> tuple[float | None, str]:
    return (line.cost, money(line.cost, 0)) if line.known_costs else (None, "")


def _posts(line: Line) -> tuple[float | None, str]:
    return (line.posts, number(line.posts)) if line.posts else (None, "")


def _count(line: Line) -> tuple[float | None, str]:
    return line.applications, number(line.applications)


def _bars(
    anchor: str, title: str, heading: str, unit: str, lines: Iterable[Line], value: Callable[[Line], tuple[Any, str]]
) -> Figure:
    drawn = [(label_of(line.of), *value(line)) for line in lines]
    known = sorted((each for each in drawn if each[1] is not None), key=lambda each: -each[1])[:SHOWN]
    bars = tuple(Bar(name, None, amount, None, text) for name, amount, text in known)
    told = ", ".join(f"{name}\u00a0: {text}" for name, _, text in known)
    return Figure(title, told or "Rien n’est connu.", BarChart(heading, unit, bars), anchor)


def _shares(shares: Iterable[FreeShare]) -> Figure:
    functions = load_catalog().functions
    bars = tuple(
        Bar(
            functions[share.function].label_fr,
            None,
            100 * share.free / share.machines,
            None,
            percent(share.free / share.machines),
        )
        for share in shares
        if share.machines
    )
    told = ", ".join(f"{bar.label}\u00a0: {bar.text}" for bar in bars)
    title = "Postes où un logiciel libre remplit la fonction"
    return Figure(title, told or "Aucun poste inventorié.", BarChart("Fonction", "% des postes", bars), "shares")
