"""What was seen over the network: printers, network gear, storage, power."""

import re

from inventaire.agents.device import DeviceValues
from inventaire.agents.sections import Leaves, Sections
from inventaire.agents.values import read_text
from inventaire.domain.errors import UnreadableFile
from inventaire.domain.identity import usable_inventory_number, usable_serial
from inventaire.domain.vocabulary import DeviceCategory

UNTOLD = (
    "Ce fichier décrit un élément vu sur le réseau sans dire ce que c’est (« {item} ») : "
    "dites son type à l’agent, ou importez ce matériel par un tableur."
)
KINDS = {  # the words of the agents, SNMP kind first, type of item when it is not told
    "computer": DeviceCategory.COMPUTER,
    "networking": DeviceCategory.OTHER,
    "networkequipment": DeviceCategory.OTHER,
    "phone": DeviceCategory.IP_PHONE,
    "power": DeviceCategory.UPS,
    "printer": DeviceCategory.PRINTER,
    "storage": DeviceCategory.NAS,
    "video": DeviceCategory.OTHER,
    "kvm": DeviceCategory.OTHER,
}
PRINTERS = {  # whole families of products that are of one kind
    DeviceCategory.PRINTER_INKJET: r"officejet|deskjet|ecotank|pixma|ink ?jet|jet d[’']encre",
    DeviceCategory.MFP_COPIER: r"imagerunner|bizhub|taskalfa|aficio|e-studio|copier|copieur",
    DeviceCategory.PRINTER_LASER: r"laserjet|laser|hl-\w*\d+",
}
GEAR = {
    DeviceCategory.FIREWALL: r"firewall|pare-feu|fortigate|stormshield|netasq|sonicwall|pfsense|opnsense",
    DeviceCategory.WIFI_AP: r"access point|aironet|point d[’']acc[èe]s|borne wi-?fi|unifi ap",
    DeviceCategory.ROUTER: r"router|routeur|livebox|transport wr\d+",
    DeviceCategory.SWITCH: r"switch|commutateur|catalyst|nexus|procurve|-(?:8|16|24|28|48|52)[gpt]",
}
FINER = {DeviceCategory.PRINTER: PRINTERS, DeviceCategory.OTHER: GEAR}
ETHERNET = {"6", "62", "69", "117"}  # types of interfaces, as SNMP numbers them
PORTS_OF_A_SWITCH = 8


def describe_network_device(sections: Sections) -> DeviceValues:
    """Give what is known of a device seen over the network; raise UnreadableFile when its kind is not told."""
    said = sections.first("network_device")
    number = usable_inventory_number(read_text(said.get("assettag"), 120))
    serial = usable_serial(read_text(said.get("serial"), 120))
    known = {
        "name": read_text(said.get("name"), 120),
        "category": _category(sections, said).value,
        "manufacturer": read_text(said.get("manufacturer"), 200),
        "model": read_text(said.get("model"), 200),
        "serial": serial,
        "inventory_number": None if number == serial else number,
    }
    return {field: value for field, value in known.items() if value is not None}


def _category(sections: Sections, said: Leaves) -> DeviceCategory:
    kind = KINDS.get(_word(said.get("type"))) or KINDS.get(_word(sections.itemtype))
    if kind is None:
        raise UnreadableFile(UNTOLD.format(item=(read_text(said.get("type")) or sections.itemtype)[:40]))
    if kind not in FINER or _word(said.get("type")) in ("video", "kvm"):
        return kind
    words = " ".join(read_text(said.get(leaf)) or "" for leaf in ("model", "description", "comments"))
    families = FINER[kind].items()
    finer = next((category for category, family in families if re.search(family, words, re.IGNORECASE)), None)
    return finer or (_by_ports(sections) if kind is DeviceCategory.OTHER else kind)


def _by_ports(sections: Sections) -> DeviceCategory:
    """Take what has many sockets for a switch, when no word says better."""
    sockets = sum(str(port.get("iftype")) in ETHERNET for port in sections.kept["network_ports"])
    return DeviceCategory.SWITCH if sockets >= PORTS_OF_A_SWITCH else DeviceCategory.OTHER


def _word(value: object) -> str:
    return (read_text(value) or "").lower()
