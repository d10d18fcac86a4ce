"""The state of the inventory on one page."""

from dataclasses import dataclass
from datetime import date

from inventaire.domain.blocks import Figure
from inventaire.services.catalogue import outcome_counts
from inventaire.services.deadlines import deadlines
from inventaire.services.figures import FleetReport, Summary, fleet_report, summary
from inventaire.services.fleet_counts import fleet_counts
from inventaire.services.memory import remembered
from inventaire.services.plan import current_plan
from inventaire.services.report.hardware import ages_figure
from inventaire.services.software import tools_outside_europe, unsupported_applications


@dataclass(frozen=True, slots=True)
class Board:
    """What the first page shows."""

    summary: Summary
    fleet: FleetReport
    categories: tuple[tuple[str, int], ...]
    ages: Figure
    outcomes: dict[str, int]
    outside_europe: int
    unsupported: int
    contracts: int
    contracts_missed: int
    next_year: int
    steps_next_year: int

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing yet to show."""
        return not self.summary.count and not sum(self.outcomes.values())


@remembered
def board(today: date) -> Board:
    """Put the first page together, as things stand on a day."""
    found, plan, ending = summary(today), current_plan(today), deadlines(today)
    return Board(
        found,
        fleet_report(today),
        tuple((category.label, count) for category, count in fleet_counts(today).categories),
        ages_figure("Âge des matériels en service", found),
        outcome_counts(),
        len(tools_outside_europe()),
        len(unsupported_applications(today)),
        len(ending.coming),
        ending.missed,
        plan.years[0],
        sum(step.year == plan.years[0] for step in plan.steps),
    )
