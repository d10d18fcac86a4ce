"""What the software of the organisation ties it to: free or not, followed or not, under whose law."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from inventaire.catalog.lifecycles import load_lifecycles
from inventaire.catalog.reader import load_catalog
from inventaire.domain.jurisdiction import EUROPEAN_UNION
from inventaire.domain.support import support_of_tool_version
from inventaire.domain.vocabulary import Recognised
from inventaire.models import Application, db
from inventaire.services.catalogue import systems_in_use, tools_in_use
from inventaire.services.dictionary import functions_of_local_tools
from inventaire.services.memory import remembered
from inventaire.services.posts import Posts, posts
from inventaire.services.recognition import recognise_name

if TYPE_CHECKING:
    from inventaire.domain.figures import Mask

COMPARED = ("os-poste", "navigateur", "client-mail", "bureautique")


@dataclass(frozen=True, slots=True)
class FreeShare:
    """For one function: machines looked at, those with something free, those with something proprietary."""

    function: str
    machines: int
    free: int
    proprietary: int


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A program whose publisher no longer follows the version found."""

    application_id: int
    name: str
    version: str
    ended: date | None


@remembered
def tools_outside_europe() -> tuple[str, ...]:
    """List the tools in use whose controlling company is outside the European Union, by name."""
    catalog = load_catalog()
    used = [catalog.tools[slug] for slug in {*tools_in_use(), *systems_in_use()} if slug in catalog.tools]
    countries = ((tool.name, tool.vendor.parent_country or tool.vendor.country) for tool in used)
    return tuple(sorted(name for name, country in countries if country not in EUROPEAN_UNION))


@remembered
def applications_by_function() -> dict[str, int]:
    """Count the applications in service by the main function of their tool, local or not; '' where it is not known."""
    catalog = load_catalog()
    main = {slug: entry.functions[0] for slug, entry in catalog.alternatives.items() if entry.functions}
    main |= {slug: entry.functions[0] for slug, entry in catalog.tools.items()}
    local = functions_of_local_tools()
    found: dict[str, int] = {}
    rows = db.session.execute(
        select(Application.tool, Application.rule, func.count())
        .where(Application.outcome != Recognised.IGNORED.value)
        .group_by(Application.tool, Application.rule)
    )
    for tool, rule, count in rows:
        function = catalog.functions.get(main.get(tool or "") or local.get(rule or "", ""))
        label = function.label_fr if function else ""
        found[label] = found.get(label, 0) + count
    return found


@remembered
def free_shares() -> tuple[FreeShare, ...]:
    """Count, function by function, the inventoried machines that have something free, something not."""
    known = posts()
    looked_at = known.in_use & known.having(known.programs)
    return tuple(_share(function, known, looked_at) for function in COMPARED)


@remembered
def unsupported_applications(on: date) -> tuple[Unsupported, ...]:
    """List the programs whose version is no longer followed on a day, as far as versions are recognised."""
    lifecycles = load_lifecycles()
    followed = {tool for product in lifecycles.products.values() for tool in product.tools}
    rows = db.session.execute(
        select(
            Application.id,
            Application.raw_name,
            Application.publisher,
            Application.raw_version,
            Application.tool,
        )
        .where(Application.tool.in_(followed))
        .order_by(Application.raw_name)
    )
    found = []
    for row in rows:
        version = recognise_name(row.raw_name, row.publisher, row.raw_version or "").version
        product = lifecycles.product_of(row.tool, row.raw_name)
        support = support_of_tool_version(product.key, version, lifecycles) if version and product else None
        if support and support.is_over(on):
            found.append(Unsupported(row.id, row.raw_name, version or "", support.free_until))
    return tuple(found)


def _share(function: str, known: Posts, looked_at: "Mask") -> FreeShare:
    catalog = load_catalog()
    entries = (catalog.alternatives[slug] for slug in catalog.free)
    free = {entry.slug for entry in entries if function in entry.functions and entry.matches}
    tied = {slug for slug, entry in catalog.tools.items() if function in entry.functions}

    def count(tools: set[str]) -> int:
        systems = (at for (name, _), at in known.systems.items() if recognise_name(name or "", "", "").tool in tools)
        installed = known.having(number for tool in tools for number in known.tools.get(tool, ()))
        return known.count(looked_at & (installed | known.at(systems)))

    return FreeShare(function, known.count(looked_at), count(free), count(tied))
