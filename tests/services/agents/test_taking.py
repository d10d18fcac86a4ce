"""What waits is taken in: one import a day, what has not changed leaves nothing, and nothing holds up the rest."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from inventaire.domain.errors import Conflict
from inventaire.domain.imports import ImportState, Outcome, Target
from inventaire.models import Application, AuditLine, Device, Import, ImportRow, Installation, Site, db
from inventaire.models.base import now
from inventaire.services import device as devices
from inventaire.services import jobs
from inventaire.services.agents import daily, journal, taking, tokens, writing
from inventaire.services.agents.calls import WAITING
from inventaire.services.imports.undo import undo_import
from inventaire.services.purge import purge_trace
from inventaire.services.trace_check import trace_faults
from tests.agents.inventories import json_inventory, xml_inventory
from tests.services.inventories import a_part, picture, software, take_in


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def outcomes(target=Target.DEVICES):
    rows = select(ImportRow.outcome).where(ImportRow.target == target).order_by(ImportRow.id)
    return [outcome.value for outcome in db.session.scalars(rows)]


def device(serial):
    return db.session.scalars(select(Device).where(Device.serial == serial)).one()


def waiting(town):
    return list((town.config["INSTANCE"] / "recus").rglob(f"*{WAITING}"))


@pytest.mark.parametrize("inventory", [xml_inventory, json_inventory])
def test_a_machine_appears_with_its_software_at_the_site_of_its_address(hand_over, town, door, inventory):
    hand_over(inventory("PC-1", "SERIE-1", ["Outil", "LibreOffice 7.4"]))
    assert (device("SERIE-1").name, device("SERIE-1").site.name) == ("PC-1", "Mairie")
    assert sorted(db.session.scalars(select(Application.raw_name))) == ["LibreOffice 7.4", "Outil"]
    assert count(Installation) == 2
    assert waiting(town) == []
    assert (door().received, door().grown) == (1, 1)
    assert trace_faults() == []


def test_the_same_inventory_again_changes_nothing_and_leaves_nothing(hand_over, door):
    first = xml_inventory("PC-1", "SERIE-1")
    hand_over(first)
    before = picture(), count(AuditLine), count(ImportRow), count(Import)
    hand_over(first, first)
    assert (picture(), count(AuditLine), count(ImportRow), count(Import)) == before
    assert door().received == 3


def test_a_machine_known_by_its_name_alone_is_known_again_the_next_day(hand_over):
    for _ in range(3):
        hand_over(xml_inventory("PC-1"))
    assert count(Device) == 1


def test_a_machine_that_has_a_site_keeps_it(hand_over):
    take_in(a_part({"name": "PC-1", "serial": "SERIE-1", "site": "École"}))
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    assert device("SERIE-1").site.name == "École"


def test_two_inventories_of_one_machine_that_wait_together_are_read_in_turn(hand_over):
    hand_over(xml_inventory("PC-1", "SERIE-1"), xml_inventory("PC-NEUF", "SERIE-1"), xml_inventory("PC-2", "SERIE-2"))
    assert {row.name for row in db.session.scalars(select(Device))} == {"PC-NEUF", "PC-2"}
    assert outcomes() == ["created", "created", "updated"]


def test_one_import_a_day_holds_what_changed_and_is_taken_back_whole(hand_over, monkeypatch):
    empty = picture()
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    hand_over(xml_inventory("PC-2", "SERIE-2"), xml_inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    (batch,) = db.session.scalars(select(Import))
    assert (batch.state, batch.author, batch.account_id) == (ImportState.APPLIED, "Agents, Mairie", None)
    assert [part["created"] for part in batch.files] == [2, 3]
    assert list(db.session.scalars(select(ImportRow.line).order_by(ImportRow.part, ImportRow.id))) == [1, 2, 1, 2, 3]
    undo_import(batch.number)
    assert picture() == empty
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    states = db.session.scalars(select(Import.state).order_by(Import.number))
    assert list(states) == [ImportState.UNDONE, ImportState.APPLIED]


def test_the_next_day_begins_another_import(hand_over, monkeypatch):
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    for module in (daily, writing):
        monkeypatch.setattr(module, "now", lambda: now() + timedelta(days=1))
    hand_over(xml_inventory("PC-2", "SERIE-2"))
    assert count(Import) == 2


def test_somebody_s_work_between_two_writes_of_a_day_stops_its_undoing(hand_over):
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    found = device("SERIE-1")
    devices.update_device(found.id, found.version, {"comment": "Prêté à l’accueil"})
    hand_over(xml_inventory("PC-2", "SERIE-2"))
    with pytest.raises(Conflict, match="PC-1"):
        undo_import(1)


def test_work_on_a_machine_before_agents_touched_it_does_not(hand_over):
    take_in(a_part({"name": "PC-2", "serial": "SERIE-2"}))
    hand_over(xml_inventory("PC-1", "SERIE-1"))
    found = device("SERIE-2")
    devices.update_device(found.id, found.version, {"comment": "Prêté"})
    hand_over(xml_inventory("PC-2-NEUF", "SERIE-2"))
    undo_import(2)
    assert (device("SERIE-2").name, device("SERIE-2").comment) == ("PC-2", "Prêté")


def test_the_site_that_agents_call_from_outlives_the_import_that_made_it(town):
    take_in(a_part({"name": "PC-1", "serial": "SERIE-1", "site": "École"}))
    tokens.add_token("Postes", "École", [])
    undo_import(1)
    assert list(db.session.scalars(select(Site.name))) == ["École"]


def test_a_virtual_machine_is_refused_once_with_its_reason(hand_over):
    for _ in range(2):
        hand_over(xml_inventory("VM-1", "SERIE-V", vmsystem="QEMU"))
    (row,) = db.session.scalars(select(ImportRow))
    assert row.outcome is Outcome.REFUSED
    assert "virtuelle" in row.reason
    assert count(Device) == count(Installation) == 0


def test_personal_data_are_not_kept(hand_over, town):
    hand_over(xml_inventory("PC-1", "SERIE-1"), json_inventory("PC-2", "SERIE-2"))
    for model in (Device, ImportRow, AuditLine, Import):
        for row in db.session.scalars(select(model)):
            assert "mdupont" not in str(vars(row))


def test_a_partial_inventory_takes_nothing_away(hand_over):
    hand_over(json_inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    hand_over(json_inventory("PC-1", "SERIE-1", [], partial=True))
    assert count(Installation) == 2


def test_homonyms_are_left_to_a_person_and_their_software_waits(hand_over):
    take_in(a_part({"name": "PC-1", "site": "École"}, {"name": "PC-1", "site": "Gymnase"}))
    for _ in range(2):
        hand_over(xml_inventory("PC-1", software=["Outil"]))
    assert outcomes()[2:] == ["asked"]
    assert count(Application) == 0


def test_new_machines_beyond_the_day_s_wait_for_the_next(hand_over, town, door, monkeypatch):
    town.config["AGENT_NEW_DEVICES_PER_DAY"] = 2
    hand_over(*(xml_inventory(f"PC-{number}", f"SERIE-{number}", ["Outil"]) for number in range(3)))
    assert (count(Device), count(Installation), door().grown) == (2, 2, 2)
    assert outcomes() == ["created", "created", "refused"]
    for module in (daily, writing):
        monkeypatch.setattr(module, "now", lambda: now() + timedelta(days=1))
    hand_over(xml_inventory("PC-2", "SERIE-2", ["Outil"]))
    assert (count(Device), count(Installation), door().grown) == (3, 3, 1)


@pytest.mark.parametrize(
    "broken",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><REQUEST><CONTENT/><QUERY>INVENTORY</QUERY></REQUEST>',
        xml_inventory("PC-X")[:200],
        '{"action": "inventory", "content": [}',
        "rien de connu",
    ],
)
def test_what_cannot_be_read_is_told_and_holds_up_nothing(hand_over, town, door, broken):
    hand_over(broken, xml_inventory("PC-1", "SERIE-1"))
    assert device("SERIE-1").name == "PC-1"
    assert waiting(town) == []
    assert journal.week_of(door()).refusals == 1


def test_what_breaks_the_writing_is_set_aside_and_the_rest_goes_in(hand_over, town, door, monkeypatch):
    real = writing.write_parts

    def break_on_two(parts):
        if any(record.values.get("name") == "PC-2" for part in parts for record in part.records):
            raise ValueError("secret")
        real(parts)

    monkeypatch.setattr(writing, "write_parts", break_on_two)
    hand_over(*(xml_inventory(f"PC-{number}", f"SERIE-{number}") for number in (1, 2, 3)))
    assert set(db.session.scalars(select(Device.name))) == {"PC-1", "PC-3"}
    assert waiting(town) == []
    assert len(list((town.config["INSTANCE"] / "recus").rglob(f"*{taking.ASIDE}"))) == 1
    (refused,) = [call for call in journal.calls_of(door()) if call.reason]
    assert "Référence" in refused.reason
    assert "secret" not in refused.reason


def test_what_a_death_interrupts_is_found_again_and_changes_nothing_twice(call, town, monkeypatch):
    call(xml_inventory("PC-1", "SERIE-1"))
    with monkeypatch.context() as dying:
        dying.setattr(taking, "_forget", lambda _paths: None)  # killed once written, before its file has gone
        taking.take_in_waiting()
    before = picture()
    assert len(waiting(town)) == 1
    taking.take_in_waiting()
    assert (picture(), waiting(town)) == (before, [])


def test_the_process_of_the_jobs_takes_in_by_itself(call, town):
    town.config[jobs.SERVED] = True
    call(xml_inventory("PC-1", "SERIE-1"))
    taking.take_in_at_once()
    assert count(Device) == 0
    assert jobs.do_next(town)
    assert not jobs.do_next(town)
    db.session.rollback()
    assert count(Device) == 1
    jobs._task(jobs._queue_file()).huey.storage.close()


def test_software_is_matched_to_what_the_town_already_has(hand_over):
    take_in(software({"raw_name": "Outil", "comment": "Acheté en 2020"}))
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil"]))
    assert [row.comment for row in db.session.scalars(select(Application))] == ["Acheté en 2020"]


def test_a_table_is_no_inventory_and_writes_nothing(hand_over, town):
    take_in(a_part({"name": "PC-1", "serial": "SERIE-1", "site": "École"}))
    before = picture()
    hand_over("Nom;Catégorie;Numéro de série;État;Site\nPIRATE;Portable;SERIE-1;réformé;Ailleurs\n".encode())
    assert picture() == before
    assert waiting(town) == []


def test_a_fault_in_one_reading_sets_it_aside_and_holds_up_nothing(hand_over, town, monkeypatch):
    read = taking.read_one

    def fail_once(path, name, limits):
        monkeypatch.setattr(taking, "read_one", read)
        raise RuntimeError("secret")

    monkeypatch.setattr(taking, "read_one", fail_once)
    hand_over(xml_inventory("PC-1", "SERIE-1"), xml_inventory("PC-2", "SERIE-2"))
    assert [row.name for row in db.session.scalars(select(Device))] == ["PC-2"]
    assert waiting(town) == []


def test_few_bytes_are_taken_in_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(taking, "BYTES_AT_ONCE", 10)
    paths = [tmp_path / str(rank) for rank in range(4)]
    for path, size in zip(paths, (4, 4, 4, 40), strict=True):
        path.write_bytes(b"x" * size)
    assert [len(group) for group in taking._groups(paths)] == [2, 1, 1]


def installed():
    return sorted(db.session.scalars(select(Application.raw_name).join(Installation)))


@pytest.mark.parametrize("inventory", [xml_inventory, json_inventory])
def test_a_program_that_a_machine_no_longer_lists_is_taken_off_and_comes_back(hand_over, inventory):
    empty = picture()
    hand_over(inventory("PC-1", "SERIE-1", ["Outil", "Autre"]), inventory("PC-2", "SERIE-2", ["Autre"]))
    hand_over(inventory("PC-1", "SERIE-1", ["Outil"]))
    assert installed() == ["Autre", "Outil"]
    assert outcomes(Target.APPLICATIONS) == ["created", "created", "created", "removed"]
    taken = select(AuditLine.import_id).where(AuditLine.subject == "installation", AuditLine.action == "deleted")
    assert db.session.scalars(taken).all() == [db.session.scalars(select(Import.id)).one()]
    hand_over(inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    assert installed() == ["Autre", "Autre", "Outil"]
    undo_import(1)
    assert picture() == empty


def test_what_agents_took_off_comes_back_when_their_day_is_undone(hand_over, monkeypatch):
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    before = picture()
    for module in (daily, writing):
        monkeypatch.setattr(module, "now", lambda: now() + timedelta(days=1))
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil"]))
    assert installed() == ["Outil"]
    undo_import(2)
    assert picture() == before


def test_what_a_person_s_file_put_on_a_machine_is_never_taken_off_by_its_agent(hand_over):
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil"]))
    take_in(software({"raw_name": "Paie", "device": "SERIE-1"}))
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil"]), xml_inventory("PC-1", "SERIE-1", []))
    assert installed() == ["Outil", "Paie"]


def test_what_no_trace_knows_from_an_agent_is_never_taken_off(hand_over):
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    purge_trace(12, "", now() + timedelta(days=400))
    hand_over(xml_inventory("PC-1", "SERIE-1", ["Outil"]))
    assert installed() == ["Autre", "Outil"]


def test_a_partial_inventory_takes_nothing_off(hand_over):
    hand_over(json_inventory("PC-1", "SERIE-1", ["Outil", "Autre"]))
    hand_over(json_inventory("PC-1", "SERIE-1", ["Outil"], partial=True))
    assert installed() == ["Autre", "Outil"]
