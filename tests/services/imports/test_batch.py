"""A batch is written once, whole, as it was shown; or not at all."""

import pytest
from sqlalchemy import func, select, update

from inventaire.domain.device_life import Act
from inventaire.domain.errors import Conflict, NotFound, WouldLose
from inventaire.domain.imports import ImportState
from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.domain.partial_date import PartialDate
from inventaire.models import AuditLine, Device, DeviceEvent, Import, ImportRow, Site, db
from inventaire.services.device import create_device, update_device
from inventaire.services.imports import batch as batches
from inventaire.services.imports.batch import confirm_import, get_import, write_batch
from inventaire.services.imports.undo import edits_since, undo_import
from inventaire.services.meter import create_meter, link_device
from tests.services.inventories import a_part, counts, picture, prepare_import, software, take_in

LAPTOP = "PC-1;Ordinateur portable;1;ABC123;Mairie;5500"
JAVA = {"raw_name": "Java", "device": "ABC123"}
HEAD = "Nom;Catégorie;Quantité;Numéro de série;Site;Modèle"


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


@pytest.fixture
def a_csv(tmp_path):
    def write(*lines, name="parc.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        return path, name

    return write


def rows(number):
    found = get_import(number).id
    return list(db.session.scalars(select(ImportRow).where(ImportRow.import_id == found).order_by(ImportRow.id)))


def test_confirming_writes_exactly_what_was_previewed(a_csv):
    take_in(a_part({"serial": "ABC123", "model": "5490"}))
    kept = prepare_import([a_csv(LAPTOP, "PC-2;Ordinateur fixe;1;XYZ789;Mairie;7010")])
    shown = [(row.outcome.value, row.changes, row.values) for row in rows(kept.number)]
    before = picture()
    assert [outcome for outcome, _, _ in shown] == ["updated", "created"]
    done = confirm_import(kept.number)
    assert done.state is ImportState.APPLIED
    assert [(row.outcome.value, row.changes, row.values) for row in rows(kept.number)] == shown
    changed = db.session.scalars(select(Device).where(Device.serial == "ABC123")).one()
    assert (changed.name, changed.model, changed.site.name) == ("PC-1", "5500", "Mairie")
    assert picture() != before


def test_a_preview_leaves_the_inventory_alone(a_csv):
    prepare_import([a_csv(LAPTOP)])
    assert picture() == []


def test_confirming_twice_is_refused(a_csv):
    number = prepare_import([a_csv(LAPTOP)]).number
    confirm_import(number)
    once = picture()
    with pytest.raises(Conflict, match="déjà été appliqué"):
        confirm_import(number)
    assert picture() == once


def test_an_import_taken_back_cannot_be_confirmed_again(a_csv):
    number = prepare_import([a_csv(LAPTOP)]).number
    confirm_import(number)
    undo_import(number)
    with pytest.raises(Conflict, match="déjà été annulé"):
        confirm_import(number)


def test_an_inventory_that_moved_without_touching_the_preview_does_not_stop_it(a_csv):
    number = prepare_import([a_csv(LAPTOP)]).number
    take_in(a_part({"serial": "XYZ789"}))
    assert confirm_import(number).state is ImportState.APPLIED


def test_an_inventory_that_moved_under_the_preview_makes_it_anew_and_writes_nothing_else(a_csv):
    number = prepare_import([a_csv(LAPTOP)]).number
    take_in(a_part({"serial": "ABC123", "model": "5490"}))
    before = picture()
    with pytest.raises(Conflict, match="Voici l’aperçu à jour"):
        confirm_import(number)
    assert picture() == before
    (row,) = rows(number)
    assert (row.outcome.value, row.changes["model"]) == ("updated", ["5490", "5500"])
    assert get_import(number).files[0]["updated"] == 1
    assert confirm_import(number).state is ImportState.APPLIED


def test_a_line_that_was_asked_about_is_compared_afresh(a_csv):
    first = take_in(a_part({"serial": "ABC123", "name": "PC-1"}), a_part({"serial": "XYZ789", "name": "PC-1"}))
    number = prepare_import([a_csv("PC-1;Ordinateur portable;1;;;5500")]).number
    assert [row.outcome.value for row in rows(number)] == ["asked"]
    undo_import(first.number)
    with pytest.raises(Conflict):
        confirm_import(number)
    (row,) = rows(number)
    assert (row.outcome.value, row.reason) == ("created", None)
    confirm_import(number)
    assert db.session.scalar(select(Device.model)) == "5500"


def test_a_line_whose_machine_has_gone_becomes_a_new_one(a_csv):
    first = take_in(a_part({"serial": "ABC123"}))
    number = prepare_import([a_csv("PC-1;Ordinateur portable;1;ABC123;;5500")]).number
    undo_import(first.number)
    with pytest.raises(Conflict):
        confirm_import(number)
    confirm_import(number)
    assert db.session.scalar(select(Device.model)) == "5500"


def test_software_refused_for_its_machine_is_taken_once_the_machine_is_there():
    part = software({"raw_name": "LibreOffice", "device": "ABC123"})
    take_in(part)
    assert counts([part]) == {"refused": 1}
    take_in(a_part({"serial": "ABC123"}))
    take_in(part)
    assert counts([part]) == {"created": 1}
    assert part.records[0].faults == []


def test_a_fault_midway_leaves_nothing(monkeypatch):
    def fall(*_):
        raise RuntimeError("le disque est plein")

    before = db.session.scalar(select(func.max(AuditLine.id)))
    monkeypatch.setattr(batches, "write_applications", fall)
    with pytest.raises(RuntimeError):
        take_in(a_part({"serial": "ABC123", "site": "Mairie"}), software({"raw_name": "Zoom Pro"}))
    assert picture() == []
    assert db.session.scalar(select(func.count()).select_from(Import)) == 0
    assert db.session.scalar(select(func.max(AuditLine.id))) == before


def test_a_fault_midway_of_a_confirmation_leaves_the_preview_as_it_was(a_csv, monkeypatch):
    number = prepare_import([a_csv(LAPTOP)]).number
    monkeypatch.setattr(batches, "_finish", lambda _batch: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        confirm_import(number)
    assert picture() == []
    assert get_import(number).state is ImportState.PREVIEWED


def test_a_writing_without_an_import_does_not_bear_the_number_of_the_last_one():
    take_in(a_part({"serial": "ABC123"}))
    device = create_device({"category": "tablet"})
    line = db.session.scalars(
        select(AuditLine).where(AuditLine.subject == "device", AuditLine.subject_id == device.id)
    ).one()
    assert line.import_id is None


def test_numbers_of_imports_follow_each_other_and_an_unknown_one_is_told():
    assert [take_in(a_part({"serial": f"ABC12{rank}"})).number for rank in range(3)] == [1, 2, 3]
    with pytest.raises(NotFound, match="n° 9"):
        get_import(9)


def test_an_empty_batch_is_an_import_of_nothing():
    assert write_batch([]).state is ImportState.APPLIED


def the_device():
    return db.session.scalars(select(Device).order_by(Device.id)).first()


def test_undoing_brings_back_the_rows_that_were_changed():
    take_in(
        a_part({"serial": "ABC123", "model": "5490", "site": "Mairie", "purchased_on": "2018"}),
        software(
            {"raw_name": "Zoom Pro", "seats": 5, "department": "Finances"},
            {"raw_name": "Java", "device": "ABC123", "version": "8"},
        ),
    )
    before = picture()
    changed = take_in(
        a_part(
            {
                "serial": "ABC123",
                "model": "5500",
                "site": "Mairie",
                "site_kind": "town_hall",
                "purchased_on": "2018-03",
                "category": "tablet",
            },
            {"serial": "XYZ789", "site": "École", "department": "Écoles"},
        ),
        software(
            {"raw_name": "Zoom Pro", "seats": 8, "department": "État civil", "contract_ends_on": "2027-01-31"},
            {"raw_name": "Java", "device": "ABC123", "version": "17"},
            {"raw_name": "Java", "device": "XYZ789", "version": "17"},
        ),
    )
    assert picture() != before
    undo_import(changed.number)
    assert picture() == before


def test_undoing_is_refused_with_the_names_of_what_was_edited_since():
    first = take_in(a_part({"name": "PC-ACCUEIL", "serial": "ABC123"}, {"name": "PC-2", "serial": "XYZ789"}))
    device = the_device()
    update_device(device.id, device.version, {"comment": "Écran fêlé"})
    before = picture()
    with pytest.raises(Conflict, match=r"1 fiche.*PC-ACCUEIL") as refusal:
        undo_import(first.number)
    assert "PC-2" not in str(refusal.value)
    assert picture() == before


def test_undoing_is_refused_when_a_later_import_changed_the_same_row_until_that_one_is_undone():
    first = take_in(a_part({"name": "PC-1", "serial": "ABC123", "model": "5490"}))
    second = take_in(a_part({"serial": "ABC123", "model": "5500"}))
    with pytest.raises(Conflict, match="PC-1"):
        undo_import(first.number)
    undo_import(second.number)
    undo_import(first.number)
    assert picture() == []


def test_undoing_works_after_a_later_import_of_other_rows():
    first = take_in(a_part({"serial": "ABC123", "site": "Mairie"}))
    take_in(a_part({"serial": "XYZ789", "site": "École"}))
    undo_import(first.number)
    assert [device.serial for device in db.session.scalars(select(Device))] == ["XYZ789"]


def test_undoing_keeps_a_site_used_since():
    first = take_in(a_part({"serial": "ABC123", "site": "Mairie", "department": "Finances"}))
    take_in(a_part({"serial": "XYZ789", "site": "Mairie", "department": "Finances"}))
    undo_import(first.number)
    kept = the_device()
    assert (kept.serial, kept.site.name, kept.department.name) == ("XYZ789", "Mairie", "Finances")


def test_undoing_keeps_the_site_of_a_meter():
    number = take_in(a_part({"name": "PC-1", "site": "École"})).number
    create_meter({"name": "Prise", "measures": MeterKind.SOCKET, "reads": ReadingKind.INDEX, "site_id": 1})
    undo_import(number)
    assert (db.session.get(Site, 1).name, db.session.scalars(select(Device)).all()) == ("École", [])


def test_undoing_is_refused_when_a_machine_of_the_import_has_since_been_metered_or_mended():
    number = take_in(a_part({"name": "PC-1", "serial": "S1"}, {"name": "PC-2", "serial": "S2"})).number
    meter = create_meter({"name": "Prise", "measures": MeterKind.SOCKET, "reads": ReadingKind.INDEX})
    link_device(meter.id, "PC-1")
    db.session.add(DeviceEvent(device_id=2, act=Act.REPAIRED, happened_on=PartialDate(2026)))
    db.session.commit()
    names = [edit.name for edit in edits_since(number)]
    assert names == ["ce qui est arrivé à «\u00a0PC-2\u00a0»", "compteur relié à «\u00a0PC-1\u00a0»"]
    with pytest.raises(WouldLose, match="compteur relié à"):
        undo_import(number)


def test_undoing_an_import_that_named_the_kind_of_a_site_gone_since_still_works():
    first = take_in(a_part({"serial": "ABC123", "site": "Mairie"}))
    second = take_in(a_part({"serial": "XYZ789", "site": "Mairie", "site_kind": "town_hall"}))
    device = db.session.scalars(select(Device).where(Device.serial == "XYZ789")).one()
    db.session.execute(update(Device).where(Device.id == device.id).values(site_id=None))
    db.session.commit()
    undo_import(first.number)
    undo_import(second.number)
    assert picture() == []


def test_undoing_is_refused_when_software_came_since_onto_a_machine_of_the_import():
    first = take_in(a_part({"serial": "ABC123"}))
    take_in(software({"raw_name": "LibreOffice", "device": "ABC123"}))
    with pytest.raises(Conflict, match="LibreOffice"):
        undo_import(first.number)


def test_what_an_undoing_would_lose_is_listed_whole_with_who_and_by_which_import():
    lines = [{"name": f"PC-{rank:02}", "serial": f"SERIE-{rank:02}"} for rank in range(12)]
    first = take_in(a_part(*lines))
    take_in(a_part(*[line | {"model": "5500"} for line in lines]))
    take_in(software({"raw_name": "LibreOffice", "device": "SERIE-03"}))
    found = edits_since(first.number)
    assert [edit.name for edit in found[:12]] == [f"PC-{rank:02}" for rank in range(12)]
    assert {(edit.who, edit.import_number, edit.there) for edit in found[:12]} == {("test", 2, True)}
    assert [edit.name for edit in found[12:]] == ["installation de «\u00a0LibreOffice\u00a0» ajoutée depuis"]
    with pytest.raises(Conflict, match="13 fiche"):
        undo_import(first.number)


def test_an_import_is_undone_once():
    first = take_in(a_part({"serial": "ABC123"}))
    undo_import(first.number)
    with pytest.raises(Conflict, match="n’est pas appliqué"):
        undo_import(first.number)


def test_a_preview_cannot_be_undone(a_csv):
    number = prepare_import([a_csv(LAPTOP)]).number
    with pytest.raises(Conflict, match="n’est pas appliqué"):
        undo_import(number)


def test_every_write_of_an_import_and_of_its_undoing_leaves_its_line():
    take_in(
        a_part({"serial": "ABC123", "site": "Mairie", "department": "Finances"}),
        software({"raw_name": "Java", "device": "ABC123"}),
    )
    undo_import(1)
    kept = db.session.execute(
        select(AuditLine.subject, AuditLine.action)
        .where(AuditLine.import_id == get_import(1).id)
        .order_by(AuditLine.id)
    ).all()
    subjects = {"site", "department", "device", "application", "installation"}
    for action in ("created", "deleted"):
        assert {subject for subject, done in kept if done == action} >= subjects
