"""Registers of people, emptied where they are read: no name leaves the child."""

from collections.abc import Sequence
from typing import Any

from inventaire.spreadsheets.header import KNOWN
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.limits import HEADER_ZONE

REGISTER = (
    "C’est une liste de personnes : un registre d’utilisateurs n’est pas un inventaire, rien n’en est lu ni gardé. "
    "Pour compter des licences de Microsoft 365, exportez « Facturation > Licences », ou les utilisateurs actifs "
    "avec leur colonne « Licenses »."
)
LICENCES = "licenses, licences"
SERVICES = "department, service"
BLOCKED = "block credential, bloquer les informations d’identification"
WHO = frozenset(map(heading_key, ("User principal name", "userPrincipalName", "Nom d’utilisateur principal")))
SHOWN = frozenset(map(heading_key, ("Display name", "displayName", "Nom d’affichage", "Report Refresh Date")))
NAME, FIRST_NAME = "nom", frozenset(map(heading_key, ("Prénom", "Prénoms", "First name")))
ABOUT_PEOPLE = frozenset(
    ("name", "raw_name", "title", "label", "user_label", "department", "site", "site_kind", "comment", "mission")
)
STAFF = (
    "C’est une liste de personnes : un annuaire n’est pas un inventaire, rien n’en est lu ni gardé. Si ce sont leurs "
    "matériels, ajoutez une colonne « Type » qui dit ce qu’est chacun."
)
COUNTED = frozenset(map(heading_key, (*LICENCES.split(","), *SERVICES.split(","), *BLOCKED.split(","))))


def is_staff(row: Sequence[Any]) -> bool:
    """Say whether a row heads a list of people that says nothing of what they use."""
    headings = {heading_key(cell) for cell in row if isinstance(cell, str)}
    fields = {found[0].field for known in KNOWN.values() for heading in headings if (found := known.get(heading))}
    return bool(FIRST_NAME & headings and NAME in headings) and fields <= ABOUT_PEOPLE


def forget_persons(rows: list[list[Any]]) -> None:
    """Leave of a register of accounts its headings, and the columns that are counted."""
    for line, row in enumerate(rows[:HEADER_ZONE]):
        headings = [heading_key(cell) if isinstance(cell, str) else "" for cell in row]
        if is_staff(row) or (WHO & set(headings) and SHOWN & set(headings)):
            kept = {index for index, heading in enumerate(headings) if heading in COUNTED}
            for below in rows[line + 1 :]:
                below[:] = [cell if index in kept else "" for index, cell in enumerate(below)]
                while below and below[-1] == "":
                    below.pop()
            return
