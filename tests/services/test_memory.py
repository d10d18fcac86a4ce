"""What is remembered is forgotten at the next write, and never given to another."""

import pytest

from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import AuditLine, Organisation, db
from inventaire.models.scope import acting_as, set_scope
from inventaire.services.device import create_device
from inventaire.services.memory import remembered


@pytest.fixture
def counted(town):
    calls = []

    @remembered
    def compute(word):
        calls.append(word)
        return len(calls)

    return compute


def test_a_result_is_computed_once_while_nothing_is_written(counted):
    assert [counted("a"), counted("a"), counted("b"), counted("a")] == [1, 1, 2, 1]


def test_a_write_makes_it_forgotten(counted):
    assert counted("a") == 1
    create_device({"category": DeviceCategory.LAPTOP})
    assert counted("a") == 2


def test_another_organisation_has_its_own(counted):
    with acting_as(db.session(), operator=True):
        db.session.add(Organisation(id=2, code="autre", name="Autre"))
        db.session.commit()
    assert counted("a") == 1
    set_scope(db.session(), 2)
    assert counted("a") == 2


@pytest.mark.sqlite
def test_a_line_of_the_same_number_written_at_another_time_is_another_state(counted):
    create_device({"category": DeviceCategory.LAPTOP})
    assert counted("a") == 1
    line = db.session.query(AuditLine).order_by(AuditLine.id.desc()).first()
    connection = db.session.connection()
    connection.exec_driver_sql("DROP TRIGGER audit_line_rewritten")
    connection.exec_driver_sql(f"UPDATE audit_line SET at = '2020-01-01 00:00:00.000000' WHERE id = {line.id}")
    db.session.commit()
    assert counted("a") == 2
