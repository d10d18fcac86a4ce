"""The pages that stand beside one another under a section of the masthead."""

from typing import Any

from flask import g, request, url_for

from inventaire.domain.rights import Right, may

Pages = tuple[tuple[str, str, Right], ...]
BESIDE: dict[str, dict[str, Pages]] = {
    "Matériels": {
        "Le parc": (
            ("Liste", "device.index", Right.READ),
            ("Indicateurs", "fleet.show", Right.READ),
            ("Âges", "prospects.ages", Right.READ),
            ("Écoles", "site.index", Right.READ),
        ),
        "Prolonger": (
            ("À prolonger", "prospects.show", Right.READ),
            ("Fins de suivi", "prospects.support", Right.READ),
            ("Prospective", "forecast.show", Right.READ),
        ),
        "Achats et réemploi": (
            ("Achats", "purchase.index", Right.READ),
            ("Sorties", "disposal.index", Right.READ),
            ("Réemploi", "reuse.show", Right.READ),
        ),
        "Énergie": (
            ("Énergie et empreinte", "energy.show", Right.READ),
            ("Relevés", "meter.index", Right.READ),
        ),
        "Vérifier": (
            ("Rapprochement", "reconciliation.show", Right.READ),
            ("Fiche de récolement", "paper.stocktaking", Right.READ),
        ),
    },
    "Logiciels": {
        "Logiciels": (
            ("Liste", "application.index", Right.READ),
            ("Contrats", "contract.index", Right.READ),
            ("Dépendances", "reliance.show", Right.READ),
            ("Risques", "dependency.index", Right.READ),
            ("Entretien guidé", "interview.index", Right.READ),
            ("Noms à reconnaître", "dictionary.queue", Right.EDIT),
            ("Dictionnaire local", "dictionary.index", Right.READ),
        ),
    },
}


def subsections(section: str) -> list[list[dict[str, Any]]]:
    """Give the links to the groups of a section, where it has several, then to the pages of the current group."""
    groups = {name: _allowed(pages) for name, pages in BESIDE[section].items()}
    at = max((url for pages in groups.values() for _, url in pages if _stands_under(url)), key=len)
    shown = next(pages for pages in groups.values() if at in dict(pages).values())
    names = [_link(name, pages[0][1], current=pages is shown) for name, pages in groups.items()]
    return [names] * (len(names) > 1) + [[_link(label, url, current=url == at) for label, url in shown]]


def _allowed(pages: Pages) -> list[tuple[str, str]]:
    return [(label, url_for(endpoint)) for label, endpoint, right in pages if may(g.get("role"), right)]


def _stands_under(url: str) -> bool:
    return request.path == url or request.path.startswith(f"{url}/")


def _link(label: str, url: str, *, current: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current}
