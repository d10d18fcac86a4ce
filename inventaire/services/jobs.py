"""Work too long for a page: asked for by somebody, done by a process of its own, for the same somebody.

Where no such process runs (the command line, the tests) it is done at once.
"""

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app
from sqlalchemy import select

from inventaire.domain.errors import Conflict, Refusal
from inventaire.domain.rights import Right, may
from inventaire.domain.vocabulary import Term
from inventaire.models import Account, Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import scope_of, set_scope

QUEUE, SERVED = "jobs.sqlite", "JOBS_SERVED"  # the file in the instance; the setting that says a process empties it
PAUSE = 1.0  # seconds between two looks at an empty queue
SILENCE = timedelta(minutes=5)  # after which a job that says nothing is taken for dead
ASKED = "Ce travail est déjà demandé\u00a0: attendez qu’il soit fini."
NOT_ALLOWED = "Le compte qui a demandé ce travail n’en a plus le droit."
BROKEN = "Une erreur l’a arrêté. Signalez cette référence à votre service informatique\u00a0: {}."
STOPPED = "Le service s’est arrêté pendant ce travail\u00a0: rien n’en a été écrit. Recommencez."


class Tell(Protocol):
    """What a job tells its progress to: so many parts done of so many, and what it is at."""

    def __call__(self, done: int, total: int, stage: str = "") -> None:
        """Keep how far the job is."""


class JobState(Term):
    """Where a job stands."""

    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "fini"
    REFUSED = "refused", "arrêté"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: so many parts done of so many, what it is at, and when it last said so."""

    state: JobState
    at: datetime
    done: int = 0
    total: int = 0
    reason: str = ""
    stage: str = ""

    @property
    def is_under_way(self) -> bool:
        """Say whether it may still end by itself."""
        return self.state in (JobState.WAITING, JobState.RUNNING) and now() - self.at < SILENCE


class Asked(NamedTuple):
    """What waits in the queue: which job, for which organisation, asked by whom, about what (its number)."""

    job: str
    organisation_id: int
    account_id: int
    about: tuple[int, ...] = ()


class Job(NamedTuple):
    """What can be asked for, and the right it takes, when asked and again when done."""

    work: Callable[..., Any]
    right: Right


JOBS: dict[str, Job] = {}
STANDING: list[Callable[[], bool]] = []


def background(name: str, right: Right) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a use case that can be asked for: it is given what to tell its progress to, then what it is about."""

    def declare(work: Callable[..., Any]) -> Callable[..., Any]:
        JOBS[name] = Job(work, right)
        return work

    return declare


def standing(work: Callable[[], bool]) -> Callable[[], bool]:
    """Declare work that nobody asks for: it looks by itself for what waits, and says whether there was anything."""
    STANDING.append(work)
    return work


def do_standing() -> bool:
    """Do the work that nobody asks for; after a fault, what waits goes on waiting."""
    found = [_done_by(work) for work in STANDING]
    return any(found)


def ask_for(name: str, *about: int) -> None:
    """Ask for a job on behalf of whoever holds this session. Raises Conflict when it is already under way."""
    session = db.session()
    asked = Asked(name, scope_of(session), session.info[ACTOR].account_id, about)
    if not current_app.config.get(SERVED):
        with current_app.app_context():
            _do(asked, lambda _done, _total, _stage="": None)
        return
    known = progress_of(name, *about)
    if known and known.is_under_way:
        raise Conflict(ASKED)
    _note(asked, Progress(JobState.WAITING, now()))
    _task(_queue_file())(asked)


def progress_of(name: str, *about: int) -> Progress | None:
    """Say how far a job of this session's organisation is; None when it was never asked for."""
    if not current_app.config.get(SERVED):
        return None
    found: Progress | None = _task(_queue_file()).huey.get(_key(name, scope_of(db.session()), about), peek=True)
    return found


def work(app: Flask) -> None:
    """Do what is asked for, one job after the other, for ever; what a dead process was at is told first."""
    with app.app_context():
        _tell_what_stopped()
    while True:
        if not do_next(app):
            time.sleep(PAUSE)


def do_next(app: Flask) -> bool:
    """Do the first job that waits, in a context of its own, then what nobody asks for; say whether there was any."""
    with app.app_context():
        queue = _task(_queue_file()).huey
        task = queue.dequeue()
        if task is not None:
            queue.execute(task)
        return do_standing() or task is not None


def _done_by(work: Callable[[], bool]) -> bool:
    try:
        return work()
    except Exception as fault:
        current_app.logger.error("fault in %s", work.__name__, exc_info=fault)
        db.session.rollback()
        return False


def _do(asked: Asked, tell: Tell) -> None:
    """Do a job as the account that asked for it, if it still may. Raises Refusal otherwise."""
    session, job = db.session(), JOBS[asked.job]
    set_scope(session, asked.organisation_id)
    row = session.execute(
        select(Account.name, Membership.role, Membership.department_id)
        .join(Membership, Membership.account_id == Account.id)
        .where(Account.id == asked.account_id, Account.active.is_(True))
        .where(Membership.organisation_id == asked.organisation_id)
    ).first()
    name, role, department = row or ("", None, None)
    if role is None or not may(role, job.right):
        raise Refusal(NOT_ALLOWED)
    session.info[ACTOR] = Actor(name, asked.account_id, role, department)
    job.work(tell, *asked.about)


def _do_and_tell(asked: Asked) -> None:
    """Do a job of the queue, and keep how far it is where the page reads it."""
    told = Progress(JobState.RUNNING, now())

    def tell(done: int, total: int, stage: str = "") -> None:
        nonlocal told
        told = replace(told, at=now(), done=done, total=total, stage=stage)
        _note(asked, told)

    try:
        tell(0, 0)
        _do(asked, tell)
        end = replace(told, state=JobState.DONE)
    except Refusal as refusal:
        end = replace(told, state=JobState.REFUSED, reason=str(refusal))
    except Exception as fault:
        reference = secrets.token_hex(4)
        current_app.logger.error("fault %s in %s", reference, asked, exc_info=fault)
        end = replace(told, state=JobState.REFUSED, reason=BROKEN.format(reference))
    _note(asked, replace(end, at=now()))


def _note(asked: Asked, progress: Progress) -> None:
    _task(_queue_file()).huey.put(_key(asked.job, asked.organisation_id, asked.about), progress)


def _tell_what_stopped() -> None:
    """Say of the jobs that nobody does any more that they stopped: this process is the one that would."""
    queue = _task(_queue_file()).huey
    for key, kept in queue.storage.result_items().items():
        progress = queue.serializer.deserialize(kept)
        if progress.state is JobState.RUNNING:
            queue.put(key, replace(progress, state=JobState.REFUSED, at=now(), reason=STOPPED))


def _key(name: str, organisation_id: int, about: tuple[int, ...]) -> str:
    return ":".join(map(str, (organisation_id, name, *about)))


def _queue_file() -> str:
    return str(current_app.config["INSTANCE"] / QUEUE)


@cache
def _task(path: str) -> Any:
    """Give the task of the queue kept in a file, readable by the service alone; called, it waits there."""
    from huey import SqliteHuey

    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    queue = SqliteHuey("inventaire", filename=path, results=False)
    return queue.task(name="job")(_do_and_tell)
