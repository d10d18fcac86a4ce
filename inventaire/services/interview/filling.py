"""The blanks that an answer filled in of rows that were there: it follows them while they hold what it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventaire.domain.plain import plain
from inventaire.models import Application, InterviewAnswer


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it: whether a figure of this answer moved, whether one was changed by somebody else since."""

    moved: bool = False
    left: bool = False


def fill(row: InterviewAnswer, mark: str, application: Application, facts: Mapping[str, Any]) -> Filled:
    """Write facts where nothing stands, or what this answer wrote itself; empty those that it no longer gives."""
    mine = row.filled.get(mark, {})
    now = {name: plain(getattr(application, name)) for name in (*mine, *facts)}
    ours = {name for name, value in now.items() if value is None or (name in mine and value == mine[name])}
    for name in ours:
        setattr(application, name, facts.get(name))
    kept = {name: plain(facts[name]) for name in facts if name in ours}
    row.filled = {key: each for key, each in row.filled.items() if key != mark} | ({mark: kept} if kept else {})
    return Filled(
        moved=any(kept.get(name) != mine[name] for name in mine if name in ours),
        left=any(now[name] != plain(facts.get(name)) for name in mine if name not in ours),
    )
