"""Rows put by a thread are there for the next statement, or the transaction says what went wrong."""

import threading

import pytest
from sqlalchemy import func, select

from inventaire.models import AuditLine, Device, Site, db
from inventaire.models.beside import AHEAD, putting_beside
from inventaire.models.bulk import insert_all
from inventaire.services.database import writing
from inventaire.services.trace_check import trace_faults

PLAIN = {"category": "laptop", "status": "in_stock", "quantity": 1, "version": 1}


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_next_statement_finds_what_was_put():
    with writing() as session, putting_beside(session.connection()):
        (site,) = insert_all(session, Site, [{"name": "Mairie", "version": 1}])
        for rank in range(2 * AHEAD):
            insert_all(session, Device, [PLAIN | {"name": f"PC-{rank}", "site_id": site}])
            assert count(Device) == rank + 1
    assert trace_faults() == []


def test_an_object_may_be_written_among_them():
    with writing() as session, putting_beside(session.connection()):
        insert_all(session, Device, [PLAIN])
        session.add(Site(name="École"))
        session.flush()
        insert_all(session, Device, [PLAIN])
    assert (count(Device), count(Site), trace_faults()) == (2, 1, [])


def put(*rows):
    with writing() as session, putting_beside(session.connection()):
        for row in rows:
            insert_all(session, Device, [PLAIN, row])


@pytest.mark.parametrize("wrong", [{"category": "submarine"}, {"site_id": 999}])
def test_what_goes_wrong_in_the_thread_leaves_nothing(wrong):
    before = count(AuditLine)
    with pytest.raises(Exception, match=r"submarine|FOREIGN KEY|foreign key"):
        put(PLAIN | wrong, PLAIN)
    assert (count(Device), count(AuditLine)) == (0, before)


def test_no_thread_is_left():
    threads = threading.active_count()
    with writing() as session, putting_beside(session.connection()):
        insert_all(session, Device, [PLAIN])
        assert threading.active_count() > threads
    assert threading.active_count() == threads


def test_a_fault_between_two_puts_is_the_one_that_is_told():
    with pytest.raises(TypeError, match="not iterable"):
        put(PLAIN, None)
    assert count(Device) == 0
