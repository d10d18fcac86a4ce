"""The figures of a group of communes: reckoned commune by commune, kept as sums alone."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import delete, select

from inventaire.domain.blocks import Bar, BarChart, Figure
from inventaire.domain.consolidation import AGGREGATES, FEWEST, Aggregate, CommuneFigures, Sum, consolidate
from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.estimate import Estimate, Quality
from inventaire.domain.formats import drawn_values, estimate_text
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models import Consolidated, db
from inventaire.models.scope import set_scope
from inventaire.services.catalogue import outcome_counts
from inventaire.services.database import writing
from inventaire.services.figures import fleet_report, summary
from inventaire.services.group import communes_of_group
from inventaire.services.jobs import Tell, background
from inventaire.services.organisation import current_organisation
from inventaire.services.software import unsupported_applications
from inventaire.spreadsheets.sheets import Sheet

JOB = "consolidation"
NO_GROUP = "Cette page est celle des intercommunalités\u00a0: sa nature se choisit en page Administration."
MOVED = "Une commune est entrée dans le groupement ou en est sortie pendant le calcul\u00a0: recommencez."
DRAWN = "{}, sommes des communes du groupement."
HEADINGS = ("Figure", "Unité", "Bas", "Repère", "Haut", "Qualité", "Communes")
CHARTS = (
    ("Logiciels reconnus", "logiciels", ("proprietary", "free")),
    ("Empreinte par an", "kgCO2e/an", ("embodied_kgco2e_per_year", "use_kgco2e_per_year")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the list, with what is kept of it, if anything."""

    aggregate: Aggregate
    sum: Sum | None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What a group knows of its communes: how many there are, the figures, and when they were reckoned."""

    communes: int
    lines: tuple[Line, ...]
    computed_at: datetime | None

    @property
    def is_possible(self) -> bool:
        """Say whether there are communes enough."""
        return self.communes >= FEWEST

    def charts(self) -> list[Figure]:
        """Draw the figures that compare."""
        known = {line.aggregate.key: line for line in self.lines if line.sum}
        return [
            _chart(title, unit, [known[key] for key in keys])
            for title, unit, keys in CHARTS
            if known.keys() >= set(keys)
        ]


def consolidation() -> Consolidation:
    """Give what is kept of the group of this session. Raises NotFound when it is none."""
    refuse_no_group()
    rows = {row.key: row for row in db.session.scalars(select(Consolidated))}
    lines = tuple(Line(each, _kept(each, rows.get(each.key))) for each in AGGREGATES)
    return Consolidation(len(communes_of_group()), lines, max((row.computed_at for row in rows.values()), default=None))


@background(JOB, Right.EDIT)
def reckon(tell: Tell) -> None:
    """Reckon the sums of the group of this session anew. Raises NotFound when it is none, Conflict when it moves."""
    refuse_no_group()
    today, communes = date.today(), communes_of_group()  # noqa: DTZ011 - the day people see on the wall
    found = []
    for done, commune in enumerate(communes):
        tell(done, len(communes))
        found.append(_figures_of(commune, today))
    sums = {each.key: total for each in AGGREGATES if (total := consolidate(each, found))}
    with writing() as session:
        if communes_of_group() != communes:
            raise Conflict(MOVED)
        session.execute(delete(Consolidated))
        session.add_all(_row(key, total) for key, total in sums.items())


def refuse_no_group() -> None:
    """Refuse what only a group has. Raises NotFound."""
    if current_organisation().kind is not OrganisationKind.EPCI:
        raise NotFound(NO_GROUP)


def consolidation_sheet() -> Sheet:
    """Lay out the figures of the group, those that are not known included."""
    return Sheet("Groupement", HEADINGS, [_cells(line) for line in consolidation().lines])


def _figures_of(commune: int, today: date) -> CommuneFigures:
    """Reckon one commune in a database session of its own: its rows are gone with it."""
    with current_app.app_context():
        set_scope(db.session(), commune)
        found = summary(today)
        return CommuneFigures(
            found.count,
            found.ages.known,
            found.ages.mean,
            found.systems_known,
            found.systems_over,
            outcome_counts(),
            len(unsupported_applications(today)),
            fleet_report(today).total.totals,
        )


def _row(key: str, total: Sum) -> Consolidated:
    low, central, high = total.estimate.values()
    quality = total.estimate.quality.value
    return Consolidated(key=key, communes=total.communes, low=low, central=central, high=high, quality=quality)


def _kept(aggregate: Aggregate, row: Consolidated | None) -> Sum | None:
    if row is None:
        return None
    estimate = Estimate(row.low, row.central, row.high, aggregate.unit, Quality(row.quality))
    return Sum(estimate, row.communes)


def _chart(title: str, unit: str, lines: list[Line]) -> Figure:
    bars = tuple(_bar(line) for line in lines)
    return Figure(title, DRAWN.format(title), BarChart("Figure", unit, bars), lines[0].aggregate.key)


def _bar(line: Line) -> Bar:
    assert line.sum  # noqa: S101 - only those that are known are drawn
    return Bar(line.aggregate.label, *drawn_values(line.sum.estimate), estimate_text(line.sum.estimate))


def _cells(line: Line) -> tuple[str | float | int | None, ...]:
    label, unit = line.aggregate.label, line.aggregate.unit.value
    if line.sum is None:
        return label, unit, None, None, None, None, None
    return label, unit, *line.sum.estimate.values(), line.sum.estimate.quality.value, line.sum.communes
