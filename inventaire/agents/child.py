"""The child process that reads one agent file; `inventaire.confinement` starts it."""

from pathlib import Path

from inventaire.agents.inventory import AgentInventory, describe
from inventaire.agents.json_file import read_json
from inventaire.agents.recognition import GLPI_JSON, recognise_agent_file
from inventaire.agents.refusals import EMPTY, NOT_AN_INVENTORY, TOO_HEAVY
from inventaire.agents.xml_file import read_xml
from inventaire.confinement import serve
from inventaire.domain.errors import TooLarge, UnreadableFile

LARGEST = 32 << 20
HEAD = 4_096


def parse_agent_file(path: Path, _name: str) -> AgentInventory:
    """Read an agent's file whole; raise UnreadableFile or TooLarge with a sentence for the person."""
    with path.open("rb") as file:
        return parse_inventory(file.read(LARGEST + 1))


def parse_inventory(received: bytes) -> AgentInventory:
    """Understand what an agent wrote; raise UnreadableFile or TooLarge with a sentence for the person."""
    if len(received) > LARGEST:
        raise TooLarge(TOO_HEAVY)
    head = received[:HEAD]
    if not head.strip():
        raise UnreadableFile(EMPTY)
    kind = recognise_agent_file(head)
    if kind is None:
        raise UnreadableFile(NOT_AN_INVENTORY)
    if kind == GLPI_JSON:
        return describe(read_json(received), is_json=True)
    return describe(read_xml(received), is_json=False)


if __name__ == "__main__":
    serve(parse_agent_file)
