"""The oldest lines go, and what is left can still be checked."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from inventaire.domain.errors import Conflict, NotReady
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AuditHead, AuditLine, Organisation, db
from inventaire.models import audit_line as tracing
from inventaire.models.scope import acting_as
from inventaire.services.database import writing
from inventaire.services.device import create_device
from inventaire.services.imports.undo import undo_import
from inventaire.services.purge import purge_trace
from inventaire.services.trace_check import check_trace, installation_faults, trace_faults
from tests.services.inventories import a_part, take_in


def later(days=0):
    return datetime.now(UTC) + timedelta(days=days)


def test_old_lines_go_and_the_rest_is_whole(town):
    take_in(a_part({"name": "PC-1"}))
    before = check_trace()
    count = purge_trace(12, "", later(days=400))
    after = check_trace()
    assert (count, after.faults) == (before.lines, [])
    assert (after.lines, after.sequence) == (1, before.sequence + 1)
    (line,) = db.session.scalars(select(AuditLine))
    assert (line.action, line.after["sequence"], line.after["seal"]) == ("purged", before.sequence, before.head)
    create_device({"category": DeviceCategory.LAPTOP})
    assert trace_faults() == []
    assert purge_trace(12, "", later(days=800)) == 2
    assert trace_faults() == []


def test_recent_lines_stay_whatever_the_clock_said_of_older_ones(town, monkeypatch):
    monkeypatch.setattr(tracing, "now", lambda: later(days=-900))
    create_device({"category": DeviceCategory.LAPTOP})
    before = check_trace().lines
    assert purge_trace(12, "", later()) == 0
    assert check_trace().lines == before


def test_another_town_keeps_its_trace(town):
    with acting_as(db.session(), operator=True), writing() as session:
        session.add(Organisation(id=2, code="autre", name="Autre-Commune"))
    with acting_as(db.session(), organisation_id=2):
        before = check_trace()
    purge_trace(12, "", later(days=400))
    with acting_as(db.session(), organisation_id=2):
        assert check_trace() == before
    assert installation_faults() == []


def test_the_lines_that_are_left_cannot_be_removed_either(town):
    purge_trace(12, "", later(days=400))
    with pytest.raises(Exception, match=r"trace cannot be changed|permission denied"):
        db.session.execute(text("DELETE FROM audit_line"))
    db.session.rollback()


def test_a_purge_does_not_hide_what_was_done_to_the_trace(town):
    db.session.execute(update(AuditHead).values(mark="x"))
    db.session.commit()
    with pytest.raises(Conflict, match="verifier"):
        purge_trace(12, "", later(days=400))


def test_a_purge_that_was_claimed_but_not_sealed_is_a_fault(town):
    purge_trace(12, "", later(days=400))
    town.config["TRACE_KEY"] = b"x" * 40
    assert trace_faults()


def test_an_import_whose_aftermath_was_purged_is_not_taken_back(town):
    take_in(a_part({"name": "PC-1"}))
    purge_trace(12, "", later(days=400))
    with pytest.raises(Conflict, match="purgée"):
        undo_import(1)


@pytest.mark.postgresql
def test_without_its_owner_the_base_is_not_purged(town):
    town.config["DATABASE_OWNER_URL"] = None
    with pytest.raises(NotReady, match="DATABASE_OWNER_URL"):
        purge_trace(12, "", later(days=400))
    assert trace_faults() == []
