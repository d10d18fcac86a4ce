"""The catalogue beside the inventory: what is in use, what it may give way to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from inventaire.catalog.basis import basis_of
from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Alternative, Function, Replacement, Tool
from inventaire.domain.basis import Basis
from inventaire.domain.errors import NotFound
from inventaire.domain.lifecycles import Product
from inventaire.domain.recognition import Recognition
from inventaire.domain.vocabulary import AlternativeKind, Recognised
from inventaire.models import Application, Device, db
from inventaire.services.contract_terms import ENDS_ON, NOTICE_MONTHS, YEARLY_COST
from inventaire.services.experience import Experience, experience_of
from inventaire.services.memory import remembered
from inventaire.services.opinion import Opinion, Passage, passages_from, passages_to
from inventaire.services.posts import posts
from inventaire.services.recognition import recognise_name, system_tool


@dataclass(frozen=True, slots=True)
class Proposal:
    """An alternative beside the replacement that leads to it, as it is in force here."""

    replacement: Replacement
    told: Replacement
    opinions: tuple[Opinion, ...]
    experience: Experience
    alternative: Alternative
    functions: tuple[str, ...]
    requires: tuple[Alternative, ...]
    vendor_only: bool


def find_tool(slug: str | None) -> Tool | None:
    """Give a proprietary tool of the catalogue, or None."""
    return load_catalog().tools.get(slug or "")


def get_tool(slug: str) -> Tool:
    """Give a proprietary tool of the catalogue. Raises NotFound."""
    found = find_tool(slug)
    if found is None:
        raise NotFound("Cet outil n’est pas au catalogue.")
    return found


def get_alternative(slug: str) -> Alternative:
    """Give an alternative of the catalogue. Raises NotFound."""
    found = load_catalog().alternatives.get(slug)
    if found is None:
        raise NotFound("Cette alternative n’est pas au catalogue.")
    return found


def replacements_of(slug: str | None) -> list[Proposal]:
    """Give what could take a tool's place: what the organisation prefers, then in the catalogue's order."""
    return [_proposal(passage) for passage in passages_from(slug or "")]


def _proposal(passage: Passage) -> Proposal:
    catalog, replacement = load_catalog(), passage.replacement
    return Proposal(
        replacement,
        passage.told,
        passage.opinions,
        experience_of([passage.told]),
        catalog.alternatives[replacement.alternative],
        tuple(catalog.functions[key].label_fr for key in replacement.functions),
        tuple(catalog.alternatives[needed] for needed in replacement.requires),
        catalog.from_vendor_only(replacement),
    )


def replaced_by(slug: str) -> list[tuple[Tool, Proposal]]:
    """Give the tools whose place an alternative can take, those in use here first."""
    tools = load_catalog().tools
    found = [(tools[passage.told.tool], _proposal(passage)) for passage in passages_to(slug)]
    used = uses_here()
    return sorted(found, key=lambda pair: (pair[0].slug not in used, pair[0].name))


def published_ends(slug: str) -> tuple[Product, ...]:
    """Give the products whose published ends of support are those of a tool or an alternative."""
    return tuple(product for product in load_lifecycles().products.values() if slug in product.tools)


def resting_on(entry: Function | Tool | Alternative | Replacement, field: str) -> Basis | None:
    """Say what a fact of the catalogue rests on; None where nothing is known."""
    return basis_of(entry, field)


def alternatives() -> list[Alternative]:
    """Give every alternative, by name."""
    return sorted(load_catalog().alternatives.values(), key=lambda each: each.name.casefold())


def rivals_of(slug: str) -> list[Alternative]:
    """Give the alternatives that share a function with one, by name."""
    wanted = {*get_alternative(slug).functions}
    return [each for each in alternatives() if each.slug != slug and wanted & {*each.functions}]


def recognition_of(application: Application) -> Recognition:
    """Give what is kept of an application's recognition; what is not kept is told while its rule still says it."""
    now = recognise_name(application.raw_name, application.publisher, application.raw_version or "")
    kept: Any = {"outcome": application.outcome, "tool": application.tool, "rule": application.rule}
    same = now.rule == application.rule
    return Recognition(
        **kept,
        candidates=now.candidates if same else (),
        version=now.version,
        label_fr=now.label_fr if same else None,
        hints_at=now.hints_at if same else (),
    )


