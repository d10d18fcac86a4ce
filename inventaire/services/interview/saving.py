"""Answers kept as one goes, and the inventory brought to what they say."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from inventaire.domain.errors import Difference, Overtaken
from inventaire.domain.interview import Answer, Question, Theme
from inventaire.models import InterviewAnswer
from inventaire.models.base import now
from inventaire.services.database import writing
from inventaire.services.interview.asking import answers, get_theme, state_of, themes
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
        found = answers()
        _refuse_if_stale(theme, found, given, seen)
        moved = [question for question in theme.questions if _differs(found.get(question.id), given.get(question.id))]
        for question in moved:
            _note(session, found, question, given.get(question.id))
        session.flush()
        settling = Settling(session, [Spoken(found[each.id], each) for each in _asked() if each.id in found])
        for question in moved:
            settling.settle(Spoken(found[question.id], question))
        for question in moved:
            if question.id not in given:
                session.delete(found[question.id])
    return settling.effects


def _asked() -> list[Question]:
    return [question for theme in themes() for question in theme.questions]


def _differs(row: InterviewAnswer | None, answer: Answer | None) -> bool:
    return (row.answer() if row else None) != answer


def _note(session: Session, found: dict[str, InterviewAnswer], question: Question, answer: Answer | None) -> None:
    """Write what is said now; an answer taken back says nothing more, and goes once the inventory has followed."""
    row = found.get(question.id)
    if row is None:
        row = found[question.id] = InterviewAnswer(question=question.id, made={})
        session.add(row)
    who = actor()
    row.said = dict(answer.said) if answer else {}
    row.state = answer.state if answer else row.state
    row.account_id, row.saved_at = who.account_id if who else None, now()


def _refuse_if_stale(
    theme: Theme, found: Mapping[str, InterviewAnswer], given: Mapping[str, Answer], seen: str
) -> None:
    rows = [found[question.id] for question in theme.questions if question.id in found]
    if state_of(rows) != seen:
        moved = [each for each in theme.questions if _differs(found.get(each.id), given.get(each.id))]
        told_apart = [_difference(each, found[each.id], given.get(each.id)) for each in moved if each.id in found]
        raise Overtaken(OVERTAKEN, told_apart, state_of(rows))


def _difference(question: Question, row: InterviewAnswer, answer: Answer | None) -> Difference:
    entered: Any = told(question, answer) if answer else NOTHING
    return Difference(question.label_fr, told(question, row.answer()), entered, "", row.saved_by, row.saved_at)
