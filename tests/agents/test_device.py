"""The machine that an agent describes."""

import pytest

from inventaire.agents.device import describe_device
from inventaire.agents.sections import Sections


def described(*items):
    sections = Sections()
    for section, leaves in items:
        sections.keep(section, leaves)
    return describe_device(sections)


def test_what_the_agent_does_not_say_is_absent():
    assert described(("hardware", {"name": "pc-1"})) == {"name": "pc-1", "category": "computer"}


@pytest.mark.parametrize("junk", ["To Be Filled By O.E.M.", "Default string", "0000000000", "None", ""])
def test_what_makers_write_for_nothing_is_not_kept(junk):
    bios = {"smanufacturer": junk, "smodel": junk, "ssn": junk, "assettag": junk, "mmanufacturer": "ASRock"}
    assert described(("bios", bios)).keys() <= {"category", "manufacturer", "model"}
    assert not {"serial", "inventory_number"} & described(("bios", bios)).keys()


def test_the_motherboard_names_the_maker_of_an_assembled_machine():
    board = {"smanufacturer": "To be filled by O.E.M.", "mmanufacturer": "ASRock", "mmodel": "B450M Pro4"}
    assert described(("bios", board)) == {
        "category": "computer",
        "manufacturer": "ASRock",
        "model": "B450M Pro4",
    }


def test_an_asset_tag_that_copies_the_serial_is_not_an_inventory_number():
    assert "inventory_number" not in described(("bios", {"ssn": "CZC0479792", "assettag": "CZC0479792"}))


def test_the_kernel_of_linux_is_not_the_version_of_the_system():
    values = described(
        ("hardware", {"osname": "Debian GNU/Linux 12 (bookworm)", "osversion": "6.1.0-37-amd64"}),
        (
            "operatingsystem",
            {"full_name": "Debian GNU/Linux 12 (bookworm)", "kernel_version": "6.1.0-37-amd64"},
        ),
    )
    assert values["operating_system"] == "Debian GNU/Linux 12 (bookworm)"
    assert "operating_system_version" not in values


def test_the_kernel_of_windows_tells_its_release():
    system = {"full_name": "Microsoft Windows 10 Professionnel", "kernel_version": "10.0.19045"}
    assert described(("operatingsystem", system))["operating_system_version"] == "10.0.19045"


def test_without_a_section_about_the_system_that_of_the_hardware_is_read():
    values = described(("HARDWARE", {"OSNAME": "Debian GNU/Linux 12", "OSVERSION": "12"}))
    assert (values["operating_system"], values["operating_system_version"]) == ("Debian GNU/Linux 12", "12")


def test_memory_is_that_of_the_modules_when_they_are_listed():
    system = ("hardware", {"memory": 7800})
    assert described(system)["memory_gb"] == 7.6
    assert described(system, ("memories", {"capacity": 4096}), ("memories", {"capacity": "4096"}))["memory_gb"] == 8
    assert described(system, ("memories", {"capacity": "No"}))["memory_gb"] == 7.6


def test_only_fixed_disks_count():
    values = described(
        ("storages", {"name": "nvme0n1", "disksize": 256060}),
        ("storages", {"name": "sdb", "model": "Ultra", "interface": "USB", "disksize": 32000}),
        ("storages", {"name": "sr0", "type": "cdrom", "disksize": 4700}),
        ("storages", {"name": "zram0", "disksize": 8000}),
    )
    assert (values["storage_gb"], values["storage_kind"]) == (256, "ssd")


@pytest.mark.parametrize(
    ("models", "kind"),
    [
        (["SAMSUNG SSD 870", "Micron NVMe"], "ssd"),
        (["HDD ST1000DM003"], "hdd"),
        (["SSD 870", "HDD ST1000DM003"], None),
        (["KINGSTON SA400"], None),
        (["SSD 870", "ST1000DM003"], None),
    ],
)
def test_the_kind_of_disk_is_told_only_when_all_are_known_and_alike(models, kind):
    disks = [("storages", {"name": f"sd{n}", "model": model, "disksize": 1}) for n, model in enumerate(models)]
    assert described(*disks).get("storage_kind") == kind


def test_a_text_too_long_for_its_field_is_left_unknown():
    assert "model" not in described(("bios", {"smodel": "x" * 201}))
    assert "name" not in described(("hardware", {"name": "x" * 121}))
