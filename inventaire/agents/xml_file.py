"""FusionInventory and OCS files: one XML shape, read as it comes, without DTD nor entity."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import errors

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from inventaire.agents.refusals import INCOMPLETE, MALFORMED, NOT_AN_INVENTORY
from inventaire.agents.sections import Sections
from inventaire.domain.errors import UnreadableFile

DEEPEST = 20
FORBIDDEN = (
    "Ce fichier contient une définition de document (DTD) ou des entités, ce qu’aucun agent n’écrit : "
    "il est refusé par prudence. Refaites l’inventaire avec l’agent."
)
NOT_A_COMPUTER = (
    "Ce fichier XML est une réponse d’agent de type « {query} », pas l’inventaire d’un poste (« INVENTORY »)."
)
SEVERAL = (
    "Ce fichier décrit plusieurs équipements vus sur le réseau : donnez un fichier par équipement, "
    "comme l’agent les écrit."
)
QUERIES = {"INVENTORY", "SNMP", "SNMPQUERY", "NETINVENTORY", "NETDISCOVERY"}
CONTENT = ["REQUEST", "CONTENT"]
CUT_SHORT = {
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}


def read_xml(received: bytes) -> Sections:
    """Read the sections of an XML inventory; raise UnreadableFile with what to do."""
    sections = Sections()
    try:
        for parents, element in _ended(received):
            _take(sections, parents, element)
    except DefusedXmlException:
        raise UnreadableFile(FORBIDDEN) from None
    except ParseError as fault:
        raise UnreadableFile(INCOMPLETE if fault.code in CUT_SHORT else MALFORMED) from None
    except (LookupError, ValueError):  # an encoding that the parser does not know
        raise UnreadableFile(MALFORMED) from None
    return sections


def _ended(received: bytes) -> Iterator[tuple[list[str], Element]]:
    """Give each element once it is whole, with the names of those it stands in, and forget it."""
    open_elements: list[Element] = []
    for event, element in iterparse(BytesIO(received), ("start", "end"), forbid_dtd=True):
        if event == "start":
            open_elements.append(element)
            if len(open_elements) > DEEPEST or open_elements[0].tag != "REQUEST":
                raise UnreadableFile(NOT_AN_INVENTORY)
            continue
        open_elements.pop()
        yield [parent.tag for parent in open_elements], element
        if len(open_elements) == 2:
            open_elements[-1].clear()


def _take(sections: Sections, parents: list[str], element: Element) -> None:
    if parents == ["REQUEST"]:
        _take_envelope(sections, element)
    elif parents == CONTENT and element.tag == "DEVICE":
        _take_device(sections, element)
    elif parents == CONTENT:
        if element.tag == "VERSIONCLIENT":
            sections.agent = element.text
        sections.keep(element.tag, {leaf.tag: leaf.text for leaf in element})


def _take_envelope(sections: Sections, element: Element) -> None:
    if element.tag == "QUERY" and element.text not in QUERIES:
        raise UnreadableFile(NOT_A_COMPUTER.format(query=(element.text or "")[:40]))
    if element.tag == "ITEMTYPE" and element.text:
        sections.itemtype = element.text


def _take_device(sections: Sections, device: Element) -> None:
    """Read a device seen over the network: an inventory tells it under INFO, a discovery at once."""
    if sections.kept["network_device"]:
        raise UnreadableFile(SEVERAL)
    info = device.find("INFO")
    sections.itemtype = "Unmanaged"
    sections.keep("network_device", {leaf.tag: leaf.text for leaf in (device if info is None else info)})
    for port in device.iterfind("PORTS/PORT"):
        sections.keep("network_ports", {leaf.tag: leaf.text for leaf in port})
