"""What the interview asks, how far it is, and what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from inventaire.catalog.interview import load_interview
from inventaire.catalog.reader import load_catalog
from inventaire.domain.errors import NotFound
from inventaire.domain.interview import AnswerState, Question, Theme
from inventaire.models import InterviewAnswer, db

NO_THEME = "L’entretien n’a pas ce thème."
NOT_USED = ("non_digital", "none")  # nothing that could be found in an inventory


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool or an alternative of the catalogue that a question offers; those in sight come first."""

    slug: str
    name: str
    in_sight: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a theme is: questions answered, those nobody could answer, and the last save."""

    theme: Theme
    answered: int
    unknown: tuple[Question, ...]
    saved_at: datetime | None
    saved_by: str


def themes() -> tuple[Theme, ...]:
    """Give the themes, in the order they are asked."""
    return load_interview()


def get_theme(theme_id: str) -> Theme:
    """Give a theme of the interview. Raises NotFound."""
    found = next((theme for theme in themes() if theme.id == theme_id), None)
    if found is None:
        raise NotFound(NO_THEME)
    return found


def theme_after(theme: Theme) -> Theme | None:
    """Give the theme that is asked next, or None after the last one."""
    return dict(zip(themes(), themes()[1:], strict=False)).get(theme)


def offers_of(question: Question) -> list[Offer]:
    """Give the tools and alternatives of the catalogue that a question offers, those in sight first."""
    catalog = load_catalog()
    names = {slug: tool.name for slug, tool in catalog.tools.items() if _serves(question, tool.functions)}
    names |= {
        slug: entry.name
        for slug, entry in catalog.alternatives.items()
        if _serves(question, entry.functions) and entry.kind not in NOT_USED
    }
    rest = sorted(names.keys() - {*question.first, *question.without}, key=lambda slug: names[slug].casefold())
    return [Offer(slug, tool_name(slug), in_sight=slug in question.first) for slug in (*question.first, *rest)]


def _serves(question: Question, functions: tuple[str, ...]) -> bool:
    return bool(set(question.functions) & set(functions))


def tool_name(slug: str) -> str:
    """Give the name of a tool or an alternative; one that has left the catalogue keeps its slug."""
    catalog = load_catalog()
    found = catalog.tools.get(slug) or catalog.alternatives.get(slug)
    return found.name if found else slug


def answers() -> dict[str, InterviewAnswer]:
    """Give what is answered, by question."""
    return {question: row for question, row in kept_rows().items() if row.state}


def kept_rows() -> dict[str, InterviewAnswer]:
    """Give the answers by question, those that were taken back too."""
    rows = select(InterviewAnswer).options(joinedload(InterviewAnswer.account)).order_by(InterviewAnswer.id)
    return {row.question: row for row in db.session.scalars(rows)}


def rows_of(theme: Theme) -> list[InterviewAnswer]:
    """Give the answers to a theme, those that were taken back too."""
    kept = kept_rows()
    return [kept[question.id] for question in theme.questions if question.id in kept]


def progress() -> list[Progress]:
    """Say of each theme how far it is."""
    found = answers()
    return [_progress(theme, found) for theme in themes()]


def _progress(theme: Theme, found: Mapping[str, InterviewAnswer]) -> Progress:
    rows = [found[question.id] for question in theme.questions if question.id in found]
    last = max(rows, key=lambda row: row.saved_at, default=None)
    unknown = {row.question for row in rows if row.state is AnswerState.UNKNOWN}
    return Progress(
        theme,
        len(rows),
        tuple(question for question in theme.questions if question.id in unknown),
        last.saved_at if last else None,
        last.saved_by if last else "",
    )


def state_of(theme: Theme) -> str:
    """Mark the state of the answers to a theme: it moves when one comes, changes or goes."""
    rows = rows_of(theme)
    return f"{sum(row.version for row in rows)}:{sum(row.id for row in rows)}"
