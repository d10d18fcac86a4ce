"""Why a column is not read."""

import re
from collections.abc import Mapping

from inventaire.domain.values import key
from inventaire.spreadsheets.header import KNOWN, Header
from inventaire.spreadsheets.headings import heading_key

TAX = "Hors taxes ou toutes taxes ? Ajoutez « HT » ou « TTC » au titre de la colonne et recommencez."
PERSONAL = "Données personnelles : cette colonne n’est pas lue."
USERS = (
    "Données personnelles : cette colonne n’est pas reprise, la collectivité ne garde pas les utilisateurs de ses "
    "matériels (réglage de la page Administration)."
)
KEPT_OUT = "Un secret : cette colonne n’est ni lue ni gardée. Ôtez-la de ce fichier, il passe de main en main."
SECRETS = re.compile(
    r"\b(?:mot(?: de)? passe|mdp|password|passwd|code (?:pin|puk|secret)|pin|puk|"
    r"cle (?:wifi|wpa|bitlocker|activation|d activation|(?:de )?(?:licence|produit)|office|window))\b"
)
TECHNICAL = "Renseignement technique de GLPI, sans emploi ici."
ADDED = ("Ligne", "Colonne", "Motif")  # what a sheet of refused rows says of each, after its own columns
ANNOTATION = "Ajoutée par Inventaire aux lignes refusées : elle n’est pas relue."
UNKNOWN = "Titre de colonne non reconnu."
REASONS = {
    heading_key(heading): why
    for headings, why in (
        ("prix, prix d’achat, coût, montant, valeur, coût annuel, coût par an, montant annuel, tarif", TAX),
        (
            "garantie, warranty",
            "Une date ou une durée ? Donnez la date dans une colonne « Fin de garantie ».",
        ),
        (
            "garantie (ans), durée de garantie",
            "C’est une durée : donnez la date dans une colonne « Fin de garantie ».",
        ),
        ("date", "Achat, mise en service ? Précisez le titre de la colonne et recommencez."),
        ("technicien responsable, responsable technique, alternate username number", PERSONAL),
        (
            "ID, entité, dernière modification, date de création, source de mise à jour, last update, entity",
            TECHNICAL,
        ),
    )
    for heading in headings.split(",")
}
EVERYWHERE: Mapping[str, str] = {}


def ignored_columns(
    header: Header, reasons: Mapping[int, str], of_layout: Mapping[str, str] = EVERYWHERE
) -> tuple[tuple[str, str], ...]:
    """Give the headings that are not read and why.

    `reasons` has those of columns that we do know, `of_layout` those of the headings of a known product.
    """
    return tuple(
        (heading, reasons.get(index) or of_layout.get(heading_key(heading)) or _why(header, heading))
        for index, heading in enumerate(header.headings)
        if heading and (index in reasons or index not in header.placed)
    )


def is_secret(heading: str) -> bool:
    """Say whether a heading announces what opens something: a password, a code."""
    return SECRETS.search(key(heading)) is not None


def _why(header: Header, heading: str) -> str:
    if is_secret(heading):
        return KEPT_OUT
    found = KNOWN[header.target].get(heading_key(heading))
    places = (place for place, column in header.placed.items() if found and column.field == found[0].field)
    read = next(places, None)
    if read is not None:
        return f"Même renseignement que la colonne « {header.headings[read]} », qui est lue."
    if heading in ADDED and set(ADDED) <= set(header.headings):
        return ANNOTATION
    return REASONS.get(heading_key(heading), UNKNOWN)
