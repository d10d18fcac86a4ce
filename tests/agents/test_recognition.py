"""An agent's file is known by what it holds, whatever it is called."""

from pathlib import Path

import pytest

from inventaire.agents.recognition import recognise_agent_file

FILES = Path(__file__).parents[1] / "files"
ROOT = '<?xml version="1.0"?>\n<REQUEST><CONTENT><HARDWARE/></CONTENT></REQUEST>'


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fusioninventory.xml", "fusioninventory_xml"),
        ("ocsinventory.ocs", "ocs_xml"),
        ("glpi-agent.json", "glpi_agent_json"),
    ],
)
def test_the_first_bytes_of_a_real_file_tell_its_format(name, kind):
    assert recognise_agent_file((FILES / name).read_bytes()[:4096]) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_does_not_hide_the_format(encoding):
    assert recognise_agent_file(ROOT.encode(encoding)) == "ocs_xml"
    assert recognise_agent_file('{"deviceid": "é"}'.encode(encoding)) == "glpi_agent_json"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Nom;Site\r\nPC-1;Mairie",
        b"PK\x03\x04REQUEST",
        b'{"softwares": []}',
        b"<html>",
        b"[1]",
    ],
)
def test_another_file_is_not_taken_for_an_inventory(head):
    assert recognise_agent_file(head) is None


def test_a_file_with_a_dtd_is_recognised_so_that_it_can_be_refused_with_its_reason():
    assert recognise_agent_file(b'<!DOCTYPE x [<!ENTITY a "b">]><REQUEST>') == "ocs_xml"
