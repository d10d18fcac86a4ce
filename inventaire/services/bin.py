"""The bin: what was thrown away comes back for thirty days, with what was installed on it; then it goes for good.

What a contract covers stays linked to it meanwhile: its links go with the first of the two that goes for good.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from inventaire.domain.audit import Action
from inventaire.domain.errors import Conflict, NotFound
from inventaire.models import (
    Application,
    Contract,
    ContractApplication,
    ContractDevice,
    DependencyAnswer,
    Device,
    Installation,
    Purchase,
    db,
)
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.bulk import change_all, chunks, remove_all
from inventaire.models.scope import WITH_BIN
from inventaire.services.database import writing
from inventaire.services.selection import Selection, hold

KEPT = timedelta(days=30)
THROWN, RESTORED = Action.BINNED.value, Action.RESTORED.value
MODELS: dict[str, Any] = {model.__tablename__: model for model in (Device, Application, Contract, Purchase)}
KINDS = tuple(MODELS.values())
ENDS: dict[Any, Any] = {Device: Installation.device_id, Application: Installation.application_id}
LINKS: dict[Any, tuple[Any, ...]] = {  # what goes for good with a row, by the column that names it
    Device: (ContractDevice.device_id,),
    Application: (DependencyAnswer.application_id, ContractApplication.application_id),
    Contract: (ContractApplication.contract_id, ContractDevice.contract_id),
    Purchase: (),
}
PURGE = "purge de la corbeille"
GONE = "Rien n’a été repris : ce que vous avez choisi n’est plus à la corbeille{}. Choisissez à nouveau."
TAKEN_CONTRACT = (
    "Rien n’a été repris\u202f: l’inventaire a de nouveau un contrat du même fournisseur et du même numéro, ou du même "
    "intitulé ({}). Mettez-le à la corbeille, puis recommencez\u202f; ou gardez-le, et laissez celui-ci."
)
TAKEN = (
    "Rien n’a été repris : l’inventaire a de nouveau un logiciel du même nom et du même éditeur ({}). "
    "Mettez-le à la corbeille, puis recommencez ; ou gardez-le, et laissez celui-ci."
)


def throw_away(selection: Selection, seen: str) -> tuple[int, datetime]:
    """Throw rows away with their installations; give their count, and the moment that they all bear.

    Raises Overtaken, and throws nothing away, when one of them was saved since it was seen.
    """
    purge()
    with writing() as session:
        ids = hold(selection, seen, {}, "à la corbeille")
        moment = now()
        for model, rows in ((selection.model, ids), (Installation, _installations(selection.model, ids))):
            change_all(session, model, rows, {"deleted_at": moment}, THROWN)
    return len(ids), moment


def take_back(marks: Sequence[str]) -> int:
    """Take back what stands in the bin as « device:12 »; count it. Raises NotFound, Conflict when a name is taken."""
    wanted = {mark: _read(mark) for mark in marks}
    purge()
    with writing() as session:
        found = {model: _thrown(model, model.id.in_(_ids(wanted, model))) for model in KINDS}
        there = {f"{model.__tablename__}:{row}" for model, ids in found.items() for row in ids}
        gone = [mark for mark in marks if mark not in there]
        if gone or not marks:
            raise NotFound(GONE.format(_numbers(gone)))
        return _restore(session, found)


def take_back_thrown_at(moment: datetime) -> int:
    """Take back all that was thrown away at one moment; count it. Raises NotFound, Conflict when a name is taken."""
    purge()
    with writing() as session:
        found = {model: _thrown(model, model.deleted_at == moment) for model in KINDS}
        if not any(found.values()):
            raise NotFound(GONE.format(""))
        return _restore(session, found)


def purge() -> int:
    """Take away for good what has been in the bin for too long; count it."""
    limit = now() - KEPT
    if not any(_thrown(model, model.deleted_at <= limit) for model in KINDS):
        return 0
    with writing() as session:
        author = session.info.get(ACTOR, Actor(PURGE))
        session.info[ACTOR] = Actor(PURGE)
        try:
            return sum(_remove(session, model, _thrown(model, model.deleted_at <= limit)) for model in KINDS)
        finally:
            session.info[ACTOR] = author


def count_installations(selection: Selection) -> int:
    """Count the installations that go and come with the rows of a selection."""
    ids = db.session.scalars(select(selection.model.id).where(selection.kept)).all()
    return len(_installations(selection.model, ids))


def _restore(session: Session, found: dict[Any, Sequence[int]]) -> int:
    _refuse_taken_names(found[Application])
    _refuse_taken_contracts(found[Contract])
    count = 0
    for model, ids in found.items():
        count += change_all(session, model, ids, {"deleted_at": None}, RESTORED)
        change_all(session, Installation, _installations(model, ids, thrown=True), {"deleted_at": None}, RESTORED)
    return count


def _thrown(model: Any, condition: Any) -> Sequence[int]:
    query = select(model.id).where(model.deleted_at.is_not(None), condition).order_by(model.id)
    return db.session.scalars(query.execution_options(**WITH_BIN)).all()


def _installations(model: Any, ids: Sequence[int], *, thrown: bool = False) -> list[int]:
    """List the installations of devices or applications; those in the bin whose two ends are there again if asked."""
    if model not in ENDS:
        return []
    query = select(Installation.id)
    if thrown:
        ends = query.join(Device, Device.id == Installation.device_id)
        ends = ends.join(Application, Application.id == Installation.application_id)
        query = ends.where(Device.deleted_at.is_(None), Application.deleted_at.is_(None))
        query = query.where(Installation.deleted_at.is_not(None)).execution_options(**WITH_BIN)
    return [found for part in chunks(ids) for found in db.session.scalars(query.where(ENDS[model].in_(part)))]


def _refuse_taken_names(ids: Sequence[int]) -> None:
    names = select(Application.raw_name, Application.publisher)
    coming: Counter[tuple[str, str]] = Counter()
    alive: set[tuple[str, str]] = set()
    for part in chunks(ids):
        back = db.session.execute(names.where(Application.id.in_(part)).execution_options(**WITH_BIN)).all()
        coming.update((name, publisher) for name, publisher in back)
        there = db.session.execute(names.where(Application.raw_name.in_({name for name, _ in back})))
        alive.update((name, publisher) for name, publisher in there)
    taken = sorted({name for (name, publisher), count in coming.items() if count > 1 or (name, publisher) in alive})
    if taken:
        raise Conflict(TAKEN.format(", ".join(f"« {name} »" for name in taken[:10])))


def _refuse_taken_contracts(ids: Sequence[int]) -> None:
    key = (Contract.supplier, Contract.number, case((Contract.number == "", Contract.title), else_=""))
    back = db.session.execute(select(Contract.title, *key).where(Contract.id.in_(ids)).execution_options(**WITH_BIN))
    names = {tuple(told): title for title, *told in back}
    alive = {tuple(told) for told in db.session.execute(select(*key))}
    taken = sorted(title for told, title in names.items() if told in alive)
    if taken or len(names) < len(ids):
        raise Conflict(TAKEN_CONTRACT.format(", ".join(f"«\u00a0{name}\u00a0»" for name in taken or names.values())))


def _remove(session: Session, model: Any, ids: Sequence[int]) -> int:
    for part in chunks(ids):
        for end in ([ENDS[model]] if model in ENDS else []) + list(LINKS[model]):
            linked = select(end.class_.id).where(end.in_(part)).execution_options(**WITH_BIN)
            remove_all(session, end.class_, session.scalars(linked).all())
    remove_all(session, model, ids)
    return len(ids)


def _numbers(marks: Sequence[str]) -> str:
    told = ", ".join(f"n° {mark.partition(':')[2][:12]}" for mark in marks[:10])
    return f" ({told})" if told else ""


def _read(mark: str) -> tuple[Any, int] | None:
    subject, _, row = mark.partition(":")
    return (MODELS[subject], int(row)) if subject in MODELS and row.isdecimal() and len(row) < 10 else None


def _ids(wanted: dict[str, tuple[Any, int] | None], model: Any) -> list[int]:
    return [found[1] for found in wanted.values() if found and found[0] is model]
