"""What must hold of what people read and of its age: one function for each rule."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from inventaire.catalog import licences
from inventaire.catalog.fault import CatalogFault, Whole

RELATIVE = re.compile(
    r"\bidem\b|\bci-(?:dessus|dessous|après|avant)|voir (?:la |le )?"
    r"(?:fiche|ligne|réserve|plus (?:haut|bas))|précédemment|même (?:chose|remarque) que",
    re.IGNORECASE,
)
STRAIGHT = re.compile(r"\b(?:[ldnscjmt]|qu|lorsqu|jusqu|aujourd|puisqu)'", re.IGNORECASE)
AMOUNT = re.compile(r"\d\s?(?:€|\$|M€|euros?)")
NO_TELLER = "« {} » : nommez qui le raconte, parmi les sources du passage (« common-knowledge » ne suffit pas)."
NOT_AGAINST = "une réussite n’est pas un contre-exemple : mettez-la dans « evidence »."
SIX_MONTHS, TWELVE_MONTHS = timedelta(days=184), timedelta(days=366)
REVIEWED = {"tools": SIX_MONTHS, "alternatives": SIX_MONTHS, "replacements": TWELVE_MONTHS}


def standing_texts(whole: Whole) -> Iterator[CatalogFault]:
    """Refuse a text that cannot be read alone, or is not typeset."""
    for rows in whole.sections.values():
        for row in rows:
            for key, text in _texts(row.raw):
                if RELATIVE.search(text):
                    yield row.fault(f"« {text[:60]} » renvoie ailleurs : chaque fiche se lit seule.", key)
                if STRAIGHT.search(text):
                    yield row.fault(f"« {text[:60]} » : écrivez l’apostrophe « ’ ».", key)


def _texts(raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in raw.items():
        if isinstance(value, str) and key.endswith("_fr"):
            yield key, value
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from ((key, text) for _, text in _texts(part))


def dated_prices(whole: Whole) -> Iterator[CatalogFault]:
    """Ask for the year of every amount of money."""
    for row in whole.sections["tools"]:
        for note in row.entry.price_notes:
            if AMOUNT.search(note.text_fr) and note.year is None:
                yield row.fault(f"« {note.text_fr[:60]} » : un prix a une année (year).", "price_notes")


def sourced_users(whole: Whole) -> Iterator[CatalogFault]:
    """Ask a source of whoever says that a public body uses something."""
    for row in whole.sections["alternatives"]:
        if row.entry.users_public_fr and set(row.entry.sources) <= {"common-knowledge"}:
            yield row.fault("des utilisateurs publics sont cités sans source.", "users_public_fr")


def told_by_a_source(whole: Whole) -> Iterator[CatalogFault]:
    """Ask of each experience, good or bad, a source that the replacement cites."""
    for row in whole.sections["replacements"]:
        for key in ("evidence", "counter_evidence"):
            for seen in getattr(row.entry, key):
                if seen.source not in row.entry.sources or seen.source == "common-knowledge":
                    yield row.fault(NO_TELLER.format(seen.told_fr[:60]), key)
        if any(seen.outcome == "success" for seen in row.entry.counter_evidence):
            yield row.fault(NOT_AGAINST, "counter_evidence")


def known_licences(whole: Whole) -> Iterator[CatalogFault]:
    """Take only names of licences that SPDX lists; a free program has a licence, or words in its place."""
    for row in whole.sections["alternatives"]:
        licence = row.entry.licence
        if licence and licence.spdx and licence.spdx not in licences.SPDX:
            yield row.fault(licences.UNKNOWN.format(licence.spdx), "licence")
        if row.entry.kind == "free_software" and not (licence and (licence.spdx or licence.licence_fr)):
            yield row.fault("un logiciel libre a une licence (spdx, ou à défaut licence_fr).", "licence")


def reviews(whole: Whole) -> Iterator[CatalogFault]:
    """Ask for a review within six months (twelve for opinions), and show those overdue."""
    for section, longest in REVIEWED.items():
        for row in whole.sections[section]:
            review = row.entry.reviewed
            if not review.on < review.next <= review.on + longest:
                yield row.fault(f"la relecture doit suivre de {longest.days} jours au plus.", "reviewed")
            if whole.today and review.next < whole.today:
                yield row.fault(f"relecture échue depuis le {review.next:%d/%m/%Y}.", "reviewed")
