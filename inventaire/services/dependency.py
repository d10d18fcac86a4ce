"""The dependency profile of each application: drawn, answered, listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select

from inventaire.catalog.dependency import Grid, load_grid
from inventaire.domain.dependency.facts import Facts
from inventaire.domain.dependency.finding import answers_found
from inventaire.domain.dependency.profile import Basis, Criterion, Found, Profile, assess
from inventaire.domain.errors import NotFound
from inventaire.domain.vocabulary import Recognised
from inventaire.models import Account, Application, DependencyAnswer, DependencySetting, db
from inventaire.models.base import now
from inventaire.services.application import get_application
from inventaire.services.contract_terms import NOTICE_MONTHS, notice_of
from inventaire.services.database import writing
from inventaire.services.dependency_facts import facts_of, here
from inventaire.services.permission import actor, editable
from inventaire.services.staleness import refuse_if_stale

Own = Mapping[int, dict[str, Found]]
COLUMNS = (
    "id",
    "raw_name",
    "publisher",
    "raw_version",
    "tool",
    "delivery",
    "hosting_place",
    "personal_data",
    "export_kind",
)
COMMAND = "ligne de commande"
NO_CRITERION = "Ce critère n’existe pas : choisissez-le dans la liste."


@dataclass(frozen=True, slots=True)
class Line:
    """An application in the list of risks."""

    application_id: int
    name: str
    tool: str | None
    profile: Profile


def grid_of(today: date) -> Grid:
    """Give what is asked, as the organisation weighs it."""
    grid = load_grid(today)
    return replace(grid, criteria=tuple(weighed(grid.criteria, settings())))


def settings() -> dict[str, DependencySetting]:
    """Give the organisation's own weights, by criterion."""
    return {each.criterion: each for each in db.session.scalars(select(DependencySetting))}


def weighed(criteria: Sequence[Criterion], own: Mapping[str, DependencySetting]) -> list[Criterion]:
    """Weigh criteria as the organisation does."""
    return [each.adjusted(own[each.id].weight, own[each.id].levels) if each.id in own else each for each in criteria]


def profile_of(application: Application, today: date) -> Profile:
    """Draw the profile of one application."""
    own = _own_answers(DependencyAnswer.application_id == application.id).get(application.id, {})
    facts = replace(facts_of(application, here()), notice_months=notice_of(application.id))
    return _draw(grid_of(today).criteria, facts, own, today)


def profiles(criteria: Sequence[Criterion], today: date) -> list[Line]:
    """Draw the profile of every application that somebody chose, by name, with given criteria."""
    own, found_here = _own_answers(), here()
    chosen = select(*(getattr(Application, name) for name in COLUMNS), NOTICE_MONTHS)
    rows = chosen.where(Application.outcome != Recognised.IGNORED.value).order_by(Application.raw_name, Application.id)

    @cache  # an inventory has many names, and few kinds of facts
    def usual(facts: Facts) -> Profile:
        return _draw(criteria, facts, {}, today)

    def drawn(row: Any) -> Profile:
        facts = facts_of(row, found_here)
        return _draw(criteria, facts, own[row.id], today) if row.id in own else usual(facts)

    return [Line(row.id, row.raw_name, row.tool, drawn(row)) for row in db.session.execute(rows)]


def get_criterion(name: str, today: date) -> Criterion:
    """Give a criterion as the organisation weighs it. Raises NotFound."""
    found = next((each for each in grid_of(today).criteria if each.id == name), None)
    if found is None:
        raise NotFound(NO_CRITERION)
    return found


def answer_to(application_id: int, criterion: str) -> DependencyAnswer | None:
    """Give the organisation's own answer, if it gave one."""
    found: DependencyAnswer | None = db.session.scalar(_one(application_id, criterion))
    return found


def save_answer(application_id: int, criterion: Criterion, version: int, values: dict[str, Any]) -> None:
    """Keep the organisation's answer, or forget it where the value is empty: the catalogue's holds again.

    Raises Conflict when somebody answered in between, Forbidden when the application is not the caller's.
    """
    with writing() as session:
        editable(get_application(application_id))
        row = answer_to(application_id, criterion.id)
        if row:
            refuse_if_stale(row, version, values, "cette réponse")
        if row and not values["value"]:
            session.delete(row)
        elif values["value"]:
            row = row or DependencyAnswer(application_id=application_id, criterion=criterion.id)
            sign(row, values)
            session.add(row)


def sign(row: DependencyAnswer | DependencySetting, values: Mapping[str, Any]) -> None:
    """Set values on what somebody says, with who says it and when."""
    who = actor()
    for field, value in values.items():
        setattr(row, field, value)
    row.account_id, row.said_at = who.account_id if who else None, now()


def _draw(criteria: Sequence[Criterion], facts: Facts, own: Mapping[str, Found], today: date) -> Profile:
    return assess(criteria, answers_found(facts, own, today), today)


def _one(application_id: int, criterion: str) -> Any:
    return select(DependencyAnswer).where(
        DependencyAnswer.application_id == application_id, DependencyAnswer.criterion == criterion
    )


def _own_answers(*conditions: Any) -> Own:
    found: dict[int, dict[str, Found]] = {}
    rows = select(DependencyAnswer, Account.name).outerjoin(Account, Account.id == DependencyAnswer.account_id)
    for answer, name in db.session.execute(rows.where(*conditions)):
        found.setdefault(answer.application_id, {})[answer.criterion] = Found(
            answer.value,
            answer.evidence or "",
            Basis.OWN,
            answer.dated_on or answer.said_at.date(),
            by=name or COMMAND,
        )
    return found