def tool_names() -> dict[str, str]:
    """Give the name of every tool and alternative by its slug."""
    catalog = load_catalog()
    alternatives = {slug: entry.name for slug, entry in catalog.alternatives.items()}
    return alternatives | {slug: entry.name for slug, entry in catalog.tools.items()}


def sources_of(slugs: Sequence[str]) -> list[Any]:
    """Give sources of the catalogue by their ids."""
    return [load_catalog().sources[slug] for slug in slugs]


@remembered
def recognised_label(outcome: str, slug: str | None = None) -> str:
    """Say what a name stands for; an alternative that is neither free nor a tool bears the word of its kind."""
    offer = load_catalog().alternatives.get(slug or "")
    named = offer and outcome == Recognised.MATCH.value
    return AlternativeKind(offer.kind).label if offer and named else Recognised(outcome).label


def outcome_counts() -> dict[str, int]:
    """Count the applications of the organisation by what the catalogue makes of them."""
    rows = db.session.execute(select(Application.outcome, func.count()).group_by(Application.outcome))
    found = {outcome: count for outcome, count in rows}  # noqa: C416 - rows are not pairs for mypy
    return {outcome.value: found.get(outcome.value, 0) for outcome in Recognised}


@remembered
def machines_by_tool() -> dict[str, int]:
    """Count, for each tool or free software in use, the machines where it is installed."""
    known = posts()
    counts = {tool: known.count(known.having(numbers)) for tool, numbers in known.tools.items() if tool}
    return {tool: count for tool, count in counts.items() if count}


@remembered
def systems_in_use() -> dict[str, int]:
    """Count the machines by the tool that their operating system is in the catalogue."""
    rows = db.session.execute(
        select(Device.operating_system, Device.category, func.sum(Device.quantity))
        .where(Device.operating_system.is_not(None))
        .group_by(Device.operating_system, Device.category)
    )
    found: dict[str, int] = {}
    for name, category, count in rows:
        tool = system_tool(name or "", category)
        if tool:
            found[tool] = found.get(tool, 0) + int(count)
    return found


@remembered
def tools_in_use() -> dict[str, list[Any]]:
    """Group the applications of the organisation by the tool they are (rows of columns, by raw name)."""
    rows = db.session.execute(
        select(
            Application.tool,
            Application.id,
            Application.raw_name,
            Application.publisher,
            Application.raw_version,
            ENDS_ON,
            NOTICE_MONTHS,
            YEARLY_COST,
        )
        .where(Application.tool.is_not(None))
        .order_by(Application.raw_name)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.tool, []).append(row)
    return found


def functions() -> dict[str, str]:
    """Give the label of every function by its key, in alphabetical order."""
    labels = {key: each.label_fr for key, each in load_catalog().functions.items()}
    return dict(sorted(labels.items(), key=lambda pair: pair[1]))


def catalogue_version() -> str:
    """Give the version of the catalogue: its date and the mark of its content."""
    return load_catalog().version


@remembered
def uses_here() -> dict[str, int]:
    """Count, for each tool and alternative, the machines where it is in use, or else the applications that are it."""
    machines, systems, known = machines_by_tool(), systems_in_use(), tools_in_use()
    counts = {slug: machines.get(slug, 0) + systems.get(slug, 0) for slug in {*machines, *systems, *known}}
    return {slug: count or len(known.get(slug, ())) for slug, count in counts.items()}


def options_of(tool: str | None, function: str | None) -> list[Proposal]:
    """Give everything that could take a tool's place for one function."""
    return [each for each in replacements_of(tool) if function in each.replacement.functions]
