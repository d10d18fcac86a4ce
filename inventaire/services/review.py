"""The names that the catalogue leaves unknown or ambiguous, and what they may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, func, select

from inventaire.catalog.aliases import signers
from inventaire.catalog.reader import load_catalog
from inventaire.domain.dictionary import LEFT_OPEN
from inventaire.domain.normalisation import strong
from inventaire.models import Application, Device, Installation, db
from inventaire.services.dictionary import offered_tools
from inventaire.services.listing import Page, holding, page_of
from inventaire.services.memory import remembered
from inventaire.services.recognition import recognise_name

SUGGESTED = 3
NEAR = 70  # out of 100: below, two names have too little in common to be worth reading
SAME_HOUSE = 50  # between names of one publisher
CANDIDATE, NEAR_NAME, SAME_PUBLISHER = "candidat du catalogue", "nom proche", "même éditeur"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tool or alternative that a name may be, and why it is suggested; never more than a suggestion."""

    slug: str
    reason: str


@remembered
def open_count() -> int:
    """Count the names that wait for somebody to say what they are."""
    return db.session.scalar(select(func.count(Application.id)).where(_kept(""))) or 0


def list_open(search: str, number: int) -> Page:
    """Give one page of these names, those on the most machines first."""
    return page_of(_sorted(search), number, select(Application.id).where(_kept(search)))


def versions_of(rows: Sequence[Any]) -> dict[int, list[str]]:
    """Give the versions found of each application of a page."""
    found: dict[int, list[str]] = {row.id: [row.raw_version] if row.raw_version else [] for row in rows}
    query = select(Installation.application_id, Installation.raw_version).distinct()
    query = query.where(Installation.application_id.in_(found), Installation.raw_version.is_not(None))
    for application, version in db.session.execute(query.order_by(Installation.raw_version)):
        if version and version not in found[application]:
            found[application].append(version)
    return found


def suggestions(name: str, publisher: str) -> list[Suggestion]:
    """Suggest what a name may be: what the catalogue hesitates between, else names and publishers that are near."""
    candidates = recognise_name(name, publisher, "").candidates
    found = dict.fromkeys(candidates, CANDIDATE) or _near(strong(name), publisher)
    return [Suggestion(slug, reason) for slug, reason in found.items()][:SUGGESTED]


def _near(name: str, publisher: str) -> Mapping[str, str]:
    """Rank those of the same publisher first, then those whose name is the nearest."""
    from rapidfuzz import fuzz, process

    signed = load_catalog().rules().publisher(publisher)
    names, houses = _written()
    near: dict[str, tuple[bool, float]] = {}
    for written, _, place in process.extract(name, names, scorer=fuzz.token_set_ratio, limit=20, score_cutoff=NEAR):
        slug, signs = houses[place]
        same = bool(signed) and signed in signs
        likeness = (fuzz.token_set_ratio(name, written) + fuzz.ratio(name, written)) / 2
        if likeness >= (SAME_HOUSE if same else NEAR):
            near[slug] = max(near.get(slug, (False, 0)), (same, likeness))
    ranked = sorted(near, key=lambda slug: (near[slug], slug), reverse=True)
    return {slug: SAME_PUBLISHER if near[slug][0] else NEAR_NAME for slug in ranked}


@lru_cache(maxsize=1)
def _written() -> tuple[list[str], list[tuple[str, frozenset[str]]]]:
    """Give every way that tools are written, and beside each its slug and those who may sign it."""
    catalog, rules = load_catalog(), load_catalog().rules()
    names: list[str] = []
    houses: list[tuple[str, frozenset[str]]] = []
    for slug in offered_tools():
        entry = catalog.tools.get(slug) or catalog.alternatives[slug]
        signs = frozenset(rules.publisher(name) for name in signers(entry))
        for written in {strong(each) for each in (entry.name, *(match.value for match in entry.matches))}:
            names.append(written)
            houses.append((slug, signs))
    return names, houses


def _sorted(search: str) -> Select[*tuple[Any, ...]]:
    machines = (
        select(func.coalesce(func.sum(Device.quantity), 0))
        .join(Installation, Installation.device_id == Device.id)
        .where(Installation.application_id == Application.id)
        .scalar_subquery()
        .label("machines")
    )
    return (
        select(
            Application.id,
            Application.version,
            Application.raw_name,
            Application.publisher,
            Application.raw_version,
            Application.outcome,
            machines,
        )
        .where(_kept(search))
        .order_by(machines.desc(), Application.raw_name, Application.id)
    )


def _kept(search: str) -> Any:
    waits = Application.outcome.in_(LEFT_OPEN)
    return and_(waits, holding((Application.raw_name, Application.publisher), search)) if search else waits
