"""The list of applications by their three risks: filtered, sorted, exported."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventaire.domain.dependency.profile import Risk, RiskKind, in_words
from inventaire.services.catalogue import tool_names
from inventaire.services.dependency import Line, grid_of, profiles
from inventaire.services.listing import Page, page_among
from inventaire.services.memory import remembered
from inventaire.spreadsheets.sheets import Sheet

OF_EACH = ("{}, niveau (0 à 4)", "{}, en mots", "{}, score bas", "{}, score haut", "{}, réponses manquantes")
HEADINGS = ("Logiciel", "Outil du catalogue", *(words.format(kind.label) for kind in RiskKind for words in OF_EACH))
NOT_EVALUATED = -1


@dataclass(frozen=True, slots=True)
class DependencyQuery:
    """What the list is narrowed to, and how it is sorted."""

    search: str = ""
    levels: tuple[tuple[RiskKind, int], ...] = ()
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list, and how the whole inventory stands: a count for each risk and level."""

    page: Page
    counts: Mapping[RiskKind, Mapping[int | None, int]]
    total: int


@remembered
def all_profiles(today: date) -> tuple[Line, ...]:
    """Draw every profile, as the organisation weighs the criteria."""
    return tuple(profiles(grid_of(today).criteria, today))


def list_dependencies(query: DependencyQuery, today: date, page: int) -> Listed:
    """Give one page of the applications that a query keeps."""
    lines = all_profiles(today)
    counts = {kind: Counter(line.profile.of(kind).level for line in lines) for kind in RiskKind}
    return Listed(page_among(_kept(query, lines), page), counts, len(lines))


def kept_dependencies(query: DependencyQuery, today: date) -> list[Line]:
    """Give every application that a query keeps, in its order."""
    return _kept(query, all_profiles(today))


def dependencies_sheet(query: DependencyQuery, today: date) -> Sheet:
    """Lay out the applications that a query keeps, with the three risks side by side and never added up."""
    names = tool_names()
    rows = (
        (line.name, names.get(line.tool or ""), *(cell for risk in line.profile.risks for cell in _cells(risk)))
        for line in kept_dependencies(query, today)
    )
    return Sheet("Dépendances", HEADINGS, rows)


def _kept(query: DependencyQuery, lines: Sequence[Line]) -> list[Line]:
    wanted = query.search.casefold()
    kept = [
        line
        for line in lines
        if wanted in line.name.casefold()
        and all((line.profile.of(kind).level or 0) >= level for kind, level in query.levels)
    ]
    return sorted(kept, key=lambda line: _rank(query.sort, line), reverse=query.descending)


def _rank(sort: str, line: Line) -> Any:
    """Rank by name, or by a risk: its level, then the highest score it may come to."""
    kind = next((each for each in RiskKind if each.value == sort), None)
    if kind is None:
        return line.name.casefold(), line.application_id
    risk = line.profile.of(kind)
    return NOT_EVALUATED if risk.level is None else risk.level, (risk.score or (0.0, 0.0))[1], line.application_id


def _cells(risk: Risk) -> tuple[Any, ...]:
    low, high = risk.score or (None, None)
    return risk.level, in_words(risk.level), low, high, len(risk.missing)
