"""Agents' files by the thousand: two parts, each line with its file, and software that goes as it came."""

import json
import zipfile

import pytest
from sqlalchemy import func, select

from inventaire.domain.errors import Conflict
from inventaire.models import Application, AuditLine, Device, Installation, Site, db
from inventaire.models.bulk import remove_all
from inventaire.services.database import writing
from inventaire.services.imports.batch import confirm_import, get_import, run_import
from inventaire.services.imports.choices import settle_line
from inventaire.services.imports.line import line_of, next_asked
from inventaire.services.imports.preview import preview, read_files
from inventaire.services.imports.undo import undo_import
from tests.services.inventories import a_part, counts, picture, prepare_import, software, take_in


@pytest.fixture(autouse=True)
def _in_town(town):
    pass


def agent(name, *programs, tag=None, monitors=(), partial=False, **content):
    content = {
        "hardware": {"name": name, "chassis_type": "Desktop"},
        "bios": {"ssn": f"SER-{name}"},
        "softwares": [{"name": program, "version": "1.0"} for program in programs],
        "monitors": list(monitors),
    } | content
    return {"deviceid": name, "tag": tag, "partial": partial, "content": content}


@pytest.fixture
def folder(tmp_path):
    """Write agents' files, and give the folder as `importer` takes it."""

    def write(**files):
        place = tmp_path / "parc"
        place.mkdir(exist_ok=True)
        for old in place.iterdir():
            old.unlink()
        for name, inventory in files.items():
            text = inventory if isinstance(inventory, str) else json.dumps(inventory)
            (place / f"{name}.json").write_text(text, "utf-8")
        return [(place, "parc")]

    return write


def take(files):
    return counts(run_import(files)[1])


def installed():
    rows = db.session.execute(
        select(Device.name, Application.raw_name)
        .select_from(Installation)
        .join(Device, Device.id == Installation.device_id)
        .join(Application, Application.id == Installation.application_id)
    )
    return sorted(f"{device} {application}" for device, application in rows)


def test_a_folder_is_two_parts_and_each_line_says_its_file(folder):
    files = folder(un=agent("PC-1", "GIMP", "VLC"), deux=agent("PC-2", "GIMP"), trois="rien")
    machines, programs = read_files(files)
    assert [(record.source, record.outcome.value) for record in machines.records] == [
        ("deux.json", "created"),
        ("trois.json", "refused"),
        ("un.json", "created"),
    ]
    assert "n’est pas un inventaire d’agent" in machines.records[1].faults[0]["reason"]
    assert [(record.source, record.line) for record in programs.records] == [
        ("deux.json", 1),
        ("un.json", 1),
        ("un.json", 2),
    ]


def test_an_archive_goes_from_preview_to_inventory_and_back(tmp_path):
    path = tmp_path / "parc.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("PC-1", "PC-2"):
            archive.writestr(f"{name}.json", json.dumps(agent(name, "GIMP")))
    batch = prepare_import([(path, path.name)])
    confirm_import(batch.number)
    assert installed() == ["PC-1 GIMP", "PC-2 GIMP"]
    assert take([(path, path.name)]) == {"unchanged": 4}
    undo_import(2)
    undo_import(1)
    assert picture() == []


