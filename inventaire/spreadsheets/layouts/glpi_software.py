"""GLPI's lists of software, licences and contracts."""

import calendar
import re
from datetime import date, timedelta

from inventaire.domain.imports import Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import Delivery
from inventaire.domain.written_dates import day
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
TOTAL_COST = (
    "GLPI ne dit pas si ce coût est hors taxes, ni s’il est annuel : saisissez le coût annuel sur la fiche du logiciel."
)
ENDS = "L’échéance d’un contrat est le dernier jour de sa durée initiale, comptée depuis son début."
RENEWED = "Reconduction tacite : l’échéance de ces contrats est celle de leur durée initiale."
MONTHS = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(mois|months?|ans?|années?|years?)?", re.IGNORECASE)
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


def _of_contracts(table: Table) -> None:
    mend(table)
    starts, given = table.place("contract_starts_on"), table.texts(table.place("contract_ends_on"))
    lasting = table.texts(table.find("durée, duration, initial contract period, durée initiale"))
    if starts is not None and starts not in table.reasons and any(lasting):
        ends = [_end(start, months) for start, months in zip(table.texts(starts), lasting, strict=True)]
        whole = [one or computed for one, computed in zip(given, ends, strict=True)]
        table.put("contract_ends_on", whole)
        table.notes.append(ENDS)
    renewals = table.texts(table.find("reconduction, renewal"))
    if any(text.casefold().startswith(("tacite", "tacit")) for text in renewals):
        table.notes.append(RENEWED)


def _end(start: str, lasting: str) -> str:
    """Give the last day of a contract that lasts so many months; blank when either is not known."""
    found = MONTHS.fullmatch(lasting.strip())
    try:
        first = day(start)
    except ValueError:
        return ""
    months = int(found[1]) * (12 if found and (found[2] or "m")[0].lower() in "ay" else 1) if found else 0
    return str(PartialDate.of(_later(first.first_day(), months))) if months and first.day else ""


def _later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, first.day) - timedelta(1) if first.day <= last else date(year, month, last)


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
CONTRACTS = Shape(
    Layout.GLPI_CONTRACTS,
    Target.APPLICATIONS,
    (
        (
            "Nom|Name",
            "Date de début|Start date",
            "Durée|Duration|Initial contract period",
            "Préavis|Notice|Coût - Coût total|Cost - Total cost",
            "Type|Coût - Coût total|Cost - Total cost|Périodicité|Periodicity|Reconduction|Renewal|Expiration",
        ),
    ),
    {
        "raw_name": "nom, name",
        "contract_starts_on": "date de début, start date",
        "contract_ends_on": "date de fin, end date",
        "notice_months": "préavis, notice",
        "yearly_cost_excl_eur": "coût annuel HT, montant annuel HT",
        "comment": "commentaires, comments",
    },
    {
        **UNREAD,
        TOTAL_COST: "coût - coût total, coûts - coût total, coût total, cost - total cost, costs - total cost, "
        "total cost, coût, cost",
        "Comptée dans l’échéance.": "durée, duration, initial contract period",
        "Sans emploi ici.": "type, numéro, number, périodicité, periodicity, contract renewal period, "
        "périodicité de facturation, invoice period, reconduction, renewal, numéro comptable, account number, "
        "expiration, expiration + préavis, expiration + notice, statut, status",
    },
    mend=_of_contracts,
)
