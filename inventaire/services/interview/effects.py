"""The inventory brought to what the answers say: rows made, followed, handed over, put aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventaire.domain.interview import Question
from inventaire.domain.normalisation import light
from inventaire.models import Application, Device, DeviceSource, Installation, InterviewAnswer
from inventaire.models.base import now
from inventaire.models.bulk import change_all
from inventaire.models.scope import WITH_BIN
from inventaire.services.bin import RESTORED, THROWN
from inventaire.services.interview.filling import Filled, fill
from inventaire.services.interview.wanted import WantedApplication, wanted_applications, wanted_lot


@dataclass(frozen=True, slots=True)
class Effects:
    """What a save did to the inventory, by name; `answers` are the questions whose answer moved.

    `known` stood there already; `left` was changed by somebody else since, and is left to them.
    """

    answers: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    thrown: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer beside its question, and the applications it names."""

    row: InterviewAnswer
    question: Question

    @property
    def applications(self) -> list[WantedApplication]:
        """Give what it names."""
        answer = self.row.answer()
        return wanted_applications(self.question, answer) if answer else []

    @property
    def lot(self) -> dict[str, Any] | None:
        """Give the lot that it counts."""
        answer = self.row.answer()
        return wanted_lot(self.question, answer) if answer else None


class Settling:
    """One save: each answer in its turn; `everything` are all the answers, as they stand by now."""

    def __init__(self, session: Session, everything: Sequence[Spoken]) -> None:
        self.session = session
        self.everything = everything
        self.effects = Effects()

    def settle(self, spoken: Spoken) -> None:
        """Bring the inventory to one answer."""
        wanted = spoken.applications
        for application in made_by(self.session, Application, spoken.row):
            if not any(each.is_it(application) for each in wanted):
                self._let_go(spoken, application)
        self._empty(spoken, wanted)
        there = standing(self.session, wanted)
        for each in wanted:
            self._have(spoken, each, [application for application in there if each.is_it(application)])
        self._have_lot(spoken.row, spoken.lot)

    def _let_go(self, spoken: Spoken, application: Application) -> None:
        """Hand an application over to another answer that names it, or put it aside."""
        others = (each for each in self.everything if each.row is not spoken.row)
        heir = next((each for each in others if any(one.is_it(application) for one in each.applications)), None)
        if heir:
            heir.row.made = heir.row.made | {mark_of(application): spoken.row.made[mark_of(application)]}
            _forget(spoken.row, application)
        else:
            self._throw(spoken.row, application, application.raw_name)

    def _throw(self, row: InterviewAnswer, thing: Any, name: str) -> None:
        if thing.deleted_at:
            return
        if self._is_touched(row, thing):
            self.effects.left.append(name)
            _forget(row, thing)
        else:
            self._bin(row, thing, now(), THROWN)
            self.effects.thrown.append(name)

    def _bin(self, row: InterviewAnswer, thing: Any, moment: datetime | None, action: str) -> None:
        change_all(self.session, type(thing), [thing.id], {"deleted_at": moment}, action)
        self.session.refresh(thing)
        self._keep(row, thing)

    def _have(self, spoken: Spoken, wanted: WantedApplication, there: Sequence[Application]) -> None:
        """Follow the application that this answer made, find one that is there, or make one."""
        values = wanted.facts | {"comment": wanted.comment}
        mine = [each for each in made_by(self.session, Application, spoken.row) if wanted.is_it(each)]
        if there and not any(each in mine for each in there):
            self._complete(spoken.row, there, wanted)
        elif mine:
            self._follow(spoken.row, mine[0], values, wanted.name)
        else:
            new = Application(raw_name=wanted.name, publisher=wanted.publisher, **wanted.columns, **values)
            self._make(spoken.row, new, wanted.name)

    def _complete(self, row: InterviewAnswer, there: Sequence[Application], wanted: WantedApplication) -> None:
        """Fill in what is blank in the one application that is this tool; nothing of others is overwritten."""
        marks = {mark for each in self.everything for mark in each.row.made}
        found = Filled()
        if len(there) == 1 and mark_of(there[0]) not in marks:
            found = fill(row, mark_of(there[0]), there[0], wanted.facts)
        told = self.effects.left if found.left else self.effects.changed if found.moved else self.effects.known
        told.append(wanted.name)

    def _empty(self, spoken: Spoken, wanted: Sequence[WantedApplication]) -> None:
        """Take back what the answer wrote into applications that it no longer names."""
        numbers = _numbers(Application, spoken.row.filled)
        for application in self.session.scalars(select(Application).where(Application.id.in_(numbers))):
            if not any(each.is_it(application) for each in wanted):
                found = fill(spoken.row, mark_of(application), application, {})
                told = self.effects.left if found.left else self.effects.changed
                told.append(application.raw_name)

    def _have_lot(self, row: InterviewAnswer, wanted: dict[str, Any] | None) -> None:
        """Follow the lot that this answer made, or make it where no such device is listed yet."""
        mine = made_by(self.session, Device, row)
        if mine and wanted:
            self._follow(row, mine[0], wanted, wanted["name"])
        elif mine:
            self._throw(row, mine[0], mine[0].name or "")
        elif wanted and self._listed(wanted["category"]):
            self.effects.known.append(wanted["category"].label)
        elif wanted:
            self._make(row, Device(**wanted), wanted["name"])

    def _listed(self, category: Any) -> bool:
        lots = _numbers(Device, (mark for each in self.everything for mark in each.row.made))
        same = select(Device.id).where(Device.category == category, Device.id.not_in(lots))
        return self.session.scalar(same.limit(1)) is not None

    def _make(self, row: InterviewAnswer, thing: Any, name: str) -> None:
        self.session.add(thing)
        self._keep(row, thing)
        self.effects.added.append(name)

    def _follow(self, row: InterviewAnswer, thing: Any, values: dict[str, Any], name: str) -> None:
        moved = {key: value for key, value in values.items() if getattr(thing, key) != value}
        if not moved and not thing.deleted_at:
            return
        if self._is_touched(row, thing):
            self.effects.left.append(name)
            return
        told = self.effects.added if thing.deleted_at else self.effects.changed
        if thing.deleted_at:
            self._bin(row, thing, None, RESTORED)
        for key, value in moved.items():
            setattr(thing, key, value)
        self._keep(row, thing)
        told.append(name)

    def _keep(self, row: InterviewAnswer, thing: Any) -> None:
        self.session.flush()
        row.made = row.made | {mark_of(thing): thing.version}

    def _is_touched(self, row: InterviewAnswer, thing: Any) -> bool:
        """Say whether an import, an agent or a person has had a hand in a row since this answer left it."""
        if thing.version != row.made[mark_of(thing)]:
            return True
        by_others = [Installation.application_id] if isinstance(thing, Application) else []
        by_others = by_others or [Installation.device_id, DeviceSource.device_id]
        return any(self.session.scalar(select(each).where(each == thing.id).limit(1)) for each in by_others)


