"""What a meter measured, drawn by year and by month; what readings do not cover is said."""

from collections.abc import Sequence
from datetime import date, timedelta

from inventaire.domain.blocks import Bar, BarChart, Figure
from inventaire.domain.formats import number, with_unit
from inventaire.domain.meters import Span, Used, used_between

SHARED = "Ce qui est à cheval sur deux périodes est partagé au prorata des jours."


def years_of(known: Sequence[Span]) -> list[int]:
    """List the years that readings touch."""
    return list(range(known[0].first.year, known[-1].last.year + 1)) if known else []


def years_figure(known: Sequence[Span], unit: str) -> Figure:
    """Draw what was measured by year."""
    bars = [_bar(str(year), known, date(year, 1, 1), date(year, 12, 31), unit) for year in years_of(known)]
    return Figure("Par année", SHARED, BarChart("Année", unit, tuple(bars)), "annees")


def months_figure(known: Sequence[Span], year: int, unit: str) -> Figure:
    """Draw what was measured by month in a year."""
    bars = [_bar(f"{month:02}/{year}", known, *_month(year, month), unit) for month in range(1, 13)]
    return Figure(f"Par mois, {year}", SHARED, BarChart("Mois", unit, tuple(bars)), "mois")


def _month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _bar(label: str, known: Sequence[Span], first: date, last: date, unit: str) -> Bar:
    used = used_between(known, first, last)
    return Bar(label, None, used.amount if used else None, None, _told(used, (last - first).days + 1, unit))


def _told(used: Used | None, days: int, unit: str) -> str:
    if used is None:
        return "aucun relevé"
    amount = with_unit(number(used.amount), unit)
    return amount if used.days == days else f"{amount} ({number(used.days)} jours sur {number(days)})"
