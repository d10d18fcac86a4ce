"""The purchases of a year against the law, and over five years: A1 to A7 of the annual report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from inventaire.catalog.purchases import load_goods
from inventaire.domain.blocks import Bar, BarChart, Figure, Table
from inventaire.domain.errors import NotFound
from inventaire.domain.formats import percent
from inventaire.domain.indicators import ENOUGH, TOO_LITTLE, Indicator
from inventaire.domain.purchase import (
    GiftValue,
    GoodsShare,
    GoodsTable,
    PurchaseLine,
    mean_prices,
    recycled_share,
    reused_share,
)
from inventaire.domain.purchase_indicators import (
    AvoidedLine,
    People,
    YearOfGoods,
    indicators_of,
    share_text,
)
from inventaire.domain.regulatory import FigureInForce
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AvoidedPurchase, Purchase, db
from inventaire.models.purchase import FACTS
from inventaire.services.memory import remembered
from inventaire.services.organisation import current_organisation
from inventaire.services.purchase import in_years, years_bought
from inventaire.services.regulatory import figure_in_force, value_in_force

REUSED, RECYCLED = "agec-reemploi", "agec-recycle"
SPAN = 5  # years set side by side
CAPTION = "A1 et A2 sur cinq ans face aux cibles"
NO_YEAR = "Aucun achat n’est daté de {}\u00a0: choisissez une année de la liste."
UNREAD = "non lue"


@dataclass(frozen=True, slots=True)
class PurchaseReport:
    """A year of purchases: its indicators, and the shares of the law over the years up to it, latest first."""

    year: int
    indicators: Sequence[Indicator]
    years: Sequence[YearOfGoods]
    goods: GoodsTable

    def against_targets(self) -> Table:
        """Set both shares beside their targets, year by year."""
        headings = ("Année", "A1, réemploi", "Cible", "A2, matières recyclées", "Cible")
        rows = tuple(
            (
                str(each.year),
                _shown(each.reused),
                _target(each.reused_target),
                _shown(each.recycled),
                _target(each.recycled_target),
            )
            for each in self.years
        )
        return Table(CAPTION, headings, rows, frozenset({1, 2, 3, 4}))

    def chart(self) -> Figure:
        """Draw the share of reuse, year by year, each beside its target."""
        bars = tuple(_bar(each) for each in reversed(self.years))
        told = "Une barre par année\u202f; la cible de l’année est écrite à côté."
        return Figure(
            "A1. Part du réemploi face à la cible", told, BarChart("Année", "% du HT", bars), "reemploi-achats"
        )


def years_of_purchases(today: date) -> list[int]:
    """List the years that a report of purchases can be asked for, latest first."""
    return sorted({today.year, *years_bought()}, reverse=True)


def report_of_year(year: int, today: date) -> PurchaseReport:
    """Give the purchases of a year that is in the list. Raises NotFound."""
    refuse_unknown_year(year, today)
    return purchase_report(year)


def refuse_unknown_year(year: int, today: date) -> None:
    """Refuse a year in which nothing was bought, but this one. Raises NotFound."""
    if year not in years_of_purchases(today):
        raise NotFound(NO_YEAR.format(year))


@remembered
def purchase_report(year: int) -> PurchaseReport:
    """Reckon a year and the four before, each under the figures of the law that held in it."""
    goods, town = load_goods(), current_organisation()
    lines = lines_of(year - SPAN + 1, year)
    by_year = {each: [line for line in lines if line.bought_on.year == each] for each in range(year, year - SPAN, -1)}
    years = [_year_of_goods(each, bought, goods) for each, bought in by_year.items()]
    people = People(town.population, town.staff_count)
    indicators = indicators_of(years[0], by_year[year], people, avoided_in(year), mean_prices(lines))
    return PurchaseReport(year, indicators, years, goods)


def lines_of(first: int, last: int) -> list[PurchaseLine]:
    """Read the lines of some years, without making a row of each."""
    columns = [getattr(Purchase, field) for field in FACTS.values()]
    rows = db.session.execute(select(*columns).where(*in_years(first, last)))
    return [PurchaseLine(**dict(zip(FACTS, row, strict=True))) for row in rows]


def avoided_in(year: int) -> list[AvoidedLine]:
    """Read what was avoided in a year."""
    columns = (AvoidedPurchase.category, AvoidedPurchase.quantity, AvoidedPurchase.unit_price_eur)
    rows = db.session.execute(select(*columns).where(*in_years(year, year, AvoidedPurchase.decided_on)))
    return [AvoidedLine(*row) for row in rows]


def gift_values(goods: GoodsTable, on: date) -> dict[DeviceCategory, GiftValue]:
    """Give the flat values of gifts that hold on a day."""
    found = {
        category: (value_in_force(rule.value, on), value_in_force(rule.under, on))
        for category, rule in goods.gifts.items()
    }
    return {
        category: GiftValue(eur, years)
        for category, (eur, years) in found.items()
        if eur is not None and years is not None
    }


def _year_of_goods(year: int, lines: Iterable[PurchaseLine], goods: GoodsTable) -> YearOfGoods:
    bought, end = list(lines), date(year, 12, 31)
    return YearOfGoods(
        year,
        reused_share(bought, goods, gift_values(goods, end)),
        recycled_share(bought, goods),
        figure_in_force(REUSED, end),
        figure_in_force(RECYCLED, end),
    )


def _bar(year: YearOfGoods) -> Bar:
    shown = year.reused.coverage >= TOO_LITTLE
    text = f"{_shown(year.reused)} (cible {_target(year.reused_target)})"
    return Bar(str(year.year), None, year.reused.percent if shown else None, None, text)


def _shown(share: GoodsShare) -> str:
    if share.coverage < TOO_LITTLE:
        return f"non imprimé, {percent(share.coverage)} de lignes complètes"
    return share_text(share) + ("" if share.coverage >= ENOUGH else ", données incomplètes")


def _target(target: FigureInForce | None) -> str:
    return target.text if target else UNREAD
