"""The category of a machine, and whether it is one."""

import pytest

from inventaire.agents.chassis import category_of, hypervisor_of
from inventaire.agents.sections import Sections
from inventaire.domain.vocabulary import DeviceCategory


def sections(**items):
    read = Sections()
    for section, leaves in items.items():
        read.keep(section, leaves)
    return read


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("Laptop", DeviceCategory.LAPTOP),
        ("Notebook", DeviceCategory.LAPTOP),
        ("Sub Notebook", DeviceCategory.LAPTOP),
        ("Convertible", DeviceCategory.LAPTOP),
        ("Desktop", DeviceCategory.DESKTOP_TOWER),
        ("Low Profile Desktop", DeviceCategory.DESKTOP_TOWER),
        ("Mini Tower", DeviceCategory.DESKTOP_TOWER),
        ("SFF", DeviceCategory.DESKTOP_TOWER),
        ("Mini PC", DeviceCategory.MINI_PC),
        ("Stick PC", DeviceCategory.MINI_PC),
        ("All in One", DeviceCategory.ALL_IN_ONE),
        ("Rack Mount Chassis", DeviceCategory.SERVER_RACK),
        ("Main Server Chassis", DeviceCategory.SERVER_RACK),
        ("Tablet", DeviceCategory.TABLET),
        ("Lunch machine", DeviceCategory.COMPUTER),
        ("", DeviceCategory.COMPUTER),
    ],
)
def test_the_case_tells_the_category_for_both_families_of_agents(word, category):
    assert category_of(sections(hardware={"chassis_type": word})) is category
    assert category_of(sections(HARDWARE={}, BIOS={"TYPE": word})) is category


def test_an_android_device_with_a_sim_card_is_a_telephone():
    android = {"full_name": "Snow Cone Android 12.0 api 31"}
    assert category_of(sections(operatingsystem=android, simcards={})) is DeviceCategory.SMARTPHONE
    assert category_of(sections(operatingsystem=android)) is DeviceCategory.COMPUTER


@pytest.mark.parametrize("word", ["Docker", "VMware", "Hyper-V", "QEMU", "Xen", "VirtualBox"])
def test_the_agent_says_that_a_machine_is_virtual(word):
    assert hypervisor_of(sections(hardware={"vmsystem": word})) == word


def test_a_maker_of_virtual_machines_is_enough_when_the_agent_says_nothing():
    assert hypervisor_of(sections(bios={"smanufacturer": "VMware, Inc."})) == "VMware"
    assert hypervisor_of(sections(bios={"smanufacturer": "Dell Inc.", "smodel": "Precision 3541"})) is None


def test_a_machine_that_the_agent_calls_physical_is_one():
    assert hypervisor_of(sections(hardware={"vmsystem": "Physical"}, bios={"smodel": "KVM"})) is None
