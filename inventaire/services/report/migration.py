"""Section 8 of the report: the migration plan."""

from datetime import date

from inventaire.catalog.reader import load_catalog
from inventaire.domain.blocks import Block, Heading, Paragraph, Table
from inventaire.domain.formats import money, number
from inventaire.domain.indicators import Indicator, Method
from inventaire.domain.plan import Plan, Step
from inventaire.services.catalogue import tool_names
from inventaire.services.plan import current_plan
from inventaire.services.report.tables import indicators_table

NOT_FOLLOWED = "Le suivi des chantiers n’est pas encore tenu."
HOW = (
    "Chaque étape est placée par deux règles : ce qui doit être en place passe avant, un contrat se quitte à son "
    "échéance ; sans échéance connue, les plus faciles d’abord. Les coûts et les formations ne sont pas encore estimés."
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
    steps = [step for step in plan.steps if step.year == year]
    caption = f"Étapes de {year} ({number(len(steps))})"
    headings = ("Étape", "Alternative", "Coût actuel (HT, par an)", "Pourquoi là")
    return Table(caption, headings, tuple(_row(step) for step in steps), frozenset({2}))


def _row(step: Step) -> tuple[str, str, str, str]:
    names, functions = tool_names(), load_catalog().functions
    what = f"{names[step.tool]} — {functions[step.function].label_fr}" if step.tool and step.function else "Préalable"
    return what, names[step.alternative], money(step.yearly_before_eur, 0), step.because


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
