"""The lines of an asset ledger: accounts printed once, sub-totals, amounts in brackets, lots."""

import re
from collections.abc import Sequence
from typing import Any

from inventaire.domain.values import key
from inventaire.spreadsheets.layouts.texts import category_in

ACCOUNT = re.compile(
    r"(?:(?:compte|article|chapitre|imputation|nature|c/|[a-z]{1,2}[-/ ])\s*)?(?:n°\s*)?([26]\d{2,7})(?!\d)(?:\D.*)?",
    re.I,
)
YEAR = re.compile(r"20[0-3]\d")
MACHINES = re.compile(r"2183\d*|2185\d*|2188\d*")
SOFTWARE = re.compile(r"205\d*")
MIXED = re.compile(r"2188\d*")
DEPRECIATION = re.compile(r"28\d*")
TOTAL = re.compile(r"(?:sou )?(?:total|totau).*|report.*|(?:a|à) reporter.*|cumul.*")
LOT = re.compile(r"\blots? de (\d{1,4})\b|\b(?:qté|quantité|nb)\s*:?\s*(\d{1,4})\b|(?<![\w.,])[x×]\s?(\d{1,4})\b", re.I)
LEADING = re.compile(r"(\d{1,3})\s+(?:x\s+)?(?!(?:pouces?|go|to|ans?|mois|ports?|p|ème|e|er)\b)[^\W\d]{2,}", re.I)
NEGATIVE = re.compile(r"\(\s*[\d\s.,]+(?:€|EUR)?\s*\)|[-−]\s*\d.*|\d[\d\s.,]*[-−]")
OFFICE = re.compile(
    r"\b(?:destructeur|massicot|affranchir|calculatrice|mobilier|fauteuil|armoire|bureau assi|relieuse|plastifieuse|"
    r"coffre|vestiaire|chaise|siege)\b"
)
OTHER = "Compte {account} : ce n’est pas un compte d’informatique, la ligne n’est pas reprise."
MIRROR = "Compte {account} : c’est un amortissement, pas un matériel."
NO_ACCOUNT = "Aucun compte devant cette ligne : elle n’est pas reprise."
TOTALS = "Ligne de total."
MINUS = "Montant négatif : c’est une sortie ou une correction comptable, la ligne n’est pas reprise."
NOT_IT = "« {label} » (compte {account}) n’est pas un matériel informatique."


def accounts_of(written: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """Give the account of each row: its own, or the last one printed above, be it in a title."""
    current, found = "", []
    for cell, row in zip(written, rows, strict=True):
        told = [text for text in row if text not in ("", None)]
        title = str(told[0]) if len(told) == 1 else ""
        match = ACCOUNT.fullmatch(cell) or ACCOUNT.fullmatch(title)
        if match and not (title and YEAR.fullmatch(match[1])):
            current = match[1]
        found.append(current)
    return found


def left_aside(row: Sequence[Any], account: str, label: str, amount: str, wanted: re.Pattern[str]) -> str | None:
    """Say why a line is not of the accounts that are wanted, or None."""
    told = [text for text in row if text not in ("", None)]
    if TOTAL.fullmatch(key(str(told[0]))) or TOTAL.fullmatch(key(label)):
        return TOTALS
    if len(told) == 1:
        return f"Titre de section ou note : « {told[0]} »."
    if not account:
        return NO_ACCOUNT
    if is_negative(amount):
        return MINUS
    return _of_account(account, label, wanted)


def _of_account(account: str, label: str, wanted: re.Pattern[str]) -> str | None:
    if not wanted.fullmatch(account):
        if SOFTWARE.fullmatch(account):
            return "Ligne reprise dans la partie « Logiciels »."
        return (MIRROR if DEPRECIATION.fullmatch(account) else OTHER).format(account=account)
    bare = key(label)
    if not category_in(label) and (MIXED.fullmatch(account) or OFFICE.search(bare)) and wanted is MACHINES:
        return NOT_IT.format(label=label, account=account)
    return None


def is_negative(amount: str) -> bool:
    """Say whether an amount is written below zero, with a sign or in brackets."""
    return bool(NEGATIVE.fullmatch(amount.strip()))


def quantity_in(label: str) -> int:
    """Count the machines of a line by its label (« Lot de 24 PC portables »); one when it says nothing."""
    found = LOT.search(label) or LEADING.match(label.strip())
    count = int(next(group for group in found.groups() if group)) if found else 1
    return max(1, count)
