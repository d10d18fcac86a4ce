"""The prices of the organisation: those it gives, else what it paid, else nothing."""

from datetime import date

import pytest

from inventaire.domain.errors import Conflict, Forbidden, NotFound, Refusal
from inventaire.domain.partial_date import PartialDate
from inventaire.domain.prices import PriceKey
from inventaire.domain.vocabulary import DeviceCategory, OrganisationKind, Origin, Role
from inventaire.models import AuditLine, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import set_scope
from inventaire.services.device import create_device
from inventaire.services.organisation import add_organisation
from inventaire.services.prices import give_price, own_prices, priced_categories, prices_on, withdraw_price

TODAY = date(2026, 11, 22)
LAPTOP = DeviceCategory.LAPTOP


def bought(price, year=2024, origin=Origin.NEW, quantity=1):
    facts = {"category": LAPTOP, "quantity": quantity, "purchase_price_excl_eur": price, "origin": origin}
    create_device(facts | {"name": f"PC à {price}", "purchased_on": PartialDate(year)})


def kwh(value, year):
    give_price(PriceKey.KWH, None, value, PartialDate(year), "marché d’électricité")


def test_nothing_has_a_price_until_somebody_gives_one(town):
    prices = prices_on(TODAY)
    assert all(prices.get(key, LAPTOP) is None for key in PriceKey)


def test_a_price_holds_from_its_day_until_the_next(town):
    kwh(0.18, 2024)
    kwh(0.2016, 2026)
    assert [prices_on(date(year, 6, 1)).get(PriceKey.KWH) for year in (2023,)] == [None]
    assert [prices_on(date(year, 6, 1)).get(PriceKey.KWH).value for year in (2025, 2026)] == [0.18, 0.2016]
    found = prices_on(TODAY).get(PriceKey.KWH)
    assert (found.since, found.source_fr) == (
        date(2026, 1, 1),
        "prix donné par la collectivité\u00a0: marché d’électricité",
    )


def test_a_price_without_category_is_the_same_for_all(town):
    kwh(0.2, 2026)
    assert prices_on(TODAY).get(PriceKey.KWH, LAPTOP).value == 0.2


def test_what_was_paid_makes_the_price_of_a_category_by_origin(town):
    for price in (500, 900, 640):
        bought(price)
    bought(300, origin=Origin.REFURBISHED, quantity=3)
    prices = prices_on(TODAY)
    assert prices.get(PriceKey.NEW_DEVICE, LAPTOP).value == 640
    assert "médiane de 3 achats" in prices.get(PriceKey.NEW_DEVICE, LAPTOP).source_fr
    assert prices.get(PriceKey.REFURBISHED_DEVICE, LAPTOP).value == 300
    assert prices.get(PriceKey.NEW_DEVICE, DeviceCategory.TABLET) is None
    assert priced_categories() == [LAPTOP]


def test_two_purchases_old_ones_and_gifts_make_no_price(town):
    for price, more in ((500, {}), (600, {}), (700, {"year": 2019}), (800, {"origin": Origin.GIFT})):
        bought(price, **more)
    assert prices_on(TODAY).get(PriceKey.NEW_DEVICE, LAPTOP) is None


def test_a_given_price_wins_over_what_was_paid_and_withdrawn_gives_it_back(town):
    bought(500, quantity=3)
    give_price(PriceKey.NEW_DEVICE, LAPTOP, 720.0, PartialDate(2026), "marché 2026")
    assert prices_on(TODAY).get(PriceKey.NEW_DEVICE, LAPTOP).value == 720
    (row,) = own_prices()
    withdraw_price(row.PriceParameter.id)
    assert prices_on(TODAY).get(PriceKey.NEW_DEVICE, LAPTOP).value == 500
    lines = db.session.query(AuditLine).filter_by(subject="price_parameter").order_by(AuditLine.id)
    assert [line.action for line in lines] == ["created", "deleted"]
    with pytest.raises(NotFound):
        withdraw_price(row.PriceParameter.id)


def test_a_price_is_refused_with_the_reason(town):
    with pytest.raises(Refusal, match="Choisissez la catégorie"):
        give_price(PriceKey.NEW_DEVICE, None, 700, PartialDate(2026), "devis")
    with pytest.raises(Refusal, match="laissez-la vide"):
        give_price(PriceKey.SSD, LAPTOP, 40, PartialDate(2026), "devis")
    kwh(0.2, 2026)
    with pytest.raises(Conflict, match="01/01/2026"):
        kwh(0.3, 2026)


def test_prices_are_an_administrator_s_to_give(town):
    db.session().info[ACTOR] = Actor("quelqu’un", 999, Role.MANAGER)
    with pytest.raises(Forbidden):
        kwh(0.2, 2026)


def test_the_prices_of_another_town_do_not_hold_here(town):
    add_organisation("Autre", None, OrganisationKind.COMMUNE)
    kwh(0.2, 2026)
    assert prices_on(TODAY).get(PriceKey.KWH)
    set_scope(db.session(), 1)
    assert prices_on(TODAY).get(PriceKey.KWH) is None
