"""Section 2 of the report: the state of the hardware at the end of its year."""

from datetime import date

from inventaire.domain.blocks import Block, Column, ColumnChart, Figure, Heading, Paragraph, Table
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import UNKNOWN, estimate_text, number
from inventaire.services.device_life import lives_by_category
from inventaire.services.figures import Figures, Summary, fleet_report, summary
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.fleet_indicators import fleet_indicators
from inventaire.services.fleet_on import told_of
from inventaire.services.report.tables import indicators_table

WEIGHED = {What.EMBODIED_PER_YEAR: "Fabrication", What.ENERGY_PER_YEAR: "Électricité"}


def hardware_blocks(on: date) -> list[Block]:
    """Write section 2: the machines in use, their ages, their systems."""
    return [
        Heading(1, "2. État du parc", "parc"),
        *[Paragraph(sentence) for sentence in told_of(on)],
        indicators_table("Indicateurs du parc", fleet_indicators(on)),
        *_lives(on),
        ages_figure("P4. Pyramide des âges", summary(on)),
    ]


def categories_annex(on: date) -> list[Block]:
    """Write annex B: each category in use, how many machines, what they weigh and what they draw."""
    figures = fleet_report(on).by_category
    rows = tuple(
        (category.label, number(count), *(_estimate(figures.get(category), what) for what in WEIGHED))
        for category, count in fleet_counts(on).categories
    )
    headings = ("Catégorie", "Nombre", *(f"{label} ({what.unit.value})" for what, label in WEIGHED.items()))
    table = Table("P1. Matériels en service par catégorie", headings, rows, frozenset({1}))
    return [Heading(2, "Annexe B. Inventaire par catégorie", "annexe-b"), table]


def _estimate(found: Figures | None, what: What) -> str:
    return estimate_text(found.totals[what.value]) if found else UNKNOWN


def ages_figure(title: str, found: Summary) -> Figure:
    """Draw the ages of the machines in use, by band."""
    columns = tuple(Column(label, count) for label, count in found.ages.bands)
    told = f"Matériels en service par tranche d’âge ; {number(found.ages.unknown)} sans date de mise en service."
    return Figure(title, told, ColumnChart("Âge", "matériels", columns), "ages")


def _lives(on: date) -> list[Block]:
    lives = lives_by_category(on.year, on)
    rows = sorted((category.label, ages) for category, ages in lives.items())
    cells = tuple(
        (label, number(ages.known + ages.unknown), number(ages.mean, 1), number(ages.median, 1)) for label, ages in rows
    )
    headings = ("Catégorie", "Sortis", "Durée moyenne (ans)", "Durée médiane (ans)")
    return [Table("P3. Durée d’usage par catégorie", headings, cells, frozenset({1, 2, 3}))] if cells else []
