"""Section 2 of the report: the state of the hardware at the end of its year."""

from datetime import date

from inventaire.domain.blocks import Block, Column, ColumnChart, Figure, Heading, Paragraph, Table
from inventaire.domain.formats import number
from inventaire.services.device_life import lives_by_category
from inventaire.services.figures import Summary, summary
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.fleet_indicators import fleet_indicators
from inventaire.services.fleet_on import told_of
from inventaire.services.report.tables import indicators_table


def hardware_blocks(on: date) -> list[Block]:
    """Write section 2: the machines in use, their ages, their systems."""
    counts = fleet_counts(on).categories
    return [
        Heading(1, "2. État du parc", "parc"),
        *[Paragraph(sentence) for sentence in told_of(on)],
        indicators_table("Indicateurs du parc", fleet_indicators(on)),
        Table(
            "P1. Matériels en service par catégorie",
            ("Catégorie", "Nombre"),
            tuple((category.label, number(count)) for category, count in counts),
            frozenset({1}),
        ),
        *_lives(on),
        ages_figure("P4. Pyramide des âges", summary(on)),
    ]


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
