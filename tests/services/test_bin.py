"""What is thrown away counts nowhere, comes back whole for thirty days, and then goes for good."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from inventaire.domain.errors import Conflict, NotFound, Overtaken
from inventaire.models import Application, AuditLine, Device, Installation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.models.scope import WITH_BIN
from inventaire.services.application import ApplicationQuery, chosen_applications, list_applications
from inventaire.services.bin import (
    KEPT,
    count_installations,
    purge,
    take_back,
    take_back_thrown_at,
    throw_away,
)
from inventaire.services.device import DeviceQuery, chosen_devices, get_device, software_of, update_device
from inventaire.services.exports import applications_sheet, devices_sheet
from inventaire.services.figures import summary
from inventaire.services.history import history_of
from inventaire.services.imports.undo import undo_import
from inventaire.services.thrown import list_bin, lots
from tests.services.inventories import a_part, outcomes, picture, software, take_in

PC = {"name": "PC-1", "serial": "ABC123"}
OTHER = {"name": "PC-2", "serial": "XYZ789"}
ZOOM = {"raw_name": "Zoom Pro", "publisher": "Zoom", "device": "ABC123"}
JAVA = {"raw_name": "Java", "device": "XYZ789"}


@pytest.fixture(autouse=True)
def _an_inventory(town):
    take_in(a_part(PC, OTHER), software(ZOOM, ZOOM | {"device": "XYZ789"}, JAVA))


def throw_device(number, version=1):
    return throw(chosen_devices([f"{number}:{version}"], None))


def throw_application(number, version=1):
    return throw(chosen_applications([f"{number}:{version}"], None))


def throw(selection):
    return throw_away(selection, selection.seen)


@contextmanager
def statements():
    """Collect what is sent to the database."""
    sent = []

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def ids(model, **options):
    return list(db.session.scalars(select(model.id).order_by(model.id).execution_options(**options)))


def age(model, days):
    """Move what is in the bin back in time."""
    moment = db.session.scalars(select(model.deleted_at).execution_options(**WITH_BIN)).first() - timedelta(days=days)
    db.session.execute(update(model).where(model.deleted_at.is_not(None)).values(deleted_at=moment))
    db.session.commit()


def test_a_device_goes_with_its_installations_and_comes_back_with_them():
    before = picture()
    count, moment = throw_device(1)
    assert (count, ids(Device), ids(Installation)) == (1, [2], [2, 3])
    with pytest.raises(NotFound, match="corbeille"):
        get_device(1)
    assert take_back_thrown_at(moment) == 1
    assert picture() == before


def test_an_application_goes_with_its_installations_and_comes_back_with_them():
    before = picture()
    throw_application(1)
    assert [row.raw_name for row in software_of(1)] == []
    assert [row.raw_name for row in software_of(2)] == ["Java"]
    assert take_back(["application:1"]) == 1
    assert picture() == before


@pytest.mark.parametrize("first", ["device:1", "application:1"])
def test_an_installation_comes_back_with_the_last_of_its_two_ends(first):
    before = picture()
    throw_device(1)
    throw_application(1)
    last = {"device:1": "application:1", "application:1": "device:1"}[first]
    take_back([first])
    assert 1 not in ids(Installation)
    take_back([last])
    assert picture() == before


def test_what_is_in_the_bin_counts_nowhere():
    throw(chosen_devices(["1:1", "2:1"], None))
    throw_application(1)
    assert summary().count == 0
    assert [row.machines for row in list_applications(ApplicationQuery(), 1).rows] == [0]
    assert list(devices_sheet().rows) == []
    assert len(list(applications_sheet().rows)) == 1


def test_throwing_away_and_taking_back_leave_one_line_a_row():
    throw_device(1)
    take_back(["device:1"])
    assert [line.action for line in history_of("device", 1)] == ["restored", "binned", "created"]
    assert [line.action for line in history_of("installation", 1)] == ["restored", "binned", "created"]
    assert get_device(1).version == 3


def test_the_bin_tells_what_when_by_whom_and_how_long():
    db.session().info[ACTOR] = Actor("Service informatique", 1)
    throw_device(1)
    db.session().info[ACTOR] = Actor("test")
    age(Device, 12)
    throw_application(1)
    page = list_bin(1)
    assert page.total == 2
    assert [(row.subject, row.id, row.name, row.by, row.days_left) for row in page.rows] == [
        ("application", 1, "Zoom Pro", "test", 30),
        ("device", 1, "PC-1", "Service informatique", 18),
    ]


def test_what_was_thrown_away_together_is_offered_together():
    throw_application(1)
    _, moment = throw(chosen_devices(["1:1", "2:1"], None))
    assert [tuple(lot) for lot in lots()] == [(moment, 2)]
    take_back(["device:1"])
    assert list(lots()) == []


def test_a_name_is_free_again_and_its_former_bearer_waits_until_it_is():
    throw_application(1)
    take_in(software({"raw_name": "Zoom Pro", "publisher": "Zoom"}))
    with pytest.raises(Conflict, match="Zoom Pro"):
        take_back(["application:1"])
    assert ids(Application) == [2, 3]
    throw_application(3)
    with pytest.raises(Conflict, match="Zoom Pro"):
        take_back(["application:1", "application:3"])
    assert take_back(["application:1"]) == 1
    assert ids(Application) == [1, 2]


@pytest.mark.parametrize(
    "mark", ["device:2", "device:99", "application:1", "site:1", "device:x", "", "device:9999999999"]
)
def test_what_is_not_in_the_bin_refuses_the_whole(mark):
    throw_device(1)
    with pytest.raises(NotFound, match="Rien n’a été repris"):
        take_back(["device:1", mark])
    assert ids(Device) == [2]


def test_nothing_is_left_to_take_back_twice():
    _, moment = throw_device(1)
    take_back_thrown_at(moment)
    for again in (lambda: take_back_thrown_at(moment), lambda: take_back(["device:1"]), lambda: take_back([])):
        with pytest.raises(NotFound):
            again()


def test_a_row_saved_since_it_was_seen_is_not_thrown_away_and_both_sides_are_told():
    update_device(1, 1, {"model": "5490"})
    with pytest.raises(Overtaken, match="PC-1") as refusal:
        throw(chosen_devices(["1:1", "2:1"], None))
    (told,) = refusal.value.differences
    assert (told.row, told.field, told.saved, told.entered) == ("PC-1", "Modèle", "5490", "à la corbeille")
    assert ids(Device) == [1, 2]
    assert throw_away(chosen_devices(["1:1", "2:1"], None), refusal.value.seen)[0] == 2


def test_a_row_thrown_away_between_the_choice_and_the_writing_refuses_the_whole():
    both = chosen_devices(["1:1", "2:1"], None)
    throw_device(2)
    with pytest.raises(NotFound, match=r"n°\s2\."):
        throw(both)
    assert ids(Device) == [1]


def test_after_thirty_days_the_rows_go_and_the_trace_stays():
    throw_device(1)
    age(Device, KEPT.days - 1)
    assert purge() == 0
    age(Device, 1)
    assert purge() == 1
    assert ids(Device, **WITH_BIN) == [2]
    assert ids(Installation, **WITH_BIN) == [2, 3]
    last = history_of("device", 1)[0]
    assert (last.action, last.actor, last.before["name"]) == ("deleted", "purge de la corbeille", "PC-1")
    assert db.session().info[ACTOR] == Actor("test")
    assert list_bin(1).total == 0


def test_an_application_is_purged_with_its_installations_whatever_became_of_the_machines():
    throw_device(1)
    throw_application(1)
    age(Application, KEPT.days)
    assert purge() == 1
    assert ids(Application, **WITH_BIN) == [2]
    take_back(["device:1"])
    assert list(software_of(1)) == []


def test_what_is_too_old_cannot_be_taken_back():
    throw_device(1)
    age(Device, KEPT.days)
    with pytest.raises(NotFound):
        take_back(["device:1"])


def test_throwing_away_clears_what_is_too_old():
    throw_device(1)
    age(Device, KEPT.days)
    throw_device(2)
    assert ids(Device, **WITH_BIN) == [2]


def test_the_installations_that_go_along_are_counted_before():
    assert count_installations(chosen_devices(["2:1"], None)) == 2
    assert count_installations(chosen_applications(["1:1"], None)) == 2


def test_a_machine_in_the_bin_whose_file_comes_back_is_made_anew_and_the_preview_says_so():
    throw_device(1)
    throw_application(1)
    part, programs = a_part(PC), software(ZOOM)
    take_in(part, programs)
    assert outcomes(part, programs) == ["created", "created"]
    assert "à la corbeille depuis le" in part.records[0].reason
    assert "à la corbeille depuis le" in programs.records[0].reason
    assert ids(Device) == [2, 3]


def test_an_import_whose_rows_are_in_the_bin_is_not_taken_back_and_says_which():
    throw_device(1)
    with pytest.raises(Conflict, match=r"PC-1 \(à la corbeille\)"):
        undo_import(1)


def test_an_import_whose_program_stands_on_a_machine_in_the_bin_is_kept_whole():
    batch = take_in(software({"raw_name": "LibreOffice"}))
    take_in(a_part({"serial": "JKL456"}), software({"raw_name": "LibreOffice", "device": "JKL456"}))
    throw_device(3)
    with pytest.raises(Conflict, match="LibreOffice"):
        undo_import(batch.number)


def test_five_thousand_rows_go_and_come_back_without_a_query_a_row():
    take_in(a_part(*({"name": f"LOT-{rank}"} for rank in range(5_000))))
    lines = select(func.count()).select_from(AuditLine)
    before = db.session.scalar(lines)
    with statements() as sent:
        count, moment = throw(chosen_devices([], DeviceQuery(search="LOT-")))
        assert take_back_thrown_at(moment) == count == 5_000
    assert len(sent) < 150
    assert db.session.scalar(lines) - before == 10_000
