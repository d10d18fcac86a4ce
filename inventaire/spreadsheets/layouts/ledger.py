"""The accountant's list of assets (M57, M14): machines on one side, bought software on the other."""

import re

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.spreadsheets.layouts.ledger_lines import (
    MACHINES,
    SOFTWARE,
    accounts_of,
    left_aside,
    quantity_in,
)
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.layouts.texts import category_in
from inventaire.spreadsheets.readings import Layout

ACCOUNT = "compte, imputation, nature, n° compte, compte d’imputation, article"
AMOUNT = (
    "valeur brute, valeur d’acquisition, valeur d’origine, montant ttc, montant, valeur, coût d’acquisition, "
    "coût historique"
)
NUMBER = "n° inventaire, numéro d’inventaire, n° immo, n° immobilisation, n° d’inventaire, inventaire, n° fiche"
LABEL = "désignation, libellé, désignation du bien, libellé du bien, intitulé, description"
BOUGHT = "date d’acquisition, date d’entrée, date d’achat, date acquisition, acquis le"
STARTED = "date de mise en service, mise en service"
SUPPLIER = "fournisseur, tiers"
WHOLE = (
    "Le montant est celui de la ligne entière, taxes comprises : pour un lot, c’est le prix du lot. L’état de l’actif "
    "ne dit pas si un matériel amorti sert encore."
)
UNREAD = {
    "Lu pour choisir les lignes : seuls les comptes d’informatique sont repris.": ACCOUNT,
    "Amortissement comptable : il ne dit rien de l’usage du matériel.": "durée, durée d’amortissement, mode, "
    "mode d’amortissement, amortissements antérieurs, cumul, cumul des amortissements, dotation de l’exercice, "
    "dotation, vnc, valeur nette comptable, valeur nette, amortissements, taux",
    "Sans emploi ici.": "n° mandat, mandat, exercice, budget, motif de sortie, valeur de cession, valeur de sortie, "
    "n° bordereau, type, financement, code",
}


def _has_accounts(table: Table) -> bool:
    """Tell accounts from the kinds of hardware that others write under « Nature »."""
    return any(accounts_of(table.texts(table.find(ACCOUNT)), table.rows))


def _sort(table: Table, wanted: re.Pattern[str]) -> list[str]:
    """Keep the lines of some accounts; give the label of each."""
    accounts = accounts_of(table.texts(table.find(ACCOUNT)), table.rows)
    labels, amounts = table.texts(table.find(LABEL)), table.texts(table.find(AMOUNT))
    lines = zip(table.rows, accounts, labels, amounts, strict=True)
    table.leave_out([left_aside(row, account, label, amount, wanted) for row, account, label, amount in lines])
    return table.texts(table.find(LABEL))


def _of_machines(table: Table) -> None:
    labels = _sort(table, MACHINES)
    told = table.texts(table.place("quantity"))
    table.put("quantity", [said or quantity_in(label) for said, label in zip(told, labels, strict=True)])
    found = [category_in(label) for label in labels]
    table.put("category", [one.label if one else label for one, label in zip(found, labels, strict=True)])
    gone = table.texts(table.place("retired_on"))
    if any(gone):
        table.put("status", [DeviceStatus.RETIRED.label if day else "" for day in gone])
    table.notes.append(WHOLE)


def _of_software(table: Table) -> None:
    _sort(table, SOFTWARE)
    numbers, amounts = table.texts(table.find(NUMBER)), table.texts(table.find(AMOUNT))
    told = zip(numbers, amounts, strict=True)
    table.put("comment", [_told(number, amount) for number, amount in told])
    table.skipped = []


def _told(number: str, amount: str) -> str:
    known = [f"immobilisation {number}"] * bool(number) + [f"acquise {amount} TTC"] * bool(amount)
    return f"D’après l’état de l’actif : {', '.join(known)}." if known else ""


SIGNS = (
    (
        "Compte|Imputation|Nature|N° compte|Article",
        "N° inventaire|N° immo|Numéro d’inventaire|N° fiche|Désignation|Libellé",
        "Valeur brute|Valeur d’acquisition|Valeur d’origine|Montant TTC|VNC|Valeur nette comptable|Valeur nette",
    ),
)
APPLICATIONS = Shape(
    Layout.LEDGER_APPLICATIONS,
    Target.APPLICATIONS,
    SIGNS,
    {"raw_name": LABEL, "department": "service, service gestionnaire"},
    {
        **UNREAD,
        "Repris en commentaire.": f"{NUMBER}, {AMOUNT}",
        "Sans emploi pour un logiciel.": f"{BOUGHT}, {STARTED}, {SUPPLIER}, date de sortie, quantité, site, lieu",
    },
    mend=_of_software,
    closed=True,
    supposed=True,
)
DEVICES = Shape(
    Layout.LEDGER_DEVICES,
    Target.DEVICES,
    SIGNS,
    {
        "name": LABEL,
        "ledger_number": NUMBER,
        "purchased_on": BOUGHT,
        "in_service_on": STARTED,
        "purchase_price_incl_eur": AMOUNT,
        "supplier": SUPPLIER,
        "department": "service, service gestionnaire",
        "retired_on": "date de sortie",
        "quantity": "quantité, qté, nombre",
        "site": "site, lieu, localisation, bâtiment",
    },
    UNREAD,
    mend=_of_machines,
    proof=_has_accounts,
    closed=True,
    supposed=True,
    beside=APPLICATIONS,
)
