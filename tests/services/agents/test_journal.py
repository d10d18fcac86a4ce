"""The journal of calls: what the page shows of a week, and the quotas that it serves to hold."""

from datetime import timedelta

import pytest

from inventaire.models.base import now
from inventaire.services.agents import journal
from tests.agents.inventories import PROLOG, xml_inventory


@pytest.fixture
def later(monkeypatch):
    def move(**span):
        monkeypatch.setattr(journal, "now", lambda: now() + timedelta(**span))

    return move


def test_inventories_beyond_the_hour_s_are_refused_until_it_has_passed(call, door, town, told, monkeypatch):
    noon = now().replace(hour=12)
    monkeypatch.setattr(journal, "now", lambda: noon)
    town.config["AGENT_INVENTORIES_PER_HOUR"] = 2
    assert [call(xml_inventory("PC-1"))[1] for _ in range(3)] == [200, 200, 429]
    said, status = call(PROLOG)
    assert (status, "Trop d’inventaires dans l’heure" in said) == (429, True)
    assert {line["reason"] for line in told("agent_refused")} == {journal.TOO_MANY}
    week = journal.week_of(door())
    assert (week.inventories, week.machines, week.refusals) == (2, 1, 2)
    monkeypatch.setattr(journal, "now", lambda: noon + timedelta(minutes=61))
    assert call(xml_inventory("PC-1"))[1] == 200


def test_bytes_beyond_the_day_s_are_refused_until_the_next(call, town, later):
    town.config["AGENT_BYTES_PER_DAY"] = len(xml_inventory("PC-1")) + 1
    assert [call(xml_inventory("PC-1"))[1] for _ in range(3)] == [200, 200, 429]
    later(days=1)
    assert call(xml_inventory("PC-1"))[1] == 200


def test_an_agent_that_insists_fills_nothing(call, door, town, told, monkeypatch):
    town.config["AGENT_INVENTORIES_PER_HOUR"] = 0
    monkeypatch.setattr(journal, "MOST_REFUSALS", 3)
    for _ in range(10):
        assert call(PROLOG)[1] == 429
    assert len(told("agent_refused")) == journal.week_of(door()).refusals == 3


def test_a_week_is_kept_and_no_more(call, door, later):
    for days in range(-9, 1):
        later(days=days)
        call(xml_inventory("PC-1"))
    assert len(list(journal.folder_of(door()).glob(journal.PATTERN))) == journal.DAYS
    assert journal.week_of(door()).inventories == journal.DAYS


def test_a_machine_is_counted_by_a_mark_that_does_not_name_it(call, door):
    for name in ("PC-DUPONT", "PC-DURAND", "PC-DUPONT"):
        call(xml_inventory(name))
    assert journal.week_of(door()).machines == 2
    assert all("DUPONT" not in path.read_text() for path in journal.folder_of(door()).glob(journal.PATTERN))


def test_a_line_that_a_power_cut_tore_is_passed_over(door):
    journal.keep(door(), "192.0.2.1", "PC-1", 10)
    path = journal._file(door(), now().date())
    path.write_text(path.read_text() + '{"at": "2026-11')
    assert len(journal.calls_of(door())) == 1
