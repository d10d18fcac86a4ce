"""Reading an agent's file from outside, in a child process with little memory and time."""

from pathlib import Path
from typing import cast

from inventaire.agents.inventory import AgentInventory
from inventaire.confinement import Limits, run_confined


def read_agent_file(path: Path, name: str, limits: Limits | None = None) -> AgentInventory:
    """Read one agent's file; raise UnreadableFile or TooLarge with a sentence for the person."""
    return cast(AgentInventory, run_confined("inventaire.agents.child", path, name, limits))
