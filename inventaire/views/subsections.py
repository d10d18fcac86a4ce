"""The pages that stand beside one another under a section of the masthead."""

from typing import Any

from flask import g, request, url_for

from inventaire.domain.rights import Right, may

BESIDE: dict[str, tuple[tuple[str, str, Right], ...]] = {
    "Matériels": (
        ("Liste", "device.index", Right.READ),
        ("Indicateurs", "fleet.show", Right.READ),
        ("Âges", "prospects.ages", Right.READ),
        ("Fins de suivi", "prospects.support", Right.READ),
        ("À prolonger", "prospects.show", Right.READ),
        ("Écoles", "site.index", Right.READ),
        ("Prospective", "forecast.show", Right.READ),
        ("Réemploi", "reuse.show", Right.READ),
        ("Achats", "purchase.index", Right.READ),
        ("Sorties", "disposal.index", Right.READ),
        ("Énergie", "energy.show", Right.READ),
        ("Relevés", "meter.index", Right.READ),
        ("Rapprochement", "reconciliation.show", Right.READ),
        ("Fiche de récolement", "paper.stocktaking", Right.READ),
    ),
    "Logiciels": (
        ("Liste", "application.index", Right.READ),
        ("Contrats", "contract.index", Right.READ),
        ("Dépendances", "reliance.show", Right.READ),
        ("Risques", "dependency.index", Right.READ),
        ("Entretien guidé", "interview.index", Right.READ),
        ("Noms à reconnaître", "dictionary.queue", Right.EDIT),
        ("Dictionnaire local", "dictionary.index", Right.READ),
    ),
}


def subsections(section: str) -> list[dict[str, Any]]:
    """Give the links to the pages of a section that the caller may open; one is the current page."""
    return [
        {"label": label, "url": url_for(endpoint), "current": request.endpoint == endpoint}
        for label, endpoint, right in BESIDE[section]
        if may(g.get("role"), right)
    ]
