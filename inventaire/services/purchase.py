"""Purchases: listed, entered, changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select, true

from inventaire.domain.errors import NotFound
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.purchase import SpendingNature
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Purchase, db
from inventaire.services.database import writing
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.selection import Selection, ticked, whole
from inventaire.services.staleness import refuse_if_stale

NO_PURCHASE = "Cet achat n’est pas dans la liste, ou il est à la corbeille."
SEARCHED = (Purchase.label, Purchase.supplier, Purchase.reference, Purchase.supplier_place)
# the columns of the model, not those of its table: the barrier between towns, and the bin, stand on the model
LISTED = tuple(getattr(Purchase, column.key) for column in Purchase.__table__.columns)
SORTS = {
    "bought_on": Purchase.bought_on,
    "label": Purchase.label,
    "nature": Purchase.nature,
    "origin": Purchase.origin,
    "supplier": Purchase.supplier,
    "amount_excl_eur": Purchase.amount_excl_eur,
}


@dataclass(frozen=True, slots=True)
class PurchaseQuery:
    """What a list of purchases is narrowed to, and how it is sorted."""

    search: str = ""
    year: int | None = None
    nature: SpendingNature | None = None
    category: DeviceCategory | None = None
    origin: Origin | None = None
    sort: str = "bought_on"
    descending: bool = True


def list_purchases(query: PurchaseQuery, page: int) -> Page:
    """Give one page of the purchases that a query keeps."""
    return page_of(sorted_purchases(query), page, select(Purchase.id).where(_kept(query)))


def sorted_purchases(query: PurchaseQuery) -> Select[*tuple[Any, ...]]:
    """Select the columns of a list, whole and in order."""
    column = SORTS.get(query.sort, Purchase.bought_on)
    order = column.desc() if query.descending else column.asc()
    return select(*LISTED).where(_kept(query)).order_by(order.nulls_last(), Purchase.id)


def chosen_purchases(words: Sequence[str], query: PurchaseQuery | None) -> Selection:
    """Choose purchases: those ticked as « id:version », or all that a query keeps."""
    return whole(Purchase, _kept(query)) if query else ticked(Purchase, words)


def years_bought() -> list[int]:
    """List the years that something was bought in, latest first."""
    year = func.substr(Purchase.bought_on, 1, 4)
    return [int(found) for found in db.session.scalars(select(year).distinct().order_by(year.desc()))]


def get_purchase(purchase_id: int) -> Purchase:
    """Find a purchase of the organisation. Raises NotFound."""
    found = db.session.scalar(select(Purchase).where(Purchase.id == purchase_id))
    if found is None:
        raise NotFound(NO_PURCHASE)
    return found


def create_purchase(values: dict[str, Any]) -> Purchase:
    """Enter a line."""
    with writing() as session:
        bought = Purchase(**values)
        session.add(bought)
    return bought


def update_purchase(purchase_id: int, version: int, values: dict[str, Any]) -> None:
    """Save a line. Raises NotFound, Overtaken."""
    with writing():
        bought = get_purchase(purchase_id)
        refuse_if_stale(bought, version, values, "cet achat")
        for field, value in values.items():
            setattr(bought, field, value)


def _kept(query: PurchaseQuery) -> Any:
    wanted = {Purchase.nature: query.nature, Purchase.category: query.category, Purchase.origin: query.origin}
    conditions = [column == value for column, value in wanted.items() if value is not None]
    if query.year is not None:
        conditions += in_years(query.year, query.year)
    if query.search:
        conditions.append(holding(SEARCHED, query.search))
    return and_(true(), *conditions)


def in_years(first: int, last: int, column: Any = Purchase.bought_on) -> list[Any]:
    """Keep what is dated from a year to another, both included: dates of any precision begin with their year."""
    return [column >= PartialDate(first), column < PartialDate(last + 1)]
