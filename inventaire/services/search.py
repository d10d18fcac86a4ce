"""What a search finds in the catalogue, whatever the accents; what is in use here comes first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Tool
from inventaire.domain.normalisation import light
from inventaire.services.catalogue import functions, uses_here


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds: functions, tools with how many use each, alternatives."""

    functions: dict[str, str]
    tools: list[tuple[Tool, int]]
    alternatives: list[Alternative]


def tools_used_here() -> list[tuple[Tool, int]]:
    """Give the tools of the catalogue in use here, the most used first."""
    tools = load_catalog().tools
    return _most_used(tools[slug] for slug in uses_here() if slug in tools)


def search_catalogue(text: str, function: str = "") -> Found:
    """Find what holds every word of a text, whatever its accents, in its name, its vendor's or its functions'."""
    catalog, wanted = load_catalog(), light(text).split()

    def holds(entry: Tool | Alternative, *names: str) -> bool:
        told = light(" ".join((*names, *(catalog.functions[key].label_fr for key in entry.functions))))
        return all(word in told for word in wanted) and (not function or function in entry.functions)

    return Found(
        {key: label for key, label in functions().items() if all(word in light(label) for word in wanted)},
        _most_used(tool for tool in catalog.tools.values() if holds(tool, tool.name, tool.vendor.name)),
        sorted((each for each in catalog.alternatives.values() if holds(each, each.name)), key=lambda each: each.name),
    )


def _most_used(tools: Iterable[Tool]) -> list[tuple[Tool, int]]:
    uses = uses_here()
    return sorted(((tool, uses.get(tool.slug, 0)) for tool in tools), key=lambda pair: (-pair[1], pair[0].name))


def tools_by_function() -> dict[str, int]:
    """Count the tools of the catalogue under each of their functions, by the function's key."""
    return dict(Counter(key for tool in load_catalog().tools.values() for key in tool.functions))
