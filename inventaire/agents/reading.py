"""Reading agents' files from outside, in a child process with little memory and time."""

from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from inventaire.agents.inventory import AgentInventory
from inventaire.agents.refusals import TABLES
from inventaire.confinement import Limits, run_confined, stream_confined
from inventaire.domain.errors import UnreadableFile

MANY = Limits(processor=900, wall=1_800)  # whoever gives thousands of files may wait


class TablesInside(UnreadableFile):
    """An archive of tables, which are not for this door to read."""


class FileRead(TypedDict):
    """What became of one file among many: its inventory, or why it is refused."""

    file: str
    inventory: NotRequired[AgentInventory]
    refused: NotRequired[str]


def read_agent_file(path: Path, name: str, limits: Limits | None = None) -> AgentInventory:
    """Read one agent's file; raise UnreadableFile or TooLarge with a sentence for the person."""
    return cast(AgentInventory, run_confined("inventaire.agents.child", path, name, limits))


def read_agent_files(path: Path, name: str, limits: Limits | None = None) -> Iterator[tuple[int, FileRead]]:
    """Read the files of an archive or a folder one by one, each with how many they are in all.

    Raises TablesInside when it holds tables and no agents' file, UnreadableFile or TooLarge when the whole
    cannot be opened; a bad file among others never does.
    """
    answers = stream_confined("inventaire.agents.collection", path, name, limits or MANY)
    told = next(answers, {"total": 0, "holds_tables": False})
    if told["holds_tables"]:
        answers.close()
        raise TablesInside(TABLES)
    for answer in answers:
        yield told["total"], answer
