"""The migration plan of the organisation, drawn from what it has and what the catalogue knows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from inventaire.catalog.reader import Catalog, load_catalog
from inventaire.domain.errors import NotFound
from inventaire.domain.plan import Option, Plan, Step, ToolInUse, draw_plan
from inventaire.services.catalogue import machines_by_tool, systems_in_use, tools_in_use
from inventaire.services.memory import remembered
from inventaire.services.opinion import Opinions, Passage, opinions, passages_from

SCENARIO = "premier-plan"


@remembered
def current_plan(today: date) -> Plan:
    """Draw the plan for the tools in use, as things stand on a day."""
    catalog, ours = load_catalog(), opinions()
    used, systems = tools_in_use(), systems_in_use()
    machines = Counter(machines_by_tool()) + Counter(systems)
    present = {*used, *systems}
    tools = [
        _tool(catalog, slug, used.get(slug, ()), machines[slug]) for slug in sorted(present & catalog.tools.keys())
    ]
    options = {tool.slug: _options(catalog, tool.slug, ours) for tool in tools}
    in_place = frozenset(present & catalog.alternatives.keys())
    return draw_plan(tools, options, in_place, _preparations(catalog), today)


def get_step(step_id: str, today: date) -> tuple[Step, list[Step]]:
    """Give a step of the plan and those it requires. Raises NotFound."""
    steps = {step.id: step for step in current_plan(today).steps}
    if step_id not in steps:
        raise NotFound("Cette étape n’est plus dans le plan : il est refait à chaque changement de l’inventaire.")
    found = steps[step_id]
    return found, [steps[required] for required in found.requires if required in steps]


def plan_as_json(today: date) -> dict[str, Any]:
    """Give the plan in the shape of `planifier --json`; nothing is costed yet, and that stays null."""
    plan = current_plan(today)
    return {
        "scenario": SCENARIO,
        "status": "ordered",
        "objective": None,
        "bound": None,
        "gap": None,
        "steps": [
            {
                "id": step.id,
                "tool": step.tool,
                "function": step.function,
                "alternative": step.alternative,
                "year": step.year,
                "one_off_eur": None,
                "yearly_before_eur": step.yearly_before_eur,
                "yearly_after_eur": None,
                "training_days": None,
                "it_days": None,
                "requires": list(step.requires),
                "because": step.because,
            }
            for step in plan.steps
        ],
        "years": list(plan.years),
        "unplaced": [{"id": each.id, "reason": each.reason} for each in plan.unplaced],
    }


def _tool(catalog: Catalog, slug: str, applications: Sequence[Any], machines: int) -> ToolInUse:
    entry = catalog.tools[slug]
    ends = [each for each in applications if each.contract_ends_on]
    last = max(ends, key=lambda each: str(each.contract_ends_on), default=None)
    costs = [each.yearly_cost_excl_eur for each in applications if each.yearly_cost_excl_eur is not None]
    return ToolInUse(
        slug,
        entry.name,
        entry.functions,
        machines,
        last.contract_ends_on if last else None,
        last.notice_months if last else None,
        sum(costs) if costs else None,
    )


def _options(catalog: Catalog, slug: str, ours: Opinions) -> list[Option]:
    alternatives = catalog.alternatives
    return [
        _option(passage, alternatives[passage.replacement.alternative].name)
        for passage in passages_from(slug, ours)
        if alternatives[passage.replacement.alternative].kind not in ("none", "not_free")
    ]


def _option(passage: Passage, name: str) -> Option:
    each = passage.replacement
    facts = (each.tool, each.functions, each.alternative, each.fit, each.difficulty, each.requires)
    return Option(*facts, name, passage.is_refused)


def _preparations(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Say what each alternative requires: what every replacement that leads to it requires."""
    found: dict[str, set[str]] = {}
    for each in catalog.replacements:
        known = found.setdefault(each.alternative, set(each.requires))
        known &= set(each.requires)
    return {alternative: tuple(sorted(required)) for alternative, required in found.items()}
