"""What a person chooses in a preview: which device, which line, which value."""

from functools import partial

import pytest
from sqlalchemy import select

from inventaire.domain.errors import Conflict, NotFound
from inventaire.domain.imports import ImportState, Outcome
from inventaire.models import Device, ImportRow, Installation, db
from inventaire.models.audit_line import ACTOR, Actor
from inventaire.services import device as devices
from inventaire.services.database import writing
from inventaire.services.imports.batch import confirm_import, get_import
from inventaire.services.imports.choices import answers, choose_fields, choose_for_all, forget_choice, settle_line
from inventaire.services.imports.line import line_of, next_asked
from inventaire.services.imports.received import ask_to_confirm
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import a_part, contracts, outcomes, picture, prepare_import, software, take_in

HEADINGS = "Nom;Catégorie;Numéro de série;Numéro d’inventaire;Site;Modèle"


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@pytest.fixture
def previewed(tmp_path):
    """Preview a CSV with these lines."""

    def prepare(*lines):
        path = tmp_path / "parc.csv"
        path.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
        return prepare_import([(path, path.name)]).number

    return prepare


def the_rows(number):
    db.session.expire_all()
    found = select(ImportRow).where(ImportRow.import_id == get_import(number).id).order_by(ImportRow.id)
    return db.session.scalars(found).all()


def fates(number):
    return [row.outcome.value for row in the_rows(number)]


def the_devices():
    db.session.expire_all()
    return db.session.scalars(select(Device).order_by(Device.id)).all()


def two_homonyms():
    take_in(a_part({"name": "PC-1", "serial": "AAA111"}, {"name": "PC-1", "serial": "BBB222"}))
    return the_devices()


def test_a_homonym_is_chosen_and_only_it_changes(previewed):
    _, second = two_homonyms()
    number = previewed("PC-1;Portable;;;;5500")
    (row,) = the_rows(number)
    assert [device.serial for device, _, _ in line_of(number, row.id).devices] == ["AAA111", "BBB222"]
    settle_line(number, row.id, f"device:{second.id}")
    assert (fates(number), the_rows(number)[0].changes) == (["updated"], {"model": [None, "5500"]})
    confirm_import(number)
    assert [device.model for device in the_devices()] == [None, "5500"]


def test_the_very_same_line_settled_once_is_not_asked_again(previewed):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;5500")
    settle_line(number, the_rows(number)[0].id, "new")
    confirm_import(number)
    assert len(the_devices()) == 3
    once = picture()
    again = previewed("PC-1;Portable;;;;5500")
    assert fates(again) == ["unchanged"]
    confirm_import(again)
    assert picture() == once


def test_a_clone_with_another_number_is_said_to_be_a_new_device(previewed):
    take_in(a_part({"serial": "AAA111", "uuid": "4c4c4544-0042-3510-8051-b7c04f333032"}))
    take_in(a_part({"name": "PC-2", "inventory_number": "INV-7"}))
    number = previewed("PC-9;Portable;AAA111;INV-7;;")
    (row,) = the_rows(number)
    assert row.question["doubt"] == "numbers"
    assert answers(row) == ["device:1", "device:2", "new", "aside"]
    settle_line(number, row.id, "new")
    assert fates(number) == ["created"]


def test_a_line_put_aside_stays_so_until_that_is_taken_back(previewed):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;5500", "PC-1;Portable;;;;5600")
    assert fates(number) == ["asked", "asked"]
    settle_line(number, the_rows(number)[0].id, "aside", alike=True)
    assert fates(number) == ["ignored", "ignored"]
    forget_choice(number, the_rows(number)[1].id)
    assert fates(number) == ["ignored", "asked"]
    confirm_import(number)
    assert [device.model for device in the_devices()] == [None, None]


def test_a_device_is_no_answer_for_several_lines_at_once(previewed):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;5500", "PC-1;Portable;;;;5600")
    with pytest.raises(Conflict, match="une à une"):
        settle_line(number, the_rows(number)[0].id, "device:1", alike=True)
    assert fates(number) == ["asked", "asked"]


@pytest.mark.parametrize("answer", ["device:99", "line:0:7", "other", "device:", "device:1:2"])
def test_only_the_answers_of_a_line_are_taken(previewed, answer):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;5500")
    with pytest.raises(Conflict, match="relisez-la"):
        settle_line(number, the_rows(number)[0].id, answer)


def test_a_line_of_another_import_is_not_found(previewed):
    first, second = previewed("PC-1;Portable;;;;"), previewed("PC-2;Portable;;;;")
    with pytest.raises(NotFound):
        settle_line(first, the_rows(second)[0].id, "new")
    with pytest.raises(NotFound):
        line_of(first, the_rows(second)[0].id)


