"""Work in the background: asked by somebody, done for them alone, and only while they may."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from inventaire.domain.errors import Conflict, Refusal
from inventaire.domain.rights import Right
from inventaire.domain.vocabulary import OrganisationKind, Role
from inventaire.models import Account, Device, Membership, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.base import now
from inventaire.models.scope import scope_of, set_scope
from inventaire.services import jobs
from inventaire.services.organisation import add_organisation
from tests.services.inventories import a_part, take_in

JOB = "essai"


@pytest.fixture
def done(town, monkeypatch):
    """A job that notes for whom it is done and what it sees; the queue is served unless told otherwise."""
    found = []

    def look(tell):
        tell(1, 2)
        actor = db.session().info[ACTOR]
        found.append((scope_of(db.session()), actor.account_id, set(db.session.scalars(select(Device.name)))))

    monkeypatch.setitem(jobs.JOBS, JOB, jobs.Job(look, Right.EDIT))
    town.config[jobs.SERVED] = True
    db.session().info[ACTOR] = Actor("Service informatique", 1)
    yield found
    jobs._task(jobs._queue_file()).huey.storage.close()


def empty_queue(app):
    while jobs.do_next(app):
        pass


def test_a_job_waits_for_its_process_and_says_how_far_it_is(town, done):
    assert jobs.progress_of(JOB) is None
    jobs.ask_for(JOB)
    assert done == []
    assert jobs.progress_of(JOB).state is jobs.JobState.WAITING
    empty_queue(town)
    assert done == [(1, 1, set())]
    told = jobs.progress_of(JOB)
    assert (told.state, told.done, told.total) == (jobs.JobState.DONE, 1, 2)


def test_where_no_process_serves_the_queue_it_is_done_at_once(town, done):
    town.config[jobs.SERVED] = False
    jobs.ask_for(JOB)
    assert len(done) == 1
    assert not (town.config["INSTANCE"] / jobs.QUEUE).exists()


def test_the_queue_is_readable_by_the_service_alone(town, done):
    jobs.ask_for(JOB)
    files = list(town.config["INSTANCE"].glob(f"{jobs.QUEUE}*"))
    assert files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_asking_twice_is_refused_until_it_ends_or_falls_silent(town, done):
    jobs.ask_for(JOB)
    with pytest.raises(Conflict, match="déjà demandé"):
        jobs.ask_for(JOB)
    stale = jobs.Progress(jobs.JobState.RUNNING, now() - jobs.SILENCE - timedelta(seconds=1))
    jobs._note(jobs.Asked(JOB, 1, 1), stale)
    jobs.ask_for(JOB)
    empty_queue(town)
    jobs.ask_for(JOB)


@pytest.mark.parametrize(
    "change",
    [
        update(Membership).values(role=Role.READER),
        update(Account).values(active=False),
        delete(Membership),
    ],
    ids=["role", "account", "membership"],
)
def test_a_right_lost_before_its_turn_stops_the_job(town, done, change):
    jobs.ask_for(JOB)
    db.session.execute(change)
    db.session.commit()
    empty_queue(town)
    assert done == []
    assert "n’en a plus le droit" in jobs.progress_of(JOB).reason
    town.config[jobs.SERVED] = False
    with pytest.raises(Refusal):
        jobs.ask_for(JOB)


def test_a_fault_is_told_by_a_reference_and_the_queue_goes_on(town, done, monkeypatch):
    def fail(_tell):
        raise RuntimeError("secret")

    monkeypatch.setitem(jobs.JOBS, "faute", jobs.Job(fail, Right.EDIT))
    jobs.ask_for("faute")
    jobs.ask_for(JOB)
    empty_queue(town)
    assert "référence" in jobs.progress_of("faute").reason
    assert "secret" not in jobs.progress_of("faute").reason
    assert len(done) == 1


def test_twenty_jobs_of_two_organisations_never_mix(town, done):
    """B6: each is done for the organisation that asked, and sees its rows alone."""
    take_in(a_part({"name": "mien", "serial": "1"}))
    other = add_organisation("Autre", None, OrganisationKind.COMMUNE).id
    db.session.add(Membership(account_id=1, role=Role.MANAGER))
    db.session.commit()
    take_in(a_part({"name": "autre", "serial": "1"}))
    for turn in range(20):
        set_scope(db.session(), (1, other)[turn % 2])
        db.session().info[ACTOR] = Actor("Service informatique", 1)
        jobs._task(jobs._queue_file())(jobs.Asked(JOB, scope_of(db.session()), 1))
    empty_queue(town)
    assert [found[::2] for found in done] == [(1, {"mien"}), (other, {"autre"})] * 10


def test_the_state_of_one_organisation_is_not_shown_to_another(town, done):
    jobs.ask_for(JOB)
    set_scope(db.session(), 2)
    assert jobs.progress_of(JOB) is None


def test_an_empty_queue_is_looked_at_without_haste(town, done, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda _seconds: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.work(town)
