"""A comparison of policies as people read it: a sentence, rows, charts, sheets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inventaire.domain.blocks import Bar, BarChart, Column, ColumnChart, Figure
from inventaire.domain.estimate import Estimate
from inventaire.domain.forecast.measures import Cause, Measure, Side, Verdict
from inventaire.domain.formats import UNKNOWN, drawn_values, estimate_text, number
from inventaire.services.forecast_comparison import Comparison, Explained, Lived
from inventaire.spreadsheets.sheets import Sheet

if TYPE_CHECKING:
    pass

COUNTED = (Measure.BOUGHT, Measure.WITHDRAWN, Measure.STOCK)
MONEY = (Measure.PURCHASES, Measure.POWER)
SUMS = (
    ("Fabrication des achats", (Measure.EMBODIED,)),
    ("Usage (électricité)", (Measure.USE,)),
    ("Empreinte, fabrication des achats et usage", (Measure.EMBODIED, Measure.USE)),
    ("Fabrication, somme des parts annuelles", (Measure.SHARE,)),
    ("Électricité", (Measure.ENERGY,)),
    ("Achats", (Measure.PURCHASES,)),
    ("Électricité payée", (Measure.POWER,)),
    ("Dépense, achats et électricité", (Measure.PURCHASES, Measure.POWER)),
)


def totals(found: Comparison) -> list[tuple[str, list[str]]]:
    """Give the ten years of each policy, a line each figure."""
    rows = [
        ("Matériels achetés", [_count(each, Measure.BOUGHT) for each in found.lived]),
        ("dont la première année", [number(each.outcome.years[Measure.BOUGHT][0][0]) for each in found.lived]),
        ("Matériels retirés", [_count(each, Measure.WITHDRAWN) for each in found.lived]),
        ("En service à la fin", [number(each.outcome.years[Measure.STOCK][-1][0]) for each in found.lived]),
        ("Terminaux par agent à la fin", [number(each.per_agent, 2) for each in found.lived]),
    ]
    return rows + [
        (label, [text(each.total(*measures), measures[0]) for each in found.lived]) for label, measures in SUMS
    ]


def in_short(lived: Lived) -> str:
    """Say in a few words what a policy changes: its purchases, its footprint."""
    told = {each.side: each for each in lived.explained}
    return f"achats, {_said(told[Side.BOUGHT])}\u202f; empreinte, {_said(told[Side.FOOTPRINT])}"


def moved(value: Estimate, side: Side) -> str:
    """Write a difference with its sign; a count is exact."""
    told = number(value.central) if side is Side.BOUGHT else estimate_text(value)
    return f"+{told}" if value.low is not None and value.low > 0 else told


def _said(each: Explained) -> str:
    if each.whole is None or each.verdict not in (Verdict.LESS, Verdict.MORE):
        return each.verdict.label
    whole = each.whole if each.verdict is Verdict.MORE else each.whole.opposite()
    told = number(whole.central) if each.side is Side.BOUGHT else estimate_text(whole)
    return f"{told} de {each.verdict.label}"


def text(estimate: Estimate | None, measure: Measure) -> str:
    """Write an estimate; an amount that lacks a price is « non renseigné »."""
    return UNKNOWN if estimate is None and measure in MONEY else estimate_text(estimate)


def rows_of_years(found: Comparison, lived: Lived) -> list[tuple[str, ...]]:
    """Give the years of a policy, a line each."""
    told = [measure for measure in Measure if measure not in COUNTED]
    return [
        (
            str(year),
            *(number(lived.outcome.years[measure][rank][0]) for measure in COUNTED),
            *(text(lived.in_year(measure, rank), measure) for measure in told),
        )
        for rank, year in enumerate(found.years)
    ]


def total_figures(found: Comparison) -> tuple[Figure, ...]:
    """Draw the footprint and the spending of each policy, as far as they are known."""
    footprint = _bars(found, "Empreinte sur dix ans", "kgCO2e", (Measure.EMBODIED, Measure.USE), "empreinte")
    spending = _bars(found, "Dépense sur dix ans", "€", (Measure.PURCHASES, Measure.POWER), "depense")
    return tuple(each for each in (footprint, spending) if each)


def purchase_figures(found: Comparison) -> tuple[Figure, ...]:
    """Draw what each policy buys, year by year."""
    return tuple(_purchases(found, each) for each in found.lived)


def forecast_sheets(found: Comparison) -> list[Sheet]:
    """Lay out the years of each policy, a row each, then each difference by cause."""
    told = [measure for measure in Measure if measure not in COUNTED]
    bounds = [f"{each.label} ({each.unit.value}), {end}" for each in told for end in ("bas", "repère", "haut")]
    headings = ("Politique", "Année", *(each.label for each in COUNTED), *bounds)
    causes = ("Politique", "Comparée à", "Figure", "Cause", "Unité", "Bas", "Repère", "Haut", "Ce qu’on peut en dire")
    return [Sheet("Années", headings, _years(found)), Sheet("Écarts", causes, _causes(found))]


def _count(lived: Lived, measure: Measure) -> str:
    return number(lived.outcome.total(measure)[0])


def _bars(found: Comparison, title: str, unit: str, measures: tuple[Measure, ...], anchor: str) -> Figure | None:
    values = [(each.offered.policy.name, each.total(*measures)) for each in found.lived]
    bars = [Bar(name, *drawn_values(value), estimate_text(value)) for name, value in values if value]
    told = f"{title} de chaque politique, du plus bas au plus haut, le trait épais au repère."
    return Figure(title, told, BarChart("Politique", unit, tuple(bars)), anchor) if bars else None


def _purchases(found: Comparison, lived: Lived) -> Figure:
    bought = lived.outcome.years[Measure.BOUGHT][:, 0]
    columns = tuple(Column(str(year), round(count)) for year, count in zip(found.years, bought, strict=True))
    title = f"Achats par année\u00a0: {lived.offered.policy.name}"
    told = f"Matériels achetés chaque année sous «\u00a0{lived.offered.policy.name}\u00a0»."
    return Figure(title, told, ColumnChart("Année", "matériels", columns), f"achats-{lived.offered.key}")


def _years(found: Comparison) -> Iterator[tuple[Any, ...]]:
    told = [measure for measure in Measure if measure not in COUNTED]
    for lived in found.lived:
        for rank, year in enumerate(found.years):
            counts = [round(float(lived.outcome.years[measure][rank][0]), 1) for measure in COUNTED]
            bounds = [each for measure in told for each in _three(lived.in_year(measure, rank))]
            yield lived.offered.policy.name, year, *counts, *bounds


def _causes(found: Comparison) -> Iterator[tuple[Any, ...]]:
    reference = found.lived[0].offered.policy.name
    for lived in found.lived[1:]:
        for each in lived.explained:
            unit = each.side.unit.value
            start = lived.offered.policy.name, reference, each.side.label
            for cause in Cause:
                yield *start, cause.label, unit, *_three(each.causes[cause]), None
            yield *start, "En tout", unit, *_three(each.whole), each.verdict.label


def _three(estimate: Estimate | None) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value, 1) for value in estimate.values()) if estimate else (None,) * 3
