"""Purchases on their way out: the list as it is filtered, the yearly declaration, what was avoided."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.catalog.purchases import load_goods
from inventaire.domain.imports import Target
from inventaire.domain.purchase import GiftValue, Recycled, SpendingNature, gift_value
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Purchase, db
from inventaire.services.avoided import all_avoided
from inventaire.services.purchase import PurchaseQuery, in_years, sorted_purchases
from inventaire.services.purchase_figures import gift_values, refuse_unknown_year
from inventaire.spreadsheets.sheets import Sheet, sheet_of

DECREE_CATEGORY = "Matériel informatique et téléphonie"
DECLARED = (
    "Année",
    "Catégorie du décret",
    "Date",
    "Désignation",
    "Catégorie de matériel",
    "Quantité",
    "Origine",
    "Montant HT de la ligne (€)",
    "Dont issu du réemploi (€ HT)",
    "Valeur forfaitaire du don (€)",
    "Dont intégrant des matières recyclées (€ HT)",
    "Fournisseur ou donateur",
    "Marché",
)
AVOIDED = ("Date", "Pourquoi", "Catégorie", "Quantité", "Prix unitaire HT (€)", "Note")
AMOUNTS = slice(7, 11)
Row = tuple[Any, ...]


def purchases_sheet(query: PurchaseQuery | None = None) -> Sheet:
    """Lay out the purchases that a query keeps, in the columns that an import reads."""
    rows = db.session.execute(sorted_purchases(query or PurchaseQuery())).mappings()
    return sheet_of(Target.PURCHASES, rows)  # type: ignore[arg-type]


def declaration_sheet(year: int, today: date) -> Sheet:
    """Lay out the goods of the decree's category bought or received in a year, then their totals. Raises NotFound."""
    refuse_unknown_year(year, today)
    goods = load_goods()
    values = gift_values(goods, date(year, 12, 31))
    counted = [category for category, is_counted in goods.categories.items() if is_counted]
    found = select(Purchase).where(*in_years(year, year), Purchase.category.in_(counted))
    found = found.where(Purchase.nature == SpendingNature.HARDWARE)
    ordered = db.session.scalars(found.order_by(Purchase.bought_on, Purchase.id))
    rows = [_declared(bought, year, values) for bought in ordered]
    return Sheet(f"Déclaration {year}", DECLARED, [*rows, _totals(rows, year)])


def avoided_sheet() -> Sheet:
    """Lay out what was avoided."""
    return Sheet("Achats évités", AVOIDED, _avoided())


def _avoided() -> Iterator[Row]:
    for each in all_avoided():
        yield each.decided_on, each.avoided, each.category, each.quantity, each.unit_price_eur, each.note


def _declared(bought: Purchase, year: int, values: dict[DeviceCategory, GiftValue]) -> Row:
    line = bought.facts()
    cost = None if line.is_gift else line.excl_eur
    return (
        year,
        DECREE_CATEGORY,
        bought.bought_on,
        bought.label,
        bought.category,
        bought.quantity,
        bought.origin,
        cost,
        cost if bought.origin is Origin.REFURBISHED else None,
        gift_value(line, values) if line.is_gift else None,
        cost if bought.recycled is Recycled.YES else None,
        bought.supplier,
        bought.reference,
    )


def _totals(rows: list[Row], year: int) -> Row:
    sums = [sum(value or 0.0 for value in column) for column in zip(*(row[AMOUNTS] for row in rows), strict=True)]
    return (year, DECREE_CATEGORY, None, "Total", None, None, None, *(sums or [0.0] * 4), None, None)
