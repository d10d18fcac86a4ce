"""What is seen over the network: its kind, its maker, its place."""

import pytest

from inventaire.agents.child import parse_inventory
from inventaire.agents.network import describe_network_device
from inventaire.agents.sections import Sections
from inventaire.domain.errors import UnreadableFile


def described(itemtype="Unmanaged", ports=(), **leaves):
    read = Sections(itemtype=itemtype)
    read.keep("network_device", leaves)
    for kind in ports:
        read.keep("network_ports", {"iftype": kind})
    return describe_network_device(read)


@pytest.mark.parametrize(
    ("told", "category"),
    [
        ({"type": "Printer", "model": "HP LaserJet Pro"}, "printer_laser"),
        ({"type": "PRINTER", "model": "OfficeJet 8010"}, "printer_inkjet"),
        ({"type": "Printer", "model": "bizhub C250i"}, "mfp_copier"),
        ({"type": "Printer", "model": "Valbrume 12"}, "printer"),
        ({"itemtype": "Printer", "model": "Valbrume 12"}, "printer"),
        ({"type": "Networking", "description": "Gigabit Smart Switch"}, "switch"),
        ({"type": "NETWORKING", "model": "VB-24G"}, "switch"),
        ({"itemtype": "NetworkEquipment", "comments": "Stormshield SN210"}, "firewall"),
        ({"type": "Networking", "comments": "Wireless Access Point"}, "wifi_ap"),
        ({"type": "Networking", "model": "Routeur 4G"}, "router"),
        ({"type": "Networking", "model": "X1"}, "other"),
        ({"type": "Storage"}, "nas"),
        ({"type": "Power"}, "ups"),
        ({"type": "Phone"}, "ip_phone"),
        ({"type": "Video", "model": "Switch HDMI"}, "other"),
    ],
)
def test_the_kind_and_the_words_tell_the_category(told, category):
    assert described(**told)["category"] == category


def test_what_has_many_sockets_is_a_switch_and_virtual_ports_are_none():
    assert described("NetworkEquipment", ports=[6] * 8)["category"] == "switch"
    assert described("NetworkEquipment", ports=[6] * 7 + [53] * 20)["category"] == "other"


def test_a_serial_made_up_by_the_maker_is_left_out():
    found = described("Printer", name="imp-01", serial="To be filled by O.E.M.", assettag="VAL-7")
    assert found == {"name": "imp-01", "category": "printer", "inventory_number": "VAL-7"}


def test_an_element_without_a_kind_is_refused_by_its_word():
    with pytest.raises(UnreadableFile, match="Unmanaged"):
        described(type="Unmanaged", name="x")


INFO = "<NAME>sw-01</NAME><TYPE>NETWORKING</TYPE><SERIAL>VB12345</SERIAL><LOCATION>Mairie</LOCATION>"
PORTS = "<PORTS>" + "<PORT><IFTYPE>6</IFTYPE></PORT>" * 10 + "</PORTS>"


def answer(device, query="SNMPQUERY"):
    return f"<REQUEST><CONTENT>{device}</CONTENT><DEVICEID>x</DEVICEID><QUERY>{query}</QUERY></REQUEST>".encode()


def test_an_answer_to_snmp_is_read_with_its_sockets_and_its_place():
    found = parse_inventory(answer(f"<DEVICE><INFO>{INFO}</INFO>{PORTS}</DEVICE>"))
    assert found["device"] == {"name": "sw-01", "category": "switch", "serial": "VB12345"}
    assert (found["location"], found["format"], found["software"]) == ("Mairie", "fusioninventory_xml", [])


def test_a_discovery_is_read_too():
    device = "<DEVICE><SNMPHOSTNAME>imp-01</SNMPHOSTNAME><TYPE>PRINTER</TYPE><MODEL>Laser 3</MODEL></DEVICE>"
    found = parse_inventory(answer(device, "NETDISCOVERY"))
    assert found["device"] == {"name": "imp-01", "category": "printer_laser", "model": "Laser 3"}


def test_several_elements_in_one_file_are_refused_with_what_to_do():
    one = f"<DEVICE><INFO>{INFO}</INFO></DEVICE>"
    with pytest.raises(UnreadableFile, match="un fichier par équipement"):
        parse_inventory(answer(one + one))