def standing(session: Session, wanted: Sequence[WantedApplication]) -> Sequence[Application]:
    """Give the applications of the inventory that some answers name; names are folded as those of the catalogue are."""
    tools, names = {each.tool for each in wanted if each.tool}, {light(each.name) for each in wanted}
    if not wanted:
        return []
    known = session.execute(select(Application.id, Application.tool, Application.raw_name))
    ids = [row.id for row in known if row.tool in tools or light(row.raw_name) in names]
    found = session.scalars(select(Application).where(Application.id.in_(ids)).order_by(Application.id))
    return [application for application in found if any(each.is_it(application) for each in wanted)]


def made_by(session: Session, model: Any, row: InterviewAnswer) -> Sequence[Any]:
    """Give the applications, or the devices, that an answer made; those in the bin too."""
    mine = select(model).where(model.id.in_(_numbers(model, row.made))).order_by(model.id)
    return session.scalars(mine.execution_options(**WITH_BIN, populate_existing=True)).all()


def mark_of(thing: Any) -> str:
    """Name a row as answers keep it: « application:12 »."""
    return f"{thing.__tablename__}:{thing.id}"


def _numbers(model: Any, marks: Iterable[str]) -> list[int]:
    pairs = (mark.partition(":") for mark in marks)
    return [int(number) for table, _, number in pairs if table == model.__tablename__]


def _forget(row: InterviewAnswer, thing: Any) -> None:
    row.made = {mark: version for mark, version in row.made.items() if mark != mark_of(thing)}