@pytest.mark.parametrize(("answer", "told"), [("line", ["ignored", "created"]), ("new", ["created", "created"])])
def test_of_two_lines_that_say_the_same_machine_one_counts_or_both_do(previewed, answer, told):
    number = previewed("PC-1;Portable;AAA111;;;5490", "PC-2;Portable;AAA111;;;5500")
    row = the_rows(number)[1]
    ((without, rival),) = line_of(number, row.id).rivals
    assert (rival.line, row.question["doubt"]) == (2, "lines")
    settle_line(number, row.id, {"line": without}.get(answer, answer))
    assert fates(number) == told
    confirm_import(number)
    assert [device.name for device in the_devices()] == (["PC-2"] if answer == "line" else ["PC-1", "PC-2"])


def test_a_choice_outlives_an_inventory_that_moved(previewed):
    _, second = two_homonyms()
    number = previewed("PC-1;Portable;;;;5500")
    settle_line(number, the_rows(number)[0].id, f"device:{second.id}")
    devices.update_device(second.id, second.version, {"model": "4400"})
    with pytest.raises(Conflict, match="a changé"):
        confirm_import(number)
    assert fates(number) == ["unchanged"]  # the model was corrected by hand since
    assert the_rows(number)[0].held["model"][:2] == ["4400", "5500"]
    assert the_rows(number)[0].object_id == second.id


def test_a_device_chosen_and_gone_is_asked_again(previewed):
    two_homonyms()
    take_in(a_part({"name": "PC-1", "serial": "CCC333"}))
    number = previewed("PC-1;Portable;;;;5500")
    settle_line(number, the_rows(number)[0].id, "device:3")
    undo_import(2)
    with pytest.raises(Conflict, match="a changé"):
        confirm_import(number)
    assert fates(number) == ["asked"]


def test_the_next_line_asked_comes_after_then_from_the_start(previewed):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;1", "PC-3;Portable;;;;2", "PC-1;Portable;;;;3")
    first, _, third = (row.id for row in the_rows(number))
    assert (next_asked(number), next_asked(number, first), next_asked(number, third)) == (first, third, first)


def test_application_lines_that_contradict_each_other_are_settled_by_line(previewed):
    parts = [software({"raw_name": "Zoom", "seats": 3}, {"raw_name": "Zoom", "seats": 5})]
    take_in(*parts)
    assert answers(parts[0].records[1]) == ["line:0:0", "aside"]


def test_software_on_a_name_that_several_machines_bear_is_asked_and_goes_where_it_is_said(tmp_path):
    two_homonyms()
    path = tmp_path / "logiciels.csv"
    lines = [f"{name};Adobe;PC-1" for name in ("Acrobat", "Photoshop")]
    path.write_text("\n".join(["Logiciel;Éditeur;Installé sur", *lines]), encoding="utf-8")
    number = prepare_import([(path, path.name)]).number
    assert fates(number) == ["asked", "asked"]
    first = the_rows(number)[0]
    assert answers(first) == ["device:1", "device:2", "aside"]
    assert line_of(number, first.id).alike == 1
    settle_line(number, first.id, "device:2", alike=True)
    confirm_import(number)
    assert db.session.scalars(select(Installation.device_id)).all() == [2, 2]


def corrected(previewed, **values):
    """Give a preview that would change what a person corrected by hand."""
    take_in(a_part({"name": "PC-1", "serial": "AAA111", "model": "5490", "supplier": "Dell"}))
    (device,) = the_devices()
    db.session().info[ACTOR] = Actor("Service informatique", 1, role=None)
    db.session().info[ACTOR] = Actor("test")
    devices.update_device(device.id, device.version, values or {"model": "5491"})
    return previewed("PC-1;Portable;AAA111;INV-1;Mairie;5500")


def test_a_field_corrected_by_hand_is_kept_unless_taken(previewed):
    number = corrected(previewed)
    (row,) = the_rows(number)
    assert fates(number) == ["updated"]
    assert row.changes == {"inventory_number": [None, "INV-1"], "site": [None, "Mairie"]}
    assert row.held["model"][:2] == ["5491", "5500"]
    told = {field.name: (field.taken, field.by_hand) for field in line_of(number, row.id).fields}
    assert told == {"inventory_number": (True, False), "site": (True, False), "model": (False, True)}
    confirm_import(number)
    assert (the_devices()[0].model, the_devices()[0].inventory_number) == ("5491", "INV-1")


