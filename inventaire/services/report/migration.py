"""Section 8 of the report: the migration plan."""

from collections.abc import Sequence
from datetime import date

from inventaire.catalog.reader import load_catalog
from inventaire.domain.blocks import Block, Heading, Paragraph, Table
from inventaire.domain.formats import number
from inventaire.domain.indicators import Indicator, Method
from inventaire.domain.plan import Plan, Step
from inventaire.services.catalogue import tool_names
from inventaire.services.plan import current_plan
from inventaire.services.report.tables import indicators_table

COLON, SEMICOLON = "\u00a0: ", "\u202f; "
NOT_FOLLOWED = "Le suivi des chantiers n’est pas encore tenu."
HOW = (
    "Chaque étape est placée par deux règles : ce qui doit être en place passe avant, un contrat se quitte à son "
    "échéance ; sans échéance connue, les plus faciles d’abord. Les coûts et les formations ne sont pas encore estimés."
)


def migration_blocks(on: date) -> list[Block]:
    """Write section 8: the indicators, then the steps year by year with their reason."""
    plan = current_plan(on)
    tables = [_year_table(plan, year) for year in plan.years if any(step.year == year for step in plan.steps)]
    return [
        Heading(1, "8. Plan de migration", "migration"),
        indicators_table("Indicateurs du plan", _indicators()),
        Paragraph(HOW),
        *tables,
        *_unplaced(plan),
    ]


def _indicators() -> list[Indicator]:
    labels = {
        "H1": ("Avancement", "%", Method.COMPUTED),
        "H2": ("Coût", "€", Method.COMPUTED),
        "H3": ("Formation", "agents, heures", Method.ENTERED),
        "H4": ("Retours en arrière et exceptions", "nombre", Method.COMPUTED),
        "H5": ("Blocages métier", "liste", Method.ENTERED),
    }
    return [Indicator(code, label, unit, how, reason=NOT_FOLLOWED) for code, (label, unit, how) in labels.items()]


def _year_table(plan: Plan, year: int) -> Table:
    """Write the steps of a year, those of one tool that stand there for one reason on one line."""
    together: dict[tuple[str | None, str], list[Step]] = {}
    for step in plan.steps:
        if step.year == year:
            together.setdefault((step.tool, step.because), []).append(step)
    count = sum(len(steps) for steps in together.values())
    headings = ("Outil", "Ce qui prend sa place", "Coût actuel (€ HT/an)", "Pourquoi là")
    rows = tuple(_row(steps) for steps in together.values())
    return Table(f"Étapes de {year} ({number(count)})", headings, rows, frozenset({2}))


def _row(steps: Sequence[Step]) -> tuple[str, str, str, str]:
    names, functions = tool_names(), load_catalog().functions
    first = steps[0]
    if not first.tool:
        return "Préalable", ", ".join(names[step.alternative] for step in steps), "", first.because
    places = (f"{functions[step.function or ''].label_fr}{COLON}{names[step.alternative]}" for step in steps)
    cost = next((step.yearly_before_eur for step in steps if step.yearly_before_eur is not None), None)
    return names[first.tool], f"{SEMICOLON}".join(places), number(cost), first.because


def _unplaced(plan: Plan) -> list[Block]:
    if not plan.unplaced:
        return []
    names, functions = tool_names(), load_catalog().functions
    rows = []
    for each in plan.unplaced:
        tool, _, function = each.id.partition(":")
        label = functions[function].label_fr if function in functions else names.get(function, function)
        rows.append((names.get(tool, "Préalable"), label, each.reason))
    return [Table("Ce que le plan ne place pas", ("Outil", "Fonction", "Raison"), tuple(rows))]
