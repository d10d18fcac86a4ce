"""Answers as people read them, on one line."""

from typing import Any

from sqlalchemy import select

from inventaire.domain.formats import NO_BREAK, day, number
from inventaire.domain.interview import Answer, AnswerState, Detail, Question
from inventaire.domain.partial_date import PartialDate
from inventaire.models import Department, Site, db
from inventaire.services.interview.asking import tool_name

OTHER = "autre"


def told(question: Question, answer: Answer) -> str:
    """Say an answer; what is not known stands after what is."""
    parts = _parts(question, answer)
    if answer.state is not AnswerState.GIVEN:
        parts.append(answer.state.label)
    return "\u202f; ".join(parts)


def _parts(question: Question, answer: Answer) -> list[str]:
    said = answer.said
    labels = {choice.id: choice.label_fr for choice in question.choices}
    parts = [_tool(question, slug, details) for slug, details in answer.tools.items()]
    parts += [labels.get(word, word) for word in (*said.get("also", ()), said.get("choice")) if word]
    parts += [f"{OTHER}{NO_BREAK}: {said['other']}"] if "other" in said else []
    parts += [_count(said)] if "number" in said else []
    parts += [said["text"]] if "text" in said else []
    return parts + ([day(PartialDate.parse(said["date"]))] if "date" in said else [])


def _tool(question: Question, slug: str, details: Any) -> str:
    told_of = ", ".join(detail_line(detail, details[detail.id]) for detail in question.details if detail.id in details)
    return f"{tool_name(slug)} ({told_of})" if told_of else tool_name(slug)


def detail_line(detail: Detail, value: Any) -> str:
    """Say a detail after its label: « Abonnés : 1 200 »."""
    return f"{detail.label_fr}{NO_BREAK}: {_detail(detail, value)}"


def _detail(detail: Detail, value: Any) -> str:
    if detail.kind == "number":
        return number(value)
    if detail.kind == "date":
        return day(PartialDate.parse(value))
    return _place(Department, value) if detail.kind == "department" else str(value)


def _count(said: Any) -> str:
    site = said.get("site_id")
    return f"{number(said['number'])} ({_place(Site, site)})" if site else number(said["number"])


def _place(model: Any, row: int) -> str:
    return db.session.scalar(select(model.name).where(model.id == row)) or f"n°{NO_BREAK}{row}"
