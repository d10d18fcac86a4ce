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

PREPARED = "Préalable"
SEE = "Chaque étape et sa raison, et ce que le plan ne place pas\u00a0: annexe H."
COLON, SEMICOLON = "\u00a0: ", "\u202f; "
NOT_FOLLOWED = "Le suivi des chantiers n’est pas encore tenu."
HOW = (
    "Chaque étape est placée par deux règles : ce qui doit être en place passe avant, un contrat se quitte à son "
    "échéance ; sans échéance connue, les plus faciles d’abord. Les coûts et les formations ne sont pas encore estimés."
)


def migration_blocks(on: date) -> list[Block]:
    """Write section 8: the indicators, then what each year holds."""
    return [
        Heading(1, "8. Plan de migration", "migration"),
        indicators_table("Indicateurs du plan", _indicators()),
        Paragraph(HOW),
        _years_table(current_plan(on)),
        Paragraph(SEE),
    ]


def steps_annex(on: date) -> list[Block]:
    """Write annex H: each step with its reason, year by year, then what the plan leaves aside."""
    plan = current_plan(on)
    tables = [_year_table(plan, year) for year in _years(plan)]
    return [Heading(2, "Annexe H. Étapes du plan de migration", "annexe-h"), *tables, *_unplaced(plan)]


def _years(plan: Plan) -> list[int]:
    return [year for year in plan.years if any(step.year == year for step in plan.steps)]


def _years_table(plan: Plan) -> Table:
    """Write on one line a year how many steps stand there, and which tools they leave."""
    names, rows = tool_names(), []
    for year in _years(plan):
        steps = _together(plan, year)
        tools = dict.fromkeys(names[tool] if tool else PREPARED for tool, _ in steps)
        count = sum(len(each) for each in steps.values())
        rows.append((str(year), number(count), ", ".join(tools)))
    return Table("Étapes par année", ("Année", "Étapes", "Outils"), tuple(rows), frozenset({1}))


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
    together = _together(plan, year)
    count = sum(len(steps) for steps in together.values())
    headings = ("Outil", "Ce qui prend sa place", "Coût actuel (€ HT/an)", "Pourquoi là")
    rows = tuple(_row(steps) for steps in together.values())
    return Table(f"Étapes de {year} ({number(count)})", headings, rows, frozenset({2}))


def _together(plan: Plan, year: int) -> dict[tuple[str | None, str], list[Step]]:
    found: dict[tuple[str | None, str], list[Step]] = {}
    for step in plan.steps:
        if step.year == year:
            found.setdefault((step.tool, step.because), []).append(step)
    return found


def _row(steps: Sequence[Step]) -> tuple[str, str, str, str]:
    names, functions = tool_names(), load_catalog().functions
    first = steps[0]
    if not first.tool:
        return PREPARED, ", ".join(names[step.alternative] for step in steps), "", first.because
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
        rows.append((names.get(tool, PREPARED), label, each.reason))
    return [Table("Ce que le plan ne place pas", ("Outil", "Fonction", "Raison"), tuple(rows))]
