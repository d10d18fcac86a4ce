"""Answers kept as one goes, and the inventory brought to what they say."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from inventaire.domain.errors import Difference, Overtaken
from inventaire.domain.interview import Answer, Question, Theme
from inventaire.models import InterviewAnswer
from inventaire.models.base import now
from inventaire.services.database import writing
from inventaire.services.interview.asking import get_theme, kept_rows, rows_of, state_of, themes
from inventaire.services.interview.effects import Effects, Settling, Spoken
from inventaire.services.interview.told import told
from inventaire.services.permission import actor

OVERTAKEN = (
    "Quelqu’un a enregistré ce thème entre-temps\u00a0: rien n’a été enregistré. "
    "Relisez les deux versions, puis enregistrez à nouveau\u00a0: vos réponses l’emporteront."
)
NOTHING = "pas de réponse"


def save_theme(theme_id: str, given: Mapping[str, Answer], seen: str) -> Effects:
    """Save the answers to a theme, those that are not given being taken back; give what came of it.

    `seen` marks the answers that the person worked from. Raises Overtaken when they have moved since.
    """
    theme = get_theme(theme_id)
    with writing() as session:
        return _save(session, theme, given, seen)


def undo_theme(theme_id: str, seen: str) -> Effects:
    """Put a theme back as it was before its last save; done twice, as it was after. Raises Overtaken likewise."""
    theme = get_theme(theme_id)
    with writing() as session:
        rows = rows_of(theme)
        last = max((row.saved_at for row in rows), default=None)
        former = {row.question: row.answer_before() if row.saved_at == last else row.answer() for row in rows}
        return _save(session, theme, {key: answer for key, answer in former.items() if answer}, seen)


def _save(session: Session, theme: Theme, given: Mapping[str, Answer], seen: str) -> Effects:
    found, moment = kept_rows(), now()
    _refuse_if_stale(theme, found, given, seen)
    moved = [question for question in theme.questions if _differs(found.get(question.id), given.get(question.id))]
    for question in moved:
        _note(session, found, question, given.get(question.id), moment)
    session.flush()
    settling = Settling(session, [Spoken(found[each.id], each) for each in _asked() if each.id in found])
    for question in moved:
        settling.settle(Spoken(found[question.id], question))
        settling.effects.answers.append(question.id)
    return settling.effects


def _asked() -> list[Question]:
    return [question for theme in themes() for question in theme.questions]


def _differs(row: InterviewAnswer | None, answer: Answer | None) -> bool:
    return (row.answer() if row else None) != answer


def _note(
    session: Session, found: dict[str, InterviewAnswer], question: Question, answer: Answer | None, moment: datetime
) -> None:
    """Write what is said now beside what was said before."""
    row = found.get(question.id)
    if row is None:
        row = found[question.id] = InterviewAnswer(question=question.id, said={}, made={}, filled={})
        session.add(row)
    who = actor()
    row.before = {"state": row.state.value, "said": row.said} if row.state else None
    row.state, row.said = (answer.state, dict(answer.said)) if answer else (None, {})
    row.account_id, row.saved_at = who.account_id if who else None, moment


def _refuse_if_stale(
    theme: Theme, found: Mapping[str, InterviewAnswer], given: Mapping[str, Answer], seen: str
) -> None:
    if state_of(theme) != seen:
        moved = [each for each in theme.questions if _differs(found.get(each.id), given.get(each.id))]
        told_apart = [_difference(each, found[each.id], given.get(each.id)) for each in moved if each.id in found]
        raise Overtaken(OVERTAKEN, told_apart, state_of(theme))


def _difference(question: Question, row: InterviewAnswer, answer: Answer | None) -> Difference:
    saved, entered = (told(question, each) if each else NOTHING for each in (row.answer(), answer))
    return Difference(question.label_fr, saved, entered, "", row.saved_by, row.saved_at)
