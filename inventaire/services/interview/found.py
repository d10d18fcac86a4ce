"""What the answers are in the inventory: rows that they made, and rows that were there."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from inventaire.domain.formats import number
from inventaire.domain.interview import Answer, AnswerState, Question, Theme
from inventaire.domain.plain import plain
from inventaire.models import Application, Device, InterviewAnswer, db
from inventaire.services.interview.asking import answers, offers_of, themes
from inventaire.services.interview.effects import Spoken, made_by, mark_of, standing
from inventaire.services.interview.told import detail_line, told

MADE, THERE, THROWN = "ajouté par cette réponse", "déjà à l’inventaire", "à la corbeille"
UNTICKED = "pas coché ici"
OTHERWISE = "la réponse en dit {}\u00a0: vérifiez la liste"
DIFFERS = "la réponse dit «\u00a0{}\u00a0»\u00a0: vérifiez la fiche"


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the inventory that an answer speaks of; a number of 0 is the list of a category."""

    table: str
    id: int
    name: str
    how: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """A question whose answer speaks of a row of the inventory, and what is said of it."""

    theme: Theme
    question: Question
    row: InterviewAnswer
    said: str


def found_of(theme: Theme) -> dict[str, list[Found]]:
    """Give what each answer of a theme is in the inventory, by question; and what it has that nobody ticked."""
    rows = answers()
    spoken = {each.id: Spoken(rows[each.id], each) for each in theme.questions if each.id in rows}
    found = {key: [*_made(each.row), *_there(each), *_listed(each)] for key, each in spoken.items()}
    return {each.id: found.get(each.id, []) + _unticked(each, found.get(each.id, [])) for each in theme.questions}


def _unticked(question: Question, found: list[Found]) -> list[Found]:
    """Remind of the applications of the inventory that a question offers, and whose answer leaves them out."""
    seen = {each.id for each in found if each.table == Application.__tablename__}
    offered = [offer.slug for offer in offers_of(question)]
    known = select(Application.id, Application.raw_name).where(Application.tool.in_(offered)).order_by(Application.id)
    rows = db.session.execute(known).all() if offered else []
    return [Found("application", row.id, row.raw_name, UNTICKED) for row in rows if row.id not in seen]


def _made(row: InterviewAnswer) -> Iterator[Found]:
    for model, name in ((Application, "raw_name"), (Device, "name")):
        for thing in made_by(db.session(), model, row):
            gone = thing.deleted_at is not None
            yield Found(thing.__tablename__, thing.id, getattr(thing, name) or "", THROWN if gone else MADE, gone)


def _there(spoken: Spoken) -> Iterator[Found]:
    standing_here = standing(db.session(), spoken.applications)
    for application in standing_here:
        if mark_of(application) not in spoken.row.made:
            is_alone = sum(each.tool == application.tool for each in standing_here) == 1
            how = _beside(spoken, application) if is_alone else THERE
            yield Found("application", application.id, application.raw_name, how)


def _beside(spoken: Spoken, application: Application) -> str:
    """Say that it was there, and what the answer says of it that it does not."""
    details = spoken.row.said.get("tools", {}).get(application.tool, {})
    asked = [each for each in spoken.question.details if each.field and each.id in details]
    other = [each for each in asked if plain(getattr(application, str(each.field))) != details[each.id]]
    said = ", ".join(detail_line(each, details[each.id]) for each in other)
    return f"{THERE}\u202f; {DIFFERS.format(said)}" if said else THERE


def _listed(spoken: Spoken) -> Iterator[Found]:
    """Tell of the devices that were listed before anybody counted them here, and whether the counts agree."""
    category, said = spoken.question.category, spoken.row.said.get("number")
    if category is None or not said or spoken.row.made:
        return
    count = db.session.scalar(select(func.sum(Device.quantity)).where(Device.category == category)) or 0
    how = THERE if count == said else OTHERWISE.format(number(said))
    yield Found(category.value, 0, f"{number(count)} × {category.label}", how)


def declarations(thing: Application | Device) -> list[Declared]:
    """Give the questions whose answers speak of an application, or made a lot of devices."""
    rows = answers()
    asked = [(theme, Spoken(rows[each.id], each)) for theme in themes() for each in theme.questions if each.id in rows]
    return [
        Declared(theme, spoken.question, spoken.row, _said(spoken, thing))
        for theme, spoken in asked
        if _speaks(spoken, thing)
    ]


def _speaks(spoken: Spoken, thing: Application | Device) -> bool:
    if mark_of(thing) in spoken.row.made:
        return True
    return isinstance(thing, Application) and any(each.is_it(thing) for each in spoken.applications)


def _said(spoken: Spoken, thing: Application | Device) -> str:
    """Tell what an answer says of one application; of a lot, the whole answer."""
    answer = spoken.row.answer() or Answer(AnswerState.GIVEN)
    slug = thing.tool if isinstance(thing, Application) else None
    if slug and slug in answer.tools:
        answer = Answer(AnswerState.GIVEN, {"tools": {slug: answer.tools[slug]}})
    return told(spoken.question, answer)