def test_the_reading_tells_how_far_it_is(folder):
    told = []
    read_files(folder(a=agent("PC-1"), b="rien"), tell=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_two_files_of_one_machine_are_asked_about_by_the_name_of_the_file(folder):
    (machines, _) = preview(folder(a=agent("PC-1"), b=agent("PC-1")))
    assert [record.outcome.value for record in machines.records] == ["created", "asked"]
    assert "«\u00a0a.json\u00a0»" in machines.records[1].reason


def test_of_two_files_of_one_machine_one_counts_and_what_else_the_other_tells_stays(folder):
    screen = {"serial": "SCREEN-1", "manufacturer": "Valbrume"}
    number = prepare_import(folder(a=agent("PC-1", monitors=[screen]), b=agent("PC-1"))).number
    asked = next_asked(number)
    ((without, _),) = line_of(number, asked).rivals
    settle_line(number, asked, without)
    confirm_import(number)
    assert sites() == {"SER-PC-1": None, "SCREEN-1": None}
    assert get_import(number).files[0] | {"created": 2, "ignored": 1, "asked": 0} == get_import(number).files[0]


def test_remarks_made_of_many_files_are_made_once(folder):
    content = {f"pc{n}": agent(f"PC-{n}", tag="DSI", monitors=[{"serial": "0"}]) for n in range(3)}
    notes = read_files(folder(**content))[0].notes
    assert "Étiquette de l’agent\u00a0: DSI. (3 fichiers)" in notes
    assert "Écrans sans numéro de série, laissés de côté\u00a0: 3." in notes
    many = read_files(folder(**{f"pc{n}": agent(f"PC-{n}", tag=f"Étiquette {n}") for n in range(30)}))[0].notes
    assert len(many) == 21
    assert "10 autres remarques" in many[-1]


def a_site(name):
    with writing() as session:
        session.add(Site(name=name))


def sites():
    rows = db.session.execute(select(Device.serial, Site.name).outerjoin(Site, Site.id == Device.site_id))
    return dict(map(tuple, rows))


def test_a_label_that_names_a_site_gives_it_to_a_machine_that_has_none(folder):
    a_site("École Jaurès")
    take(folder(a=agent("PC-1"), b=agent("PC-2", tag="ailleurs")))
    assert sites() == {"SER-PC-1": None, "SER-PC-2": None}
    take(folder(a=agent("PC-1", tag="école  jaurès", monitors=[{"serial": "SCREEN-1"}])))
    assert sites() == {"SER-PC-1": "École Jaurès", "SER-PC-2": None, "SCREEN-1": "École Jaurès"}


def test_a_label_does_not_move_a_machine_that_stands_somewhere_nor_its_screens(folder):
    a_site("Mairie")
    a_site("Crèche")
    take(folder(a=agent("PC-1", tag="Mairie")))
    assert take(folder(a=agent("PC-1", tag="Crèche", monitors=[{"serial": "SCREEN-1"}])))["unchanged"] == 1
    assert sites() == {"SER-PC-1": "Mairie", "SCREEN-1": "Mairie"}


def test_a_label_does_not_move_a_machine_whose_other_values_change(folder):
    a_site("Mairie")
    a_site("Crèche")
    take(folder(a=agent("PC-1", tag="Mairie")))
    bios = {"ssn": "SER-PC-1", "smodel": "5500"}
    assert take(folder(a=agent("PC-1", tag="Crèche", bios=bios))) == {"updated": 1}
    assert sites() == {"SER-PC-1": "Mairie"}


def test_a_screen_that_two_computers_name_counts_once(folder):
    screen = {"serial": "SCREEN-1", "manufacturer": "Valbrume"}
    found = take(folder(a=agent("PC-1", monitors=[screen]), b=agent("PC-2", monitors=[screen])))
    assert found == {"created": 3, "ignored": 1}


def test_what_an_agent_says_vaguely_does_not_blur_what_is_known(folder):
    take(
        folder(a={"itemtype": "Printer", "content": {"network_device": {"serial": "IMP-0001", "model": "LaserJet 5"}}})
    )
    vague = {"itemtype": "Printer", "content": {"network_device": {"serial": "IMP-0001", "model": "LJ 5"}}}
    take(folder(a=vague | {"deviceid": "x"}))
    assert db.session.scalars(select(Device.category)).one().value == "printer_laser"


def test_software_that_a_whole_inventory_no_longer_lists_is_proposed_for_removal_then_removed(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC"), b=agent("PC-2", "VLC")))
    once = picture()
    parts = preview(folder(a=agent("PC-1", "GIMP")))
    assert counts(parts) == {"unchanged": 2, "removed": 1}
    gone = parts[1].records[-1]
    assert (gone.values["raw_name"], gone.values["device"]) == ("VLC", "SER-PC-1")
    assert "ne le liste plus" in gone.reason
    assert picture() == once
    assert take(folder(a=agent("PC-1", "GIMP"))) == {"unchanged": 2, "removed": 1}
    assert installed() == ["PC-1 GIMP", "PC-2 VLC"]
    assert take(folder(a=agent("PC-1", "GIMP"))) == {"unchanged": 2}
    undo_import(3)
    undo_import(2)
    assert picture() == once
    undo_import(1)
    assert picture() == []


def test_a_removal_that_was_shown_is_written_when_it_is_confirmed(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    batch = prepare_import(folder(a=agent("PC-1", "GIMP")))
    assert batch.files[1]["removed"] == 1
    confirm_import(batch.number)
    assert installed() == ["PC-1 GIMP"]
    undo_import(batch.number)
    assert installed() == ["PC-1 GIMP", "PC-1 VLC"]


def test_a_removal_that_became_void_is_shown_anew_and_removes_nothing(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    first, second = (prepare_import(folder(a=agent("PC-1", "GIMP"))) for _ in range(2))
    confirm_import(first.number)
    with pytest.raises(Conflict):
        confirm_import(second.number)
    assert second.files[1]["removed"] == 0
    confirm_import(second.number)
    assert installed() == ["PC-1 GIMP"]


def test_an_inventory_that_is_partial_or_lists_no_software_removes_nothing(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    assert take(folder(a=agent("PC-1", "GIMP", partial=True))) == {"unchanged": 2}
    assert take(folder(a=agent("PC-1"))) == {"unchanged": 1}
    assert installed() == ["PC-1 GIMP", "PC-1 VLC"]


def test_what_another_file_recorded_is_not_proposed_for_removal(folder):
    take(folder(a=agent("PC-1", "GIMP")))
    take_in(software({"raw_name": "Paie", "device": "SER-PC-1"}))
    assert take(folder(a=agent("PC-1", "GIMP"))) == {"unchanged": 2}
    assert installed() == ["PC-1 GIMP", "PC-1 Paie"]


def test_components_of_the_system_are_left_aside_and_not_taken_for_gone(folder):
    take(folder(a=agent("PC-1", "libvalbrume1")))
    package = {"softwares": [{"name": "libvalbrume1", "version": "2", "from": "deb"}]}
    assert take(folder(a=agent("PC-1") | {"content": agent("PC-1")["content"] | package})) == {
        "unchanged": 1,
        "ignored": 1,
    }
    assert installed() == ["PC-1 libvalbrume1"]


def test_a_removal_is_traced_and_so_is_its_undoing(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    take(folder(a=agent("PC-1", "GIMP")))
    undo_import(2)
    lines = select(AuditLine.action, func.count()).where(AuditLine.subject == "installation").group_by(AuditLine.action)
    assert dict(map(tuple, db.session.execute(lines))) == {"created": 3, "deleted": 1}


def test_undoing_a_removal_puts_nothing_back_where_the_machine_has_gone_since(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC"), b=agent("PC-2")))
    take(folder(a=agent("PC-1", "GIMP")))
    with writing() as session:
        remove_all(session, Installation, session.scalars(select(Installation.id)).all())
        remove_all(session, Device, session.scalars(select(Device.id).where(Device.name == "PC-1")).all())
    undo_import(2)
    assert installed() == []


def test_undoing_a_removal_leaves_alone_what_came_back_since(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    take(folder(a=agent("PC-1", "GIMP")))
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    undo_import(2)
    assert installed() == ["PC-1 GIMP", "PC-1 VLC"]


def test_the_software_of_a_machine_that_is_not_written_waits_and_none_of_another_s_goes(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC"), b=agent("PC-2", "GIMP")))
    before = picture()
    both = agent("PC-X", "Outil", bios={"ssn": "SER-PC-1", "assettag": "INV-2"})
    take_in(a_part({"name": "PC-2", "serial": "SER-PC-2", "inventory_number": "INV-2"}))
    found = preview(folder(c=both))
    assert [record.outcome.value for part in found for record in part.records] == ["asked", "ignored"]
    assert "ses logiciels attendent" in found[1].records[0].reason.replace("\u00a0", " ")
    take(folder(c=both))
    assert installed() == ["PC-1 GIMP", "PC-1 VLC", "PC-2 GIMP"]
    assert len(picture()) >= len(before)


def test_the_software_follows_once_its_machine_is_settled(folder):
    take(folder(a=agent("PC-1", "GIMP"), b=agent("PC-2", "GIMP")))
    take_in(a_part({"name": "PC-2", "serial": "SER-PC-2", "inventory_number": "INV-2"}))
    batch = prepare_import(folder(c=agent("PC-X", "Outil", bios={"ssn": "SER-PC-1", "assettag": "INV-2"})))
    row = next_asked(batch.number)
    pc1 = db.session.scalars(select(Device.id).where(Device.serial == "SER-PC-1")).one()
    settle_line(batch.number, row, f"device:{pc1}")
    confirm_import(batch.number)
    assert "PC-X Outil" in installed()


def test_two_files_of_one_machine_sent_side_by_side_take_nothing_away(folder, tmp_path):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    first, second = tmp_path / "un.json", tmp_path / "deux.json"
    first.write_text(json.dumps(agent("PC-1", "GIMP", "VLC")))
    second.write_text(json.dumps(agent("PC-1", "GIMP")))
    take([(first, "un.json"), (second, "deux.json")])
    assert installed() == ["PC-1 GIMP", "PC-1 VLC"]


def test_settling_a_machine_proposes_to_remove_what_it_no_longer_lists(folder):
    take(folder(a=agent("PC-1", "GIMP", "VLC")))
    take_in(a_part({"name": "PC-2", "serial": "SER-PC-2", "inventory_number": "INV-2"}))
    batch = prepare_import(folder(c=agent("PC-X", "GIMP", bios={"ssn": "SER-PC-1", "assettag": "INV-2"})))
    assert (batch.files[0]["asked"], batch.files[1]["removed"]) == (1, 0)
    pc1 = db.session.scalars(select(Device.id).where(Device.serial == "SER-PC-1")).one()
    row = next_asked(batch.number)
    settle_line(batch.number, row, f"device:{pc1}")
    assert get_import(batch.number).files[1]["removed"] == 1
    confirm_import(batch.number)
    assert installed() == ["PC-X GIMP"]
    undo_import(batch.number)
    assert installed() == ["PC-1 GIMP", "PC-1 VLC"]
