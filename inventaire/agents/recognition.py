"""Is this an inventory made by an agent? Told from the first bytes, whatever the file is called."""

import codecs
import re

GLPI_JSON = "glpi_agent_json"
FUSION_XML = "fusioninventory_xml"
OCS_XML = "ocs_xml"
AGENT_FILES = "agent_files"  # many of them, in an archive or a folder
AGENT_FORMATS = {GLPI_JSON, FUSION_XML, OCS_XML, AGENT_FILES}

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
JSON_MARKS = re.compile(r'"(deviceid|versionclient|itemtype)"\s*:\s*"|"content"\s*:\s*\{')
XML_ROOT = re.compile(r"<REQUEST[\s>]")
# Tags that the agents of the FusionInventory family write, and those of OCS do not.
FUSION_MARKS = re.compile(r"<(ACCESSLOG|PCICLASS|OPERATINGSYSTEM|VERSIONCLIENT|CHASSIS_TYPE|SYSTEM_CATEGORY)>")


def recognise_agent_file(head: bytes) -> str | None:
    """Name the format of a file from its first bytes (4 KiB will do), or give None.

    Both XML formats have one shape: a head too short to tell them apart gives « ocs_xml », and reading the
    whole file settles it.
    """
    text = _decode(head)
    if text.lstrip().startswith("{"):
        return GLPI_JSON if JSON_MARKS.search(text) else None
    if not (text.lstrip().startswith("<") and XML_ROOT.search(text)):
        return None
    return FUSION_XML if FUSION_MARKS.search(text) else OCS_XML


def _decode(head: bytes) -> str:
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if head[1:2] == b"\0":
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0":
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")  # the marks are ASCII: any encoding that holds ASCII will do
