"""An agent's file as it is handed over: one machine, its software, and what was left aside."""

from typing import TypedDict

from inventaire.agents.chassis import hypervisor_of
from inventaire.agents.device import DeviceValues, describe_device
from inventaire.agents.monitors import describe_monitors
from inventaire.agents.network import describe_network_device
from inventaire.agents.recognition import FUSION_XML, GLPI_JSON, OCS_XML
from inventaire.agents.refusals import MANY_PROGRAMS, NO_MACHINE
from inventaire.agents.sections import LEFT_ASIDE, PERSONAL, Leaves, Sections
from inventaire.agents.values import read_day, read_text
from inventaire.domain.errors import TooLarge, UnreadableFile
from inventaire.domain.identity import JUNK, bare
from inventaire.domain.vocabulary import DeviceCategory

FUSION_SECTIONS = ("operatingsystem", "network_device")  # which the agents of OCS never write
MOST_PROGRAMS = 20_000  # on one machine: a whole system of packages has a quarter of them
RECOGNISABLE = {"name", "serial", "uuid", "inventory_number"}
VIRTUAL = "C’est une machine virtuelle ou un conteneur ({kind}) : elle ne compte pas comme un matériel."
PARTIAL = "Inventaire partiel : ce qui n’y figure pas reste tel quel."
NO_KEY = "Ni numéro de série ni UUID exploitables : ce matériel ne peut être reconnu que par son nom."
NAMELESS = "Logiciels sans nom lisible, laissés de côté : {count}."
PRIVATE = "Les données personnelles du fichier (utilisateurs, groupes, processus, sessions) n’ont pas été lues."


class Software(TypedDict):
    """A program as the agent names it; days are AAAA-MM-JJ."""

    raw_name: str
    publisher: str | None
    version: str | None
    source: str | None
    section: str | None
    installed_on: str | None


class AgentInventory(TypedDict):
    """What an agent says of one machine; `device` holds only the fields that are known."""

    format: str
    agent: str | None
    tag: str | None
    location: str | None
    virtual: bool
    partial: bool
    device: DeviceValues
    monitors: list[DeviceValues]
    software: list[Software]
    left_aside: dict[str, int]
    notes: list[str]


def describe(sections: Sections, *, is_json: bool) -> AgentInventory:
    """Understand what was read; raise UnreadableFile when nothing says which machine it is."""
    seen_from_afar = bool(sections.kept["network_device"])
    device = describe_network_device(sections) if seen_from_afar else describe_device(sections)
    if not device.keys() & RECOGNISABLE:
        raise UnreadableFile(NO_MACHINE)
    monitors, faceless = describe_monitors(sections, DeviceCategory(str(device["category"])))
    if len(sections.kept["softwares"]) > MOST_PROGRAMS:
        raise TooLarge(MANY_PROGRAMS)
    software = [program for leaves in sections.kept["softwares"] if (program := _program(leaves))]
    return {
        "format": GLPI_JSON if is_json else _xml_format(sections),
        "agent": read_text(sections.agent, 200),
        "tag": _tag(sections),
        "location": read_text(sections.first("network_device").get("location"), 120),
        "virtual": hypervisor_of(sections) is not None,
        "partial": sections.partial,
        "device": device,
        "monitors": monitors,
        "software": software,
        "left_aside": _left_aside(sections, faceless),
        "notes": _notes(sections, device, len(software)),
    }


def _left_aside(sections: Sections, faceless: int) -> dict[str, int]:
    counts = {name: sections.seen[name] for name in LEFT_ASIDE} | {"monitors": faceless}
    return {name: count for name, count in counts.items() if count}


def _xml_format(sections: Sections) -> str:
    return FUSION_XML if sections.agent or any(sections.kept[name] for name in FUSION_SECTIONS) else OCS_XML


def _tag(sections: Sections) -> str | None:
    """Give the label that the agent was set up with, often a place."""
    infos = sections.kept["accountinfo"]
    told = (info.get("keyvalue") for info in infos if info.get("keyname") == "TAG")
    tag = read_text(sections.tag, 200) or read_text(next(told, None), 200)
    return None if bare(tag) in JUNK else tag  # OCS writes « NA » where no label was set


def _program(leaves: Leaves) -> Software | None:
    name = read_text(leaves.get("name"))
    if not name:
        return None
    return {
        "raw_name": name,
        "publisher": read_text(leaves.get("publisher")),
        "version": read_text(leaves.get("version")),
        "source": read_text(leaves.get("from")),
        "section": read_text(leaves.get("system_category")),
        "installed_on": read_day(leaves.get("install_date")),
    }


def _notes(sections: Sections, device: DeviceValues, programs: int) -> list[str]:
    kind, nameless = hypervisor_of(sections), len(sections.kept["softwares"]) - programs
    notes = {
        VIRTUAL.format(kind=kind): kind is not None,
        PARTIAL: sections.partial,
        NO_KEY: not device.keys() & {"serial", "uuid"},
        NAMELESS.format(count=nameless): nameless > 0,
        PRIVATE: any(sections.seen[name] for name in PERSONAL),
    }
    return [note for note, holds in notes.items() if holds]
