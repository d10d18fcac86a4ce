"""What the answers are in the inventory: rows that they made, and rows that were there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from inventaire.domain.interview import Question, QuestionKind, Theme
from inventaire.models import Application, Device, InterviewAnswer, db
from inventaire.services.interview.asking import answers, themes
from inventaire.services.interview.effects import Spoken, made_by, mark_of

MADE, THERE, THROWN = "ajouté par cette réponse", "déjà à l’inventaire", "à la corbeille"


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the inventory that an answer speaks of; a number of 0 is the list of a category."""

    table: str
    id: int
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A question whose answer speaks of a row of the inventory."""

    theme: Theme
    question: Question
    row: InterviewAnswer


def found_of(theme: Theme) -> dict[str, list[Found]]:
    """Give what each answer of a theme is in the inventory, by question."""
    rows = answers()
    spoken = [Spoken(rows[question.id], question) for question in theme.questions if question.id in rows]
    standing = db.session.scalars(select(Application).where(Application.tool.is_not(None))).all() if spoken else []
    return {each.question.id: [*_made(each.row), *_there(each, standing), *_listed(each)] for each in spoken}


def _made(row: InterviewAnswer) -> Iterator[Found]:
    for model, name in ((Application, "raw_name"), (Device, "name")):
        for thing in made_by(db.session(), model, row):
            how = THROWN if thing.deleted_at else MADE
            yield Found(thing.__tablename__, thing.id, getattr(thing, name) or "", how)


def _there(spoken: Spoken, standing: object) -> Iterator[Found]:
    wanted = spoken.applications
    names = [each.name.lower() for each in wanted if not each.tool]
    named = db.session.scalars(select(Application).where(func.lower(Application.raw_name).in_(names))).all()
    for application in (*standing, *named):  # type: ignore[misc]
        if mark_of(application) not in spoken.row.made and any(each.is_it(application) for each in wanted):
            yield Found("application", application.id, application.raw_name, THERE)


def _listed(spoken: Spoken) -> Iterator[Found]:
    """Tell of the devices that were listed before anybody counted them here."""
    category = spoken.question.category
    if spoken.question.kind is not QuestionKind.DEVICES or not spoken.row.said.get("number") or spoken.row.made:
        return
    count = db.session.scalar(select(func.sum(Device.quantity)).where(Device.category == category))
    if count and category:
        yield Found(category.value, 0, f"{count} × {category.label}", THERE)


def declarations(thing: Application | Device) -> list[Declared]:
    """Give the questions whose answers speak of an application, or made a lot of devices."""
    rows = answers()
    asked = [(theme, question) for theme in themes() for question in theme.questions if question.id in rows]
    return [Declared(theme, question, rows[question.id]) for theme, question in asked if _speaks(rows, question, thing)]


def _speaks(rows: Mapping[str, InterviewAnswer], question: Question, thing: Application | Device) -> bool:
    row = rows[question.id]
    if mark_of(thing) in row.made:
        return True
    return isinstance(thing, Application) and any(each.is_it(thing) for each in Spoken(row, question).applications)
