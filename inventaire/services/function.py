"""What a function is filled with here, and what could fill it: people and paper first where the catalogue says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Function, Replacement, Tool
from inventaire.domain.errors import NotFound
from inventaire.services.catalogue import uses_here
from inventaire.services.opinion import Opinion, opinions, passages_to

NOT_DIGITAL, NOTHING = "non_digital", "none"
LAST = 1_000  # after every order of the catalogue


@dataclass(frozen=True, slots=True)
class Choice:
    """An alternative for a function: the tools whose place it takes there, how many use it here, our refusal if any."""

    alternative: Alternative
    replaced: tuple[tuple[Tool, Replacement], ...]
    uses: int
    refusal: Opinion | None


@dataclass(frozen=True, slots=True)
class FunctionPage:
    """A function: the tools in use here, those that are not, and what could take their place."""

    function: Function
    used: tuple[tuple[Tool, int], ...]
    others: tuple[Tool, ...]
    choices: tuple[Choice, ...]
    people_first: bool


def function_page(key: str) -> FunctionPage:
    """Put together what is known of a function. Raises NotFound."""
    catalog, uses = load_catalog(), uses_here()
    if key not in catalog.functions:
        raise NotFound("Cette fonction n’est pas au catalogue.")
    tools = [(tool, uses.get(tool.slug, 0)) for tool in catalog.tools.values() if key in tool.functions]
    used = sorted(((tool, count) for tool, count in tools if count), key=lambda pair: (-pair[1], pair[0].name))
    others = sorted((tool for tool, count in tools if not count), key=lambda tool: tool.name.casefold())
    choices = [_choice(alternative, key, uses) for alternative in _alternatives(key)]
    people_first = any(
        _is_human(choice) and replacement.order <= 1 for choice in choices for _, replacement in choice.replaced
    )
    return FunctionPage(
        catalog.functions[key],
        tuple(used),
        tuple(others),
        _sorted(choices, {tool.slug for tool, _ in used}, people_first=people_first),
        people_first,
    )


def _alternatives(key: str) -> list[Alternative]:
    catalog = load_catalog()
    led_to = {each.alternative for each in catalog.replacements if key in each.functions}
    return [each for each in catalog.alternatives.values() if key in each.functions or each.slug in led_to]


def _choice(alternative: Alternative, key: str, uses: Mapping[str, int]) -> Choice:
    tools = load_catalog().tools
    passages = [each.replacement for each in passages_to(alternative.slug) if key in each.told.functions]
    replaced = sorted(((tools[each.tool], each) for each in passages), key=lambda pair: -uses.get(pair[0].slug, 0))
    return Choice(alternative, tuple(replaced), uses.get(alternative.slug, 0), opinions().get(("", alternative.slug)))


def _sorted(choices: Iterable[Choice], used: set[str], *, people_first: bool) -> tuple[Choice, ...]:
    """Put what the organisation refuses last, people and paper first if asked, then the catalogue's order."""

    def rank(choice: Choice) -> tuple[bool, bool, bool, int, str]:
        after_people = people_first and not _is_human(choice)
        nothing = choice.alternative.kind == NOTHING
        return nothing, choice.refusal is not None, after_people, _order(choice.replaced, used), choice.alternative.name

    return tuple(sorted(choices, key=rank))


def _order(replaced: Sequence[tuple[Tool, Replacement]], used: set[str]) -> int:
    """Give the best place of an alternative: among the tools in use here, or else among all."""
    here = [replacement.order for tool, replacement in replaced if tool.slug in used]
    return min(here or [LAST + replacement.order for _, replacement in replaced], default=2 * LAST)


def _is_human(choice: Choice) -> bool:
    return choice.alternative.kind == NOT_DIGITAL
