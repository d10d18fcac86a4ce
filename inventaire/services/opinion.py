"""The organisation's own opinions on the catalogue's proposals: kept apart, they win, and say who and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inventaire.catalog.reader import load_catalog
from inventaire.catalog.schema import Replacement
from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Fit
from inventaire.models import Account, CatalogOpinion, db
from inventaire.models.base import now
from inventaire.services.database import writing
from inventaire.services.memory import remembered
from inventaire.services.permission import actor
from inventaire.services.staleness import refuse_if_stale
from inventaire.spreadsheets.sheets import Sheet

FIRST = 0  # before every order of the catalogue
NO_PASSAGE = "Le catalogue ne connaît pas ce passage\u00a0: donnez un avis sur une alternative de la page de l’outil."
GONE = "Cet avis a déjà été retiré."
HEADINGS = (
    "Outil",
    "Alternative",
    "Compatibilité (avis)",
    "Compatibilité (catalogue)",
    "Difficulté (avis)",
    "Difficulté (catalogue)",
    "Préférée",
    "Ce qu’on perd (avis)",
    "Raison",
    "Par",
    "Le",
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion of the organisation; what is None leaves the catalogue's own. No tool: on the alternative itself."""

    id: int
    tool: str
    alternative: str
    fit: Fit | None
    difficulty: int | None
    preferred: bool
    lost_fr: str | None
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A replacement as it is in force here, as the catalogue tells it, and the opinions that make the difference."""

    replacement: Replacement
    told: Replacement
    opinions: tuple[Opinion, ...]

    @property
    def is_refused(self) -> bool:
        """Say whether the organisation set aside what the catalogue would take."""
        return self.replacement.fit == "none" != self.told.fit


Opinions = Mapping[tuple[str, str], Opinion]


@remembered
def opinions() -> Opinions:
    """Give the opinions of the organisation by tool (none: « ») and alternative."""
    rows = db.session.execute(
        select(CatalogOpinion, Account.name)
        .outerjoin(Account, Account.id == CatalogOpinion.account_id)
        .order_by(CatalogOpinion.tool, CatalogOpinion.alternative)
    )
    return {(row.tool, row.alternative): _opinion(row, name) for row, name in rows}


def passages_from(tool: str, ours: Opinions | None = None) -> list[Passage]:
    """Give what can take a tool's place, as the organisation sees it: what it prefers first, then the catalogue's.

    `ours` are opinions already read, for who asks of many tools.
    """
    said = opinions() if ours is None else ours
    found = [_passage(told, said) for told in load_catalog().replacements_of(tool)]
    return sorted(found, key=lambda each: each.replacement.order)


def passages_to(alternative: str) -> list[Passage]:
    """Give the tools whose place an alternative can take, as the organisation sees it."""
    ours = opinions()
    return [_passage(told, ours) for told in load_catalog().replacements if told.alternative == alternative]


def find_opinion(tool: str, alternative: str) -> CatalogOpinion:
    """Give the opinion on a passage, or on an alternative when no tool is named; one not written yet is empty.

    Raises NotFound where the catalogue has nothing to have an opinion on.
    """
    known = [each.alternative for each in load_catalog().replacements_of(tool)] if tool else load_catalog().alternatives
    if alternative not in known:
        raise NotFound(NO_PASSAGE)
    same = (CatalogOpinion.tool == tool, CatalogOpinion.alternative == alternative)
    found = db.session.scalar(select(CatalogOpinion).where(*same))
    return found or CatalogOpinion(tool=tool, alternative=alternative, version=0)


def decide(tool: str, alternative: str, version: int, values: dict[str, Any]) -> None:
    """Keep an opinion, dated and signed. Raises Overtaken when somebody saved it in between, NotFound."""
    with writing() as session:
        opinion = find_opinion(tool, alternative)
        refuse_if_stale(opinion, version, values, "cet avis")
        if not opinion.version:
            opinion.version = 1
            session.add(opinion)
        who = actor()
        signed = {"account_id": who.account_id if who else None, "decided_at": now()}
        for field, value in (values | signed).items():
            setattr(opinion, field, value)


def get_opinion(opinion_id: int) -> CatalogOpinion:
    """Give an opinion by its number. Raises NotFound."""
    found = db.session.scalar(select(CatalogOpinion).where(CatalogOpinion.id == opinion_id))
    if found is None:
        raise NotFound(GONE)
    return found


def withdraw(opinion_id: int, version: int) -> None:
    """Take an opinion back: the catalogue's own holds again. Raises Overtaken, NotFound."""
    with writing() as session:
        found = get_opinion(opinion_id)
        refuse_if_stale(found, version, {}, "cet avis")
        session.delete(found)


def opinions_told() -> list[tuple[Opinion, Replacement | None]]:
    """List the opinions of the organisation, each beside what the catalogue tells."""
    return [(each, told_of(each.tool, each.alternative)) for each in opinions().values()]


def told_of(tool: str, alternative: str) -> Replacement | None:
    """Give what the catalogue tells of a passage; None of an alternative itself, and once it has left the catalogue."""
    return next((each for each in load_catalog().replacements_of(tool) if each.alternative == alternative), None)


def opinions_sheet() -> Sheet:
    """Lay out the opinions beside what the catalogue tells."""
    return Sheet("Avis", HEADINGS, [_row(*each) for each in opinions_told()])


def _opinion(row: CatalogOpinion, name: str | None) -> Opinion:
    facts = (row.fit, row.difficulty, row.preferred, row.lost_fr, row.reason)
    return Opinion(row.id, row.tool, row.alternative, *facts, name, row.decided_at)


def _passage(told: Replacement, ours: Opinions) -> Passage:
    found = tuple(ours[key] for key in ((told.tool, told.alternative), ("", told.alternative)) if key in ours)
    seen = told
    for opinion in found:
        seen = _seen(seen, opinion)
    return Passage(seen, told, found)


def _seen(told: Replacement, opinion: Opinion) -> Replacement:
    own = {"difficulty": opinion.difficulty, "lost_fr": opinion.lost_fr}
    own |= {"fit": opinion.fit.value if opinion.fit else None, "order": FIRST if opinion.preferred else None}
    return replace(told, **{field: value for field, value in own.items() if value is not None})  # type: ignore[arg-type]


def _row(opinion: Opinion, told: Replacement | None) -> tuple[Any, ...]:
    catalog = load_catalog()
    tool, alternative = catalog.tools.get(opinion.tool), catalog.alternatives.get(opinion.alternative)
    return (
        tool.name if tool else opinion.tool or "Tous",
        alternative.name if alternative else opinion.alternative,
        opinion.fit,
        Fit(told.fit) if told else None,
        opinion.difficulty,
        told.difficulty if told else None,
        opinion.preferred,
        opinion.lost_fr,
        opinion.reason,
        opinion.by,
        opinion.at.date(),
    )
