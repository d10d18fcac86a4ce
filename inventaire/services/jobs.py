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
from typing import Any, NamedTuple

from flask import Flask, current_app
from sqlalchemy import select

from inventaire.domain.errors import Conflict, Refusal
from inventaire.domain.rights import Right, may
from inventaire.domain.vocabulary import Term
from inventaire.models import Account, Membership, db
from inventaire.models.base import now
from inventaire.models.scope import scope_of, set_scope
from inventaire.models.trace import ACTOR, Actor

QUEUE, SERVED = "jobs.sqlite", "JOBS_SERVED"  # the file in the instance; the setting that says a process empties it
PAUSE = 1.0  # seconds between two looks at an empty queue
SILENCE = timedelta(minutes=5)  # after which a job that says nothing is taken for dead
ASKED = "Ce travail est déjà demandé\u00a0: attendez qu’il soit fini."
NOT_ALLOWED = "Le compte qui a demandé ce travail n’en a plus le droit."
BROKEN = "Une erreur l’a arrêté. Signalez cette référence à votre service informatique\u00a0: {}."
Tell = Callable[[int, int], None]


class JobState(Term):
    """Where a job stands."""

    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "fini"
    REFUSED = "refused", "arrêté"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: so many parts done of so many, and when it last said so."""

    state: JobState
    at: datetime
    done: int = 0
    total: int = 0
    reason: str = ""

    @property
    def is_under_way(self) -> bool:
        """Say whether it may still end by itself."""
        return self.state in (JobState.WAITING, JobState.RUNNING) and now() - self.at < SILENCE


class Asked(NamedTuple):
    """What waits in the queue: which job, for which organisation, asked by whom."""

    job: str
    organisation_id: int
    account_id: int


class Job(NamedTuple):
    """What can be asked for, and the right it takes, when asked and again when done."""

    work: Callable[[Tell], Any]
    right: Right


JOBS: dict[str, Job] = {}


def background(name: str, right: Right) -> Callable[[Callable[[Tell], Any]], Callable[[Tell], Any]]:
    """Declare a use case that can be asked for; it tells its progress to what it is given."""

    def declare(work: Callable[[Tell], Any]) -> Callable[[Tell], Any]:
        JOBS[name] = Job(work, right)
        return work

    return declare


def ask_for(name: str) -> None:
    """Ask for a job on behalf of whoever holds this session. Raises Conflict when it is already under way."""
    session = db.session()
    asked = Asked(name, scope_of(session), session.info[ACTOR].account_id)
    if not current_app.config.get(SERVED):
        with current_app.app_context():
            _do(asked, lambda _done, _total: None)
        return
    known = progress_of(name)
    if known and known.is_under_way:
        raise Conflict(ASKED)
    _note(asked, Progress(JobState.WAITING, now()))
    _task(_queue_file())(asked)


def progress_of(name: str) -> Progress | None:
    """Say how far a job of this session's organisation is; None when it was never asked for."""
    if not current_app.config.get(SERVED):
        return None
    found: Progress | None = _task(_queue_file()).huey.get(_key(name, scope_of(db.session())), peek=True)
    return found


def work(app: Flask) -> None:
    """Do what is asked for, one job after the other, for ever."""
    while True:
        if not do_next(app):
            time.sleep(PAUSE)


def do_next(app: Flask) -> bool:
    """Do the first job that waits, in a context of its own; say whether there was one."""
    with app.app_context():
        queue = _task(_queue_file()).huey
        task = queue.dequeue()
        if task is not None:
            queue.execute(task)
        return task is not None


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
    job.work(tell)


def _do_and_tell(asked: Asked) -> None:
    """Do a job of the queue, and keep how far it is where the page reads it."""
    told = Progress(JobState.RUNNING, now())

    def tell(done: int, total: int) -> None:
        nonlocal told
        told = replace(told, at=now(), done=done, total=total)
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
    _task(_queue_file()).huey.put(_key(asked.job, asked.organisation_id), progress)


def _key(name: str, organisation_id: int) -> str:
    return f"{organisation_id}:{name}"


def _queue_file() -> str:
    return str(current_app.config["INSTANCE"] / QUEUE)


@cache
def _task(path: str) -> Any:
    """Give the task of the queue kept in a file, readable by the service alone; called, it waits there."""
    from huey import SqliteHuey

    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    queue = SqliteHuey("inventaire", filename=path, results=False)
    return queue.task(name="job")(_do_and_tell)
