"""The files that tests read tell nothing of the machine they were made on."""

import io
import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FILES = Path(__file__).parent / "files"
AGENT_FILES = ["fusioninventory.xml", "ocsinventory.ocs", "glpi-agent.json"]
PLACES = re.compile(rb"(?<![\w.])/(?:root|home|work|tmp|opt|mnt|Users|usr/local)\b|[A-Z]:\\+Users\b")
MAC = re.compile(r"\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b", re.IGNORECASE)
ADDRESS = re.compile(r"<[A-Z]*(?:IP|DNS|GATEWAY)[A-Z]*>([\d.]+)<|\"(?:ip\w+|port)\": \"(\d+\.[\d.]+)\"")
DOCUMENTATION = ("198.51.100.", "127.0.0.", "255.")  # RFC 5737, the loop and masks
SECTIONS = re.compile(
    r"<(ENVS|PROCESSES|RUNNING_PROCESSES|REPOSITORY|REPOSITORIES|USERS|LOCAL_USERS|LOCAL_GROUPS|GROUPS|FIREWALL"
    r"|ACCESSLOG|LASTLOGGEDUSER)\b|\"(envs|processes|users|local_users|local_groups|lastloggeduser)\""
)


def contents(path: Path) -> Iterator[bytes]:
    """Give what a file holds; a spreadsheet is a zip, whose members are read too."""
    received = path.read_bytes()
    yield received
    if zipfile.is_zipfile(io.BytesIO(received)):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(member) for member in archive.infolist() if not member.flag_bits & 1)


def committed_files() -> list[Path]:
    return sorted(path for path in FILES.rglob("*") if path.is_file() and path.name != "README.md")


@pytest.mark.parametrize("path", committed_files(), ids=lambda path: path.name)
def test_a_file_names_no_place_of_the_machine_it_was_made_on(path):
    assert [found for held in contents(path) for found in PLACES.findall(held)] == []


@pytest.mark.parametrize("path", committed_files(), ids=lambda path: path.name)
def test_a_file_does_not_name_the_machine_it_was_made_on(path):
    host = re.compile(rb"(?<![\w.-])" + re.escape(socket.gethostname().encode()) + rb"(?![\w.-])")
    assert not any(host.search(held) for held in contents(path))


@pytest.mark.parametrize("name", AGENT_FILES)
def test_the_addresses_of_an_agent_file_are_those_kept_for_documentation(name):
    text = (FILES / name).read_text()
    macs = [mac for mac in MAC.findall(text) if not mac.lower().startswith("00:00:5e:00:53:")]
    addresses = [first or second for first, second in ADDRESS.findall(text)]
    assert set(macs) <= {"00:00:00:00:00:00"}
    assert addresses
    assert [address for address in addresses if not address.startswith(DOCUMENTATION)] == []


@pytest.mark.parametrize("name", AGENT_FILES)
def test_an_agent_file_holds_no_section_about_people_or_sessions(name):
    assert not SECTIONS.search((FILES / name).read_text())


@pytest.mark.parametrize("name", AGENT_FILES)
def test_the_machine_of_an_agent_file_bears_an_invented_name(name):
    text = (FILES / name).read_text()
    names = re.findall(r"(?:<DEVICEID>|\"deviceid\": \")([^<\"]+)", text)
    assert len(names) == 1
    assert names[0].lower().startswith("valbrume-pc-")


@pytest.mark.parametrize("leak", [b"<HOME>/root</HOME>", b"/home/someone/", b'"C:\\\\Users\\\\x"', b"cd /opt/outil"])
def test_a_place_would_be_found(leak):
    assert PLACES.search(leak)
