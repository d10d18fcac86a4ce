"""GLPI's lists of software and licences."""

import re

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import Delivery
from inventaire.spreadsheets.layouts.glpi import SEPARATOR, UNREAD, mend
from inventaire.spreadsheets.layouts.merging import merge_applications
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.readings import Layout

COUNTED = (
    "« Postes ou comptes » est le nombre d’installations que GLPI a trouvées, pas celui des licences : "
    "importez pour cela la liste « Licences »."
)
BOUGHT = "« Postes ou comptes » est le nombre de licences achetées, pas celui des installations."
KEY = "Clé de licence : elle n’est pas reprise."
UNLIMITED = re.compile(r"-1|illimité.*|unlimited", re.IGNORECASE)


def _of_software(table: Table) -> None:
    mend(table)
    table.change(table.place("version"), lambda cell: "" if SEPARATOR in str(cell) else cell)
    installed = table.texts(table.place("seats"))
    table.put("delivery", [Delivery.INSTALLED.label if count.strip(" 0") else "" for count in installed])
    merge_applications(table)
    table.notes.append(COUNTED)


def _of_licences(table: Table) -> None:
    mend(table)
    table.change(table.place("seats"), lambda cell: "" if UNLIMITED.fullmatch(str(cell).strip()) else cell)
    merge_applications(table)
    table.notes.append(BOUGHT)


SOFTWARE = Shape(
    Layout.GLPI_SOFTWARE,
    Target.APPLICATIONS,
    (
        ("Nom|Name", "Nombre d’installations|Number of installations"),
        ("Nom|Name", "Versions - Nom|Versions - Name"),
        ("Nom|Name", "Licences - Nombre de licences|Licenses - Number of licenses"),
    ),
    {
        "raw_name": "nom, name",
        "publisher": "éditeur, publisher",
        "version": "versions - nom, versions - name",
        "seats": "nombre d’installations, number of installations",
    },
    {
        **UNREAD,
        COUNTED: "licences - nombre de licences, licenses - number of licenses, nombre de licences",
        "Sans emploi ici.": "versions - système d’exploitation, versions - operating system, catégorie, category, "
        "licences valides, valid licenses, date d’installation, installation date",
    },
    mend=_of_software,
)
LICENCES = Shape(
    Layout.GLPI_LICENCES,
    Target.APPLICATIONS,
    (
        ("Nom|Name", "Logiciel|Software", "Version d’achat|Version utilisée|Purchase version|Version in use"),
        ("Nom|Name", "Logiciel|Software", "Autoriser le dépassement de quota|Allow Over-Quota|Père|Father"),
        (
            "Nom|Name",
            "Logiciel|Software",
            "Numéro d’inventaire|Inventory number",
            "Type",
            "Lieu|Location|Entité|Entity",
        ),
    ),
    {
        "raw_name": "logiciel, software",
        "seats": "nombre, number",
        "version": "version utilisée, version in use, version d’achat, purchase version",
        "contract_ends_on": "expiration",
    },
    {
        **UNREAD,
        KEY: "numéro de série, serial number",
        "Le nom de la licence n’est pas repris : celui du logiciel l’est.": "nom, name",
        "Sans emploi ici.": "numéro d’inventaire, inventory number, type, valide, valid, lieu, location, père, father, "
        "autoriser le dépassement de quota, allow over-quota, statut, status",
    },
    mend=_of_licences,
)
