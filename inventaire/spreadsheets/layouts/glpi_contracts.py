"""GLPI's list of contracts."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from inventaire.domain.contract import Billing, ContractKind, Renewal
from inventaire.domain.imports import Target
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.values import term
from inventaire.domain.vocabulary import Term
from inventaire.domain.written_dates import day
from inventaire.spreadsheets.contract_words import BILLINGS, KINDS, RENEWALS
from inventaire.spreadsheets.layouts.glpi import UNREAD, leaf, mend
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.readings import Layout

TOTAL_COST = (
    "GLPI ne dit pas si ce coût est hors taxes, ni s’il est annuel : saisissez le montant annuel sur la fiche du "
    "contrat."
)
ENDS = "L’échéance d’un contrat est le dernier jour de sa durée initiale, comptée depuis son début."
RENEWED = "Reconduction tacite : l’échéance de ces contrats est celle de leur durée initiale."
OTHER_KINDS = "Types de contrats rangés sous « Autre contrat » : {}."
MONTHS = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(mois|months?|ans?|années?|years?)?", re.IGNORECASE)


def _of_contracts(table: Table) -> None:
    mend(table)
    _reckon_ends(table)
    _told(table, "renewal", Renewal, RENEWALS)
    _told(table, "billing", Billing, BILLINGS)
    if Renewal.TACIT.label in table.texts(table.place("renewal")):
        table.notes.append(RENEWED)
    others = _told(table, "kind", ContractKind, KINDS, ContractKind.OTHER)
    if others:
        table.notes.append(OTHER_KINDS.format(", ".join(f"« {word} »" for word in others)))


def _reckon_ends(table: Table) -> None:
    starts, given = table.place("starts_on"), table.texts(table.place("ends_on"))
    lasting = table.texts(table.find("durée, duration, initial contract period, durée initiale"))
    if starts is not None and starts not in table.reasons and any(lasting):
        ends = [_end(start, months) for start, months in zip(table.texts(starts), lasting, strict=True)]
        table.put("ends_on", [one or computed for one, computed in zip(given, ends, strict=True)])
        table.notes.append(ENDS)


def _told(
    table: Table, field: str, kind: type[Term], words: Mapping[str, Term], otherwise: Term | None = None
) -> list[str]:
    """Write a column in our own words; a word that is not known is « otherwise », or nothing. Give those words."""
    unknown: dict[str, None] = {}

    def ours(cell: object) -> str:
        written = str(leaf(cell)).strip()
        try:
            return term(written, kind, words).label if written else ""
        except ValueError:
            unknown[written] = None
            return otherwise.label if otherwise else ""

    table.change(table.place(field), ours)
    return list(unknown)


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


CONTRACTS = Shape(
    Layout.GLPI_CONTRACTS,
    Target.CONTRACTS,
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
        "title": "nom, name",
        "number": "numéro, number",
        "kind": "type, type de contrat, contract type",
        "supplier": "fournisseurs - nom, suppliers - name, fournisseur, supplier",
        "starts_on": "date de début, start date",
        "ends_on": "date de fin, end date",
        "notice_months": "préavis, notice",
        "renewal": "reconduction, renewal",
        "billing": "périodicité de facturation, invoice period",
        "yearly_amount_excl_eur": "coût annuel HT, montant annuel HT",
        "comment": "commentaires, comments",
    },
    {
        **UNREAD,
        TOTAL_COST: "coût - coût total, coûts - coût total, coût total, cost - total cost, costs - total cost, "
        "total cost, coût, cost",
        "Comptée dans l’échéance.": "durée, duration, initial contract period",
        "Sans emploi ici.": "périodicité, periodicity, contract renewal period, numéro comptable, account number, "
        "expiration, expiration + préavis, expiration + notice, statut, status",
    },
    mend=_of_contracts,
)
