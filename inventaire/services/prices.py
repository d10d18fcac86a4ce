"""What things cost the organisation on a day: the prices it gives, else what it paid, else nothing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inventaire.domain.errors import Conflict, NotFound, Refusal
from inventaire.domain.formats import day as written
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import Price, PriceKey, PriceOf, Prices, price_paid
from inventaire.domain.vocabulary import DeviceCategory, Origin
from inventaire.models import Account, Device, PriceParameter, db
from inventaire.services.database import writing
from inventaire.services.memory import remembered
from inventaire.services.permission import actor, refuse_unless_administrator

YEARS_OF_PURCHASES = 5
BY_ORIGIN = {Origin.NEW: PriceKey.NEW_DEVICE, Origin.REFURBISHED: PriceKey.REFURBISHED_DEVICE}
ASK_CATEGORY = "Choisissez la catégorie du matériel\u00a0: ce prix se donne par catégorie."
NO_CATEGORY = "Ce prix ne dépend pas de la catégorie\u00a0: laissez-la vide."
TAKEN = "Un prix de « {} » commence déjà le {}\u00a0: retirez-le d’abord."
NO_PRICE = "Ce prix n’est pas, ou n’est plus, donné par la collectivité."


@remembered
def prices_on(day: date) -> Prices:
    """Give the prices that hold on a day; those the organisation gives win over what it paid."""
    return Prices(dict(_paid(day)) | dict(_given(day)))


def priced_categories() -> list[DeviceCategory]:
    """List the categories of hardware that the organisation has, or gives a price of."""
    present = {*db.session.scalars(select(Device.category).distinct())}
    present |= {*db.session.scalars(select(PriceParameter.category).distinct())}
    return [category for category in DeviceCategory if category in present]


def own_prices() -> Sequence[Any]:
    """List the prices given, by key, latest first, each with the name of who gave it."""
    rows = select(PriceParameter, Account.name.label("author"))
    found = db.session.execute(rows.outerjoin(Account, Account.id == PriceParameter.account_id)).all()
    keys, categories = list(PriceKey), [None, *DeviceCategory]
    latest_first = sorted(found, key=lambda row: row.PriceParameter.since, reverse=True)
    return sorted(
        latest_first,
        key=lambda row: (keys.index(row.PriceParameter.key), categories.index(row.PriceParameter.category)),
    )


def give_price(key: PriceKey, category: DeviceCategory | None, value: float, since: PartialDate, reason: str) -> None:
    """Give a price from a day on.

    Raises Refusal where the category lacks or has no sense, Conflict when one begins that day.
    """
    if key.by_category is (category is None):
        raise Refusal(ASK_CATEGORY if key.by_category else NO_CATEGORY)
    begins, who = PartialDate.of(since.first_day()), actor()
    with writing() as session:
        refuse_unless_administrator()
        mine = PriceParameter.key == key, PriceParameter.category == category, PriceParameter.since == begins
        if session.scalar(select(PriceParameter.id).where(*mine)):
            raise Conflict(TAKEN.format(key.label, written(begins)))
        account = who.account_id if who else None
        given = {"value": value, "since": begins, "reason": reason}
        session.add(PriceParameter(key=key, category=category, account_id=account, **given))


def withdraw_price(price_id: int) -> None:
    """Take a price back; the one before it, or what was paid, holds again. Raises NotFound."""
    with writing() as session:
        refuse_unless_administrator()
        found = session.scalar(select(PriceParameter).where(PriceParameter.id == price_id))
        if found is None:
            raise NotFound(NO_PRICE)
        session.delete(found)


def _given(day: date) -> Iterator[tuple[PriceOf, Price]]:
    begun = select(PriceParameter).where(PriceParameter.since <= PartialDate.of(day)).order_by(PriceParameter.since)
    for row in db.session.scalars(begun):
        source = f"prix donné par la collectivité\u00a0: {row.reason}"
        yield (row.key, row.category), Price(row.value, source, row.since.first_day())


def _paid(day: date) -> Iterator[tuple[PriceOf, Price]]:
    """Give the median of what was paid for machines of a category over the last years, where enough were bought."""
    began = date(day.year - YEARS_OF_PURCHASES, day.month, min(day.day, 28))
    bought: dict[PriceOf, list[tuple[float, int]]] = {}
    for category, origin, price, count in db.session.execute(_purchases(began, day)):
        bought.setdefault((BY_ORIGIN[origin], category), []).append((price, int(count)))
    for key, purchases in bought.items():
        paid = price_paid(purchases)
        if paid:
            source = f"médiane de {paid[1]} achats de la collectivité depuis le {written(began)}"
            yield key, Price(paid[0], source, began)


def _purchases(began: date, day: date) -> Any:
    bought_on = func.coalesce(Device.purchased_on, Device.in_service_on)
    price = Device.purchase_price_excl_eur
    return (
        select(Device.category, Device.origin, price, func.sum(Device.quantity))
        .where(Device.origin.in_(BY_ORIGIN), price > 0)
        .where(bought_on >= PartialDate.of(began), bought_on <= PartialDate.of(day))
        .group_by(Device.category, Device.origin, price)
    )