def test_a_field_corrected_by_hand_is_taken_when_asked_and_is_the_files_from_then_on(previewed):
    number = corrected(previewed)
    choose_fields(number, the_rows(number)[0].id, {"model", "inventory_number", "site"})
    assert the_rows(number)[0].choice == {"fields": {"model": True}}
    confirm_import(number)
    assert the_devices()[0].model == "5500"
    part = a_part({"serial": "AAA111", "model": "5600"})
    take_in(part)
    assert (outcomes(part), the_devices()[0].model) == (["updated"], "5600")


def test_any_change_can_be_left_out_and_its_place_is_not_made(previewed):
    number = corrected(previewed)
    choose_fields(number, the_rows(number)[0].id, {"inventory_number"})
    confirm_import(number)
    (device,) = the_devices()
    assert (device.site_id, device.inventory_number, devices.sites()) == (None, "INV-1", [])


def test_all_values_of_the_files_are_taken_or_kept_at_once(previewed):
    number = corrected(previewed)
    choose_fields(number, the_rows(number)[0].id, set())
    choose_for_all(number, takes_file=True)
    (row,) = the_rows(number)
    assert row.changes == {"model": ["5491", "5500"]}
    choose_for_all(number, takes_file=False)
    assert the_rows(number)[0].changes == {}
    assert get_import(number).settled == 3


def test_what_an_import_taken_back_wrote_does_not_hide_the_hand(previewed):
    take_in(a_part({"serial": "AAA111", "model": "5490"}))
    (device,) = the_devices()
    devices.update_device(device.id, device.version, {"model": "5491"})
    number = previewed("PC-1;Portable;AAA111;;;5500")
    choose_for_all(number, takes_file=True)
    confirm_import(number)
    undo_import(number)
    again = previewed("PC-1;Portable;AAA111;;;5500")
    assert the_rows(again)[0].held["model"][:2] == ["5491", "5500"]


def test_an_import_written_at_once_keeps_what_was_corrected_by_hand():
    take_in(a_part({"serial": "AAA111", "model": "5490"}))
    (device,) = the_devices()
    devices.update_device(device.id, device.version, {"model": "5491"})
    part = a_part({"serial": "AAA111", "model": "5500"})
    take_in(part)
    assert (outcomes(part), the_devices()[0].model) == (["unchanged"], "5491")


def test_only_who_prepared_a_preview_completes_and_confirms_it(previewed):
    number = previewed("PC-1;Portable;;;;")
    db.session().info[ACTOR] = Actor("Autre", 1)
    for refused in (ask_to_confirm, confirm_import, partial(choose_for_all, takes_file=True)):
        with pytest.raises(Conflict, match="seule la personne qui l’a préparé"):
            refused(number)
    assert (get_import(number).state, the_devices()) == (ImportState.PREVIEWED, [])


def test_nothing_is_chosen_in_an_import_that_is_being_written(previewed):
    number = previewed("PC-1;Portable;;;;")
    with writing():
        get_import(number).state = ImportState.APPLYING
    with pytest.raises(Conflict, match="trop tard"):
        settle_line(number, the_rows(number)[0].id, "aside")


def test_a_contract_of_software_with_two_publishers_can_be_left_aside():
    take_in(software({"raw_name": "Zoom", "publisher": "A"}, {"raw_name": "Zoom", "publisher": "B"}))
    part = contracts({"title": "Visio", "covered_application": "Zoom"})
    take_in(part)
    assert (outcomes(part), answers(part.records[0])) == (["asked"], ["aside"])
    assert "donnez son éditeur" in part.records[0].reason


def test_a_preview_that_changed_since_it_was_read_is_not_confirmed(previewed):
    two_homonyms()
    number = previewed("PC-1;Portable;;;;5500")
    read = get_import(number).version
    settle_line(number, the_rows(number)[0].id, "new")
    for refused in (ask_to_confirm, confirm_import):
        with pytest.raises(Conflict, match="a changé depuis que vous l’avez ouvert"):
            refused(number, read)
    confirm_import(number, get_import(number).version)
    assert len(the_devices()) == 3


def test_the_software_of_a_machine_chosen_goes_on_it():
    two_homonyms()
    machine, programs = a_part({"name": "PC-1", "model": "1"}), software({"raw_name": "Zoom", "device": "BBB222"})
    machine.records[0].choice = {"device": 1}
    take_in(machine, programs)
    assert outcomes(machine, programs) == ["updated", "created"]
    assert db.session.scalars(select(Installation.device_id)).all() == [2]
    assert machine.records[0].outcome is Outcome.UPDATED
