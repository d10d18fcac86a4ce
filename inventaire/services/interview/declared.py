"""What answers say that the applications they made are, whatever the names of these would be taken for."""

from collections.abc import Iterator
from typing import Any

from inventaire.domain.interview import DECLARED, Question
from inventaire.domain.normalisation import light
from inventaire.models import Application, InterviewAnswer, db
from inventaire.services.interview.asking import kept_rows, themes
from inventaire.services.interview.effects import made_by
from inventaire.services.interview.wanted import wanted_applications

KEPT = ("outcome", "tool", "rule", "catalog_version")


def declared() -> dict[int, dict[str, Any]]:
    """Give the columns of the recognition of the applications that were made by a tick, by their number."""
    rows = kept_rows()
    asked = [(each, rows[each.id]) for theme in themes() for each in theme.questions if each.id in rows]
    return {number: columns for question, row in asked for number, columns in _declared_by(question, row)}


def _declared_by(question: Question, row: InterviewAnswer) -> Iterator[tuple[int, dict[str, Any]]]:
    said = _said(question, row)
    for application in made_by(db.session(), Application, row):
        if columns := said.get(light(application.raw_name)):
            yield application.id, columns


def _said(question: Question, row: InterviewAnswer) -> dict[str, dict[str, Any]]:
    """Give what is ticked, by name."""
    answer = row.answer()
    return {
        light(wanted.name): {key: wanted.columns[key] for key in KEPT}
        for wanted in (wanted_applications(question, answer) if answer else ())
        if wanted.columns["rule"] == DECLARED
    }
