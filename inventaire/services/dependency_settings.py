"""How the organisation weighs the criteria of dependency, and what a change would do before it is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from inventaire.catalog.dependency import load_grid
from inventaire.domain.dependency.profile import Criterion
from inventaire.models import Account, DependencySetting, db
from inventaire.services.database import writing
from inventaire.services.dependency import grid_of, profiles, sign
from inventaire.services.staleness import refuse_if_stale


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of one criterion does to the applications: how many pass from one level to another.

    `examples` are the first names that move; `scores` counts those whose score alone changes.
    """

    moves: tuple[tuple[int | None, int | None, int], ...]
    examples: tuple[str, ...]
    scores: int
    total: int

    @property
    def moved(self) -> int:
        """Count the applications whose level changes."""
        return sum(count for _, _, count in self.moves)


def setting_of(criterion: str) -> tuple[DependencySetting, str | None] | None:
    """Give the organisation's own weighing of a criterion, with who gave it."""
    rows = select(DependencySetting, Account.name).outerjoin(Account, Account.id == DependencySetting.account_id)
    found = db.session.execute(rows.where(DependencySetting.criterion == criterion)).first()
    return (found[0], found[1]) if found else None


def catalogue_criterion(criterion: str, today: date) -> Criterion:
    """Give a criterion as the catalogue weighs it."""
    return next(each for each in load_grid(today).criteria if each.id == criterion)


def effect_of(criterion: Criterion, weight: int, levels: Mapping[str, int], today: date) -> Effect:
    """Say what weighing a criterion so would change, over every application, without keeping anything."""
    before = list(grid_of(today).criteria)
    wanted = catalogue_criterion(criterion.id, today).adjusted(weight, levels)
    after = [wanted if each.id == criterion.id else each for each in before]
    pairs = [
        (old.name, old.profile.of(criterion.risk), new.profile.of(criterion.risk))
        for old, new in zip(profiles(before, today), profiles(after, today), strict=True)
    ]
    moved = [(name, old.level, new.level) for name, old, new in pairs if old.level != new.level]
    counts = Counter((old, new) for _, old, new in moved)
    moves = sorted(((*pair, count) for pair, count in counts.items()), key=str)
    scores = sum(old.level == new.level and old.score != new.score for _, old, new in pairs)
    return Effect(tuple(moves), tuple(name for name, _, _ in moved[:10]), scores, len(pairs))


def save_setting(criterion: Criterion, version: int, values: dict[str, Any], today: date) -> None:
    """Keep how a criterion weighs here; weighed as the catalogue does, the setting goes away.

    Raises Conflict when somebody changed it in between.
    """
    usual = catalogue_criterion(criterion.id, today)
    own = {each.value: each.level for each in usual.options}
    levels = {value: level for value, level in values["levels"].items() if level != own[value]}
    with writing() as session:
        row = session.scalar(select(DependencySetting).where(DependencySetting.criterion == criterion.id))
        if row:
            refuse_if_stale(row, version, values | {"levels": levels}, "ce réglage")
        if values["weight"] == usual.weight and not levels:
            if row:
                session.delete(row)
            return
        row = row or DependencySetting(criterion=criterion.id)
        sign(row, values | {"levels": levels})
        session.add(row)
